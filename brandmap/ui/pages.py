"""List the pages in the order of the navigation: a row here, a file in ``pages/`` and a phrase ``nav.…`` each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageSpec:
    """``name`` is the file in ``pages/`` and the key of the title; ``filtered`` shows the filters,
    ``full_screen`` leaves out the navigation; the heading of a ``picture`` is only said by screen readers."""

    name: str
    filtered: bool
    picture: bool = False
    full_screen: bool = False

    @property
    def address(self) -> str:
        """The path of the page without slash; empty for the first page."""
        return "" if self.name == "map" else self.name


PAGES: tuple[PageSpec, ...] = (
    PageSpec("map", filtered=True, picture=True),
    PageSpec("themes", filtered=True),
    PageSpec("present", filtered=False, picture=True, full_screen=True),
    PageSpec("compare", filtered=False),
    PageSpec("finder", filtered=False),
    PageSpec("data", filtered=True),
    PageSpec("about", filtered=False),
)

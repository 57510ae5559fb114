"""List the pages in the order of the navigation: a row here, a file in ``pages/`` and a phrase ``nav.…`` each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageSpec:
    """``name`` is the file in ``pages/`` and the key of the title; ``filtered`` shows the filters,
    ``full_screen`` leaves out the navigation."""

    name: str
    icon: str
    filtered: bool
    full_screen: bool = False

    @property
    def address(self) -> str:
        """The path of the page without slash; empty for the first page."""
        return "" if self.name == "map" else self.name


PAGES: tuple[PageSpec, ...] = (
    PageSpec("map", ":material/map:", filtered=True),
    PageSpec("themes", ":material/category:", filtered=True),
    PageSpec("present", ":material/slideshow:", filtered=False, full_screen=True),
    PageSpec("compare", ":material/compare_arrows:", filtered=False),
    PageSpec("finder", ":material/search_check:", filtered=False),
    PageSpec("data", ":material/table:", filtered=True),
    PageSpec("about", ":material/info:", filtered=False),
)

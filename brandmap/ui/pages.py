"""List the pages in the order of the navigation: a row here, a file in ``pages/`` and a phrase ``nav.…`` each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageSpec:
    """``name`` is the file in ``pages/``, the address and the key of the title; ``filtered`` shows the filters,
    ``full_screen`` leaves out the navigation."""

    name: str
    icon: str
    filtered: bool
    full_screen: bool = False


PAGES: tuple[PageSpec, ...] = (
    PageSpec("map", ":material/map:", filtered=True),
    PageSpec("themes", ":material/category:", filtered=True),
    PageSpec("present", ":material/slideshow:", filtered=False, full_screen=True),
    PageSpec("compare", ":material/compare_arrows:", filtered=False),
    PageSpec("finder", ":material/search_check:", filtered=False),
    PageSpec("data", ":material/table:", filtered=True),
    PageSpec("about", ":material/info:", filtered=False),
)

"""List the pages in the order of the navigation: a row here, a file in ``pages/`` and a phrase ``nav.…`` each."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from brandmap.collection.view import View
from brandmap.markup import Html, tag
from brandmap.records import Lang
from brandmap.text import phrase


@dataclass(frozen=True)
class PageSpec:
    """``name`` is the file in ``pages/`` and the key of the title; ``filtered`` shows the filters,
    ``full_screen`` leaves out the navigation; the heading of a ``picture`` is read by screen readers only."""

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


def navigation_html(here: PageSpec, view: View, lang: Lang, base_path: str) -> Html:
    """Write the links to all pages, which open them in ``view``. ``base_path`` has no slash at its end."""
    query = urlencode(view.to_query(), doseq=True)
    links = (
        tag(
            "a",
            phrase(f"nav.{one.name}", lang),
            href=f"{base_path}/{one.address}?{query}".rstrip("?"),
            aria_current="page" if one is here else None,
        )
        for one in PAGES
    )
    return tag("nav", *links, aria_label=phrase("frame.pages", lang), class_="bm-nav")

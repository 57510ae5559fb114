"""Draw the measures of a model as small icons, one per measure of ``data/terms.csv``, all in one style.

Lines on a 24 × 24 grid, drawn for this project. A measure without an icon, from a visitor's own data, is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from brandmap.collection.filters import Collection
from brandmap.drawing.colours import colour_of, ink_on
from brandmap.drawing.svg import svg_image
from brandmap.markup import Html, fragment, tag
from brandmap.records import Brand, Lang, Term

MAX_ICONS = 4  # of one model
GRID = 24  # width and height of an icon, in units of its path

_SHIELD = "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z"
_RINGS = "M9 7a5 5 0 1 0 .01 0M15 7a5 5 0 1 0 .01 0"
_HOUSE = "M3 12 12 4l9 8M6 10v10h12V10M10 20v-6h4v6"
_BOOK = "M4 5c3-1 6-1 8 1 2-2 5-2 8-1v14c-3-1-6-1-8 1-2-2-5-2-8-1zM12 6v14"
_CIRCLES = "M12 3a9 9 0 1 0 .01 0M12 8a4 4 0 1 0 .01 0M3 12h18M12 3v18"
ICON_PATHS: Mapping[str, str] = MappingProxyType(
    {
        "crackdown": _SHIELD,
        "organised_volunteers": "M12 4a2.5 2.5 0 1 0 .01 0M7 20c0-6 2-8 5-8 3 0 5 2 5 8z"
        "M4.5 8a2 2 0 1 0 .01 0M2 18c0-4 1-5 3-5M19.5 8a2 2 0 1 0 .01 0M22 18c0-4-1-5-3-5",
        "fengqiao": "M12 21v-5M12 3 5 12h4l-3 4h12l-3-4h4z",
        "source_governance": "M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11zM9 14a3 3 0 0 0 3 3",
        "joint_operations": _RINGS,
        "area_deployment": _CIRCLES,
        "grid_network": _CIRCLES,
        "force_merger": _RINGS,
        "integrated_command": "M3 7h18v10H3zM6.5 10.5h1M10 10.5h1M13.5 10.5h1M17 10.5h.5M8 14h8",
        "rapid_response": "M13 3 5 14h6l-1 7 8-11h-6z",
        "patrol": "M5 18c0-8 14-4 14-12M5 18a1.5 1.5 0 1 0 .01 0M19 3a1.5 1.5 0 1 0 .01 0",
        "drone_patrol": "M9 10h6v4H9zM9 10 6 7M15 10l3-3M9 14l-3 3M15 14l3 3M3 6.5h6M15 6.5h6M3 17.5h6M15 17.5h6",
        "search_rescue": "M12 3a9 9 0 1 0 .01 0M12 8a4 4 0 1 0 .01 0M5.6 5.6l3.6 3.6M14.8 14.8l3.6 3.6"
        "M18.4 5.6l-3.6 3.6M9.2 14.8l-3.6 3.6",
        "loudspeaker": "M4 10v4h3l9 4V6l-9 4zM19 9v6M8 14.5 9.5 19H12",
        "traffic_guidance": "M12 3v18M12 5h7l2.5 2.5L19 10h-7M12 12H6l-2.5 2.5L6 17h6",
        "fixed_posts": "M12 3v18M7 21h10M4 11a8 7 0 0 1 16 0z",
        "visitor_help": "M4 4h16v12H10l-4 4v-4H4zM12 7v.5M12 10v3.5",
        "gentle_enforcement": "M12 20C5 15 3 12 3 8.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 9 1.5C21 12 19 15 12 20z",
        "home_visits": _HOUSE,
        "mediation": "M3 15h18M6 15v5M18 15v5M8 4.5a2 2 0 1 0 .01 0M16 4.5a2 2 0 1 0 .01 0M8 9v6M16 9v6M10 11.5h4",
        "law_education": _BOOK,
        "fraud_education": "M7 3h10v18H7zM10.5 18h3M10 8l4 4M14 8l-4 4",
        "safety_education": "M12 3c1 4 5 5 5 10a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 3 2 3 1-3-1-5 1-9z",
        "legal_advice": "M12 4v16M7 20h10M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z",
        "mobile_office": "M3 16v-4l2-5h14l2 5v4zM3 12h18M6.5 16v2.5M17.5 16v2.5M10 7V4.5h4V7",
        "service_station": "M4 20V9l8-5 8 5v11zM9 20v-6h6v6M12 8v3M10.5 9.5h3",
        "doorstep_service": "M7 21V3h10v18zM4 21h16M13.5 12h.5",
        "visible_policing": "M8 20v-6a4 4 0 0 1 8 0v6zM6 20h12M12 3v3M4 7l2 2M20 7l-2 2",
    }
)


def measures_with_icons(brand: Brand, collection: Collection) -> list[Term]:
    """List the first measures of the model that have an icon."""
    terms = (collection.dataset.terms[id_] for id_ in brand.terms if id_ in ICON_PATHS)
    return [term for term in terms if term.facet == "measure"][:MAX_ICONS]


def measure_icons(brand: Brand, collection: Collection, lang: Lang) -> Html:
    """Draw the icons with their names under them; nothing when there is none."""
    terms = measures_with_icons(brand, collection)
    colour = colour_of(brand, collection)
    items = (
        tag("li", tag("span", _icon(term.id, ink_on(colour)), style=f"background:{colour}"), term.name[lang])
        for term in terms
    )
    return tag("ul", *items, class_="bm-measure-icons") if terms else fragment()


def _icon(id_: str, ink: str) -> Html:
    """Draw an icon without alternative text: its name stands under it."""
    line = tag(
        "path", d=ICON_PATHS[id_], fill="none", stroke=ink,
        stroke_width="1.7", stroke_linecap="round", stroke_linejoin="round",
    )  # fmt: skip
    return svg_image(tag("svg", line, xmlns="http://www.w3.org/2000/svg", viewBox="0 0 24 24"), "")

"""Build the documents the page is drawn from, as JSON: models of a collection in one language, searchable texts, cards.

Each is a function of the collection's fingerprint and the language, so a browser may keep it for ever.
"""

from __future__ import annotations

from typing import Any

from brandmap.collection.filters import FACETS, Collection
from brandmap.drawing.card import card_html
from brandmap.drawing.colours import ink_on, safe_colour
from brandmap.drawing.icons import ICONS
from brandmap.markup import Html, clean
from brandmap.places.gazetteer import Gazetteer, Unit
from brandmap.records import Brand, Lang, Place
from brandmap.settings import settings
from brandmap.text import catalogue, phrase
from brandmap.text.traditional import SIMPLIFIED

CARDS_IN_FILE = 40  # of a large collection only the file with the opened card is sent
DECIMALS = 4  # of degrees: about ten metres
#: Tables of the catalogue whose phrases the scripts of the page use.
PHRASE_TABLES = ("filters", "sentence", "results", "site", "text", "frame", "map", "welcome")

Json = Any


def models(collection: Collection, lang: Lang) -> dict[str, Json]:
    """List themes, choices of the facets, models with their places, and the phrases of the page."""
    phrases = {key: text[lang] for key, text in catalogue().items() if key.split(".")[0] in PHRASE_TABLES}
    return {
        "lang": lang,
        "facets": {facet: _choices(facet, collection, lang) for facet in FACETS},
        "themes": [
            {
                "id": theme.id,
                "name": clean(theme.name[lang]),
                "colour": safe_colour(theme.colour),
                "ink": ink_on(safe_colour(theme.colour)),
                "icon": ICONS[theme.icon],
            }
            for theme in collection.dataset.themes.values()
        ],
        "brands": [_brand(brand, collection, lang) for brand in collection.all_brands],
        "cards_in_file": CARDS_IN_FILE,
        "phrases": {**phrases, "map.review": review(lang), "welcome.what": _welcome(collection, lang)},
    }


def _welcome(collection: Collection, lang: Lang) -> str:
    """Say what the newest edition is; nothing of models that no edition describes, as in a visitor's own data."""
    edition = collection.dataset.editions.get(collection.editions[0]) if collection.editions else None
    if edition is None or collection.dataset.own:
        return ""
    n = sum(brand.edition == edition.id for brand in collection.dataset.brands)
    return clean(phrase("welcome.what", lang, n=n, issuer=edition.issuer[lang], year=edition.year))


def review(lang: Lang) -> str:
    """Return the review number that stands below the map, or that it has none."""
    number = settings().review_number
    return phrase("map.reviewed", lang, number=number) if number else phrase("map.not_reviewed", lang)


def index(collection: Collection) -> dict[str, Json]:
    """List the searchable texts of each model, in both languages: the same that the server searches."""
    entries = {brand.id: collection.index.entry(brand.id) for brand in collection.all_brands}
    return {
        "simplified": SIMPLIFIED,
        "entries": {
            id_: {"text": one.text, "latin": one.latin, "pinyin": one.pinyin, "initials": one.initials}
            for id_, one in entries.items()
        },
    }


def cards(collection: Collection, lang: Lang, file: int | None = None) -> dict[str, Html]:
    """Draw the cards of all models, or those of one file, as markup; their style stands in the page."""
    brands = collection.all_brands
    if file is not None:
        brands = brands[file * CARDS_IN_FILE : (file + 1) * CARDS_IN_FILE]
    return {brand.id: card_html(brand, collection, lang, heading_level=2) for brand in brands}


def _brand(brand: Brand, collection: Collection, lang: Lang) -> dict[str, Json]:
    gazetteer = collection.gazetteer
    home = gazetteer.unit(brand.adcode)
    return {
        "id": brand.id,
        "n": brand.number,
        "name": clean(brand.name[lang]),
        "place": home.name[lang],
        "summary": clean(brand.summary[lang]),
        **{name: facet.values(brand, gazetteer) for name, facet in FACETS.items()},
        **_position(home),
        "home": brand.adcode,
        "counties": [unit.adcode for unit in gazetteer.counties(brand.adcode)],
        "pictured": [spot for place in brand.pictured for spot in _spots(place, gazetteer)],
    }


def _choices(facet: str, collection: Collection, lang: Lang) -> list[dict[str, str]]:
    return [
        {
            "id": value,
            "label": clean(collection.label(facet, value, lang)),
            "short": clean(collection.short_label(facet, value, lang)),
            **({"year": collection.year(value)} if facet == "edition" and value else {}),
        }
        for value in collection.choices(facet)
    ]


def _spots(place: Place, gazetteer: Gazetteer) -> list[dict[str, Json]]:
    """List the counties of a pictured place."""
    return [{"adcode": unit.adcode, **_position(unit)} for unit in gazetteer.counties(place.adcode)]


def _position(unit: Unit) -> dict[str, float]:
    """Return the position of the seat, or of the label if a unit has no seat."""
    point = unit.seat or unit.label
    return {"lat": round(point.lat, DECIMALS), "lon": round(point.lon, DECIMALS)}

"""Draw when the models run, as tables with coloured cells: months of the year, hours of the day.

A screen reader walks them by row and column; each cell says in hidden words what its colour says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brandmap.collection.filters import Collection
from brandmap.collection.seasons import hours_spans, inferred_months, months
from brandmap.collection.wording import hours_text, month_name
from brandmap.drawing.colours import colour_of
from brandmap.drawing.pieces import number_plate, spoken
from brandmap.drawing.strips import MONTHS, hatch
from brandmap.markup import Html, fragment, tag
from brandmap.records import Brand, Lang
from brandmap.text import phrase

KEY_COLOUR = "#6b7785"


def season_calendar_html(brands: Sequence[Brand], collection: Collection, lang: Lang) -> Html:
    """One row per brand, one column per month. Stated months are filled, inferred ones hatched; a model of the whole
    year is a thin bar, so that the seasonal ones stand out."""
    heads = [_column_head(_short_month(month, lang), month_name(month, lang)) for month in MONTHS]
    rows = [
        tag("tr", _row_head(brand, collection, lang), *(_month_cell(brand, m, collection, lang) for m in MONTHS))
        for brand in brands
    ]
    return fragment(_table("season", heads, rows, lang), _key(lang))


def night_hours_html(brands: Sequence[Brand], collection: Collection, lang: Lang) -> Html:
    """One row per brand with published hours, one column per hour; a sentence if there is none. Brands without hours
    are counted under the table."""
    timed = [brand for brand in brands if brand.hours]
    without = len(brands) - len(timed)
    remark = tag("p", phrase("themes.without_hours", lang, n=without), class_="bm-key") if without else ""
    if not timed:
        return fragment(remark)
    heads = [_column_head(str(hour) if hour % 3 == 0 else "", f"{hour:02d}:00–{hour + 1:02d}:00") for hour in range(24)]
    rows = [
        tag(
            "tr",
            _row_head(brand, collection, lang, hours_text(brand.hours, lang)),
            *_hour_cells(brand, collection, lang),
        )
        for brand in timed
    ]
    return fragment(_table("hours", heads, rows, lang), remark)


def _table(key: str, heads: Sequence[Html], rows: Sequence[Html], lang: Lang) -> Html:
    corner = tag("th", spoken(phrase("themes.model", lang)), scope="col", class_="bm-first")
    return tag(
        "table",
        tag("caption", phrase(f"themes.{key}_caption", lang)),
        tag("thead", tag("tr", corner, *heads)),
        tag("tbody", *rows),
        class_=f"bm-cal bm-{key}",
    )


def _column_head(short: str, words: str) -> Html:
    return tag("th", tag("span", short, aria_hidden="true"), spoken(words), scope="col")


def _row_head(brand: Brand, collection: Collection, lang: Lang, more: str = "") -> Html:
    name = tag(
        "span",
        brand.name[lang] or phrase("text.not_published", lang),
        *([tag("br"), tag("small", more)] if more else []),
    )
    return tag("th", tag("div", number_plate(brand, collection), name), scope="row")


def _month_cell(brand: Brand, month: int, collection: Collection, lang: Lang) -> Html:
    running = months(brand)
    if month not in running:
        return _idle(lang)
    colour, inferred = colour_of(brand, collection), month in inferred_months(brand)
    bar = tag(
        "i",
        class_="bm-thin" if len(running) == len(MONTHS) else None,
        style=hatch(colour) if inferred else f"background:{colour}",
    )
    return tag("td", bar, spoken(phrase("themes.runs_inferred" if inferred else "themes.runs", lang)))


def _hour_cells(brand: Brand, collection: Collection, lang: Lang) -> Iterable[Html]:
    """24 cells; one that is only partly inside the span is filled for that part."""
    colour = colour_of(brand, collection)
    for hour in range(24):
        part = _overlap(hours_spans(brand.hours), hour) if brand.hours else None
        if part is None:
            yield _idle(lang)
            continue
        start, end = part
        look = f"background:{colour};margin-left:{100 * start:.0f}%;width:{100 * (end - start):.0f}%"
        yield tag("td", tag("i", style=look), spoken(phrase("themes.runs", lang)))


def _idle(lang: Lang) -> Html:
    return tag("td", spoken(phrase("themes.idle", lang)))


def _overlap(spans: Iterable[tuple[float, float]], hour: int) -> tuple[float, float] | None:
    """From where to where (0-1) the spans cover this hour, the first span that does."""
    for start, end in spans:
        if start < hour + 1 and end > hour:
            return max(start - hour, 0.0), min(end - hour, 1.0)
    return None


def _key(lang: Lang) -> Html:
    looks = (
        ("key_stated", f"background:{KEY_COLOUR}"),
        ("key_inferred", hatch(KEY_COLOUR)),
        ("key_all_year", f"background:{KEY_COLOUR};height:8px"),
    )
    items = (tag("li", tag("i", aria_hidden="true", style=look), phrase(f"themes.{key}", lang)) for key, look in looks)
    return tag("ul", *items, class_="bm-key")


def _short_month(month: int, lang: Lang) -> str:
    return str(month) if lang == "zh" else month_name(month, lang)[:1]

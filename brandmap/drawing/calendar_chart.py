"""Draw when the models run, as tables with coloured cells: months of the year, hours of the day.

A screen reader walks them by row and column; each cell says in hidden words what its colour says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brandmap.collection.filters import Collection
from brandmap.collection.seasons import hours_spans, inferred_months, months
from brandmap.collection.wording import hours_text, month_name
from brandmap.drawing.colours import colour_of
from brandmap.drawing.pieces import number_plate, screen_reader_text
from brandmap.drawing.strips import MONTHS, hatch
from brandmap.markup import Html, fragment, tag
from brandmap.records import Brand, Lang
from brandmap.text import phrase

LEGEND_COLOUR = "#6b7785"


def season_calendar_html(brands: Sequence[Brand], collection: Collection, lang: Lang) -> Html:
    """Draw a table with a row per brand and a column per month. Stated months are filled, inferred ones hatched; one
    that runs all year gets a thin bar, so that the seasonal ones stand out."""
    headings = [_column_heading(_month_initial(month, lang), month_name(month, lang)) for month in MONTHS]
    rows = [
        tag("tr", _row_heading(brand, collection, lang), *(_month_cell(brand, m, collection, lang) for m in MONTHS))
        for brand in brands
    ]
    return fragment(_table("season", headings, rows, lang), _legend(lang))


def night_hours_html(brands: Sequence[Brand], collection: Collection, lang: Lang) -> Html:
    """Draw a table with a row per brand that has published hours and a column per hour. A line under it counts the
    brands without hours; if none has any there is only that line."""
    brands_with_hours = [brand for brand in brands if brand.hours]
    count = len(brands) - len(brands_with_hours)
    footnote = tag("p", phrase("themes.without_hours", lang, n=count), class_="bm-key") if count else ""
    if not brands_with_hours:
        return fragment(footnote)
    headings = [
        _column_heading(str(hour) if hour % 3 == 0 else "", f"{hour:02d}:00–{hour + 1:02d}:00") for hour in range(24)
    ]
    rows = [
        tag(
            "tr",
            _row_heading(brand, collection, lang, hours_text(brand.hours, lang)),
            *_hour_cells(brand, collection, lang),
        )
        for brand in brands_with_hours
    ]
    return fragment(_table("hours", headings, rows, lang), footnote)


def _table(key: str, headings: Sequence[Html], rows: Sequence[Html], lang: Lang) -> Html:
    corner = tag("th", screen_reader_text(phrase("themes.model", lang)), scope="col", class_="bm-first")
    return tag(
        "table",
        tag("caption", phrase(f"themes.{key}_caption", lang)),
        tag("thead", tag("tr", corner, *headings)),
        tag("tbody", *rows),
        class_=f"bm-cal bm-{key}",
    )


def _column_heading(short: str, words: str) -> Html:
    return tag("th", tag("span", short, aria_hidden="true"), screen_reader_text(words), scope="col")


def _row_heading(brand: Brand, collection: Collection, lang: Lang, detail: str = "") -> Html:
    name = tag(
        "span",
        brand.name[lang] or phrase("text.not_published", lang),
        *([tag("br"), tag("small", detail)] if detail else []),
    )
    return tag("th", tag("div", number_plate(brand, collection), name), scope="row")


def _month_cell(brand: Brand, month: int, collection: Collection, lang: Lang) -> Html:
    active_months = months(brand)
    if month not in active_months:
        return _idle_cell(lang)
    colour, inferred = colour_of(brand, collection), month in inferred_months(brand)
    bar = tag(
        "i",
        class_="bm-thin" if len(active_months) == len(MONTHS) else None,
        style=hatch(colour) if inferred else f"background:{colour}",
    )
    return tag("td", bar, screen_reader_text(phrase("themes.runs_inferred" if inferred else "themes.runs", lang)))


def _hour_cells(brand: Brand, collection: Collection, lang: Lang) -> Iterable[Html]:
    """Yield 24 cells; an hour that the model works only in part is filled for that part."""
    colour = colour_of(brand, collection)
    for hour in range(24):
        covered = _covered_part(hours_spans(brand.hours), hour) if brand.hours else None
        if covered is None:
            yield _idle_cell(lang)
            continue
        start, end = covered
        style = f"background:{colour};margin-left:{100 * start:.0f}%;width:{100 * (end - start):.0f}%"
        yield tag("td", tag("i", style=style), screen_reader_text(phrase("themes.runs", lang)))


def _idle_cell(lang: Lang) -> Html:
    return tag("td", screen_reader_text(phrase("themes.idle", lang)))


def _covered_part(spans: Iterable[tuple[float, float]], hour: int) -> tuple[float, float] | None:
    """Return the part of this hour, (start, end) from 0 to 1, that the first span to reach it covers."""
    for start, end in spans:
        if start < hour + 1 and end > hour:
            return max(start - hour, 0.0), min(end - hour, 1.0)
    return None


def _legend(lang: Lang) -> Html:
    styles = (
        ("key_stated", f"background:{LEGEND_COLOUR}"),
        ("key_inferred", hatch(LEGEND_COLOUR)),
        ("key_all_year", f"background:{LEGEND_COLOUR};height:8px"),
    )
    items = (
        tag("li", tag("i", aria_hidden="true", style=style), phrase(f"themes.{key}", lang)) for key, style in styles
    )
    return tag("ul", *items, class_="bm-key")


def _month_initial(month: int, lang: Lang) -> str:
    """Return the month's number in Chinese, its first letter in English."""
    return str(month) if lang == "zh" else month_name(month, lang)[:1]

"""When the models run, as pictures that are tables: months of the year, hours of the day.

Real HTML tables with coloured cells, so that a screen reader walks them by row and column; each cell says in hidden
words what its colour says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brandmap.collection.filters import Collection
from brandmap.collection.seasons import hours_spans, inferred_months, months
from brandmap.collection.wording import hours_text, month_name
from brandmap.drawing.strips import MONTHS, hatch
from brandmap.drawing.svg import ink_on, safe_colour
from brandmap.markup import escape_markup
from brandmap.records import Brand, Lang
from brandmap.text import phrase

STYLE = """<style>
.bm-cal{border-collapse:separate;border-spacing:2px 5px;width:100%;max-width:860px;table-layout:fixed;font-size:14px}
.bm-cal th,.bm-cal td{border:0!important;padding:0!important;background:none;font-weight:400}
.bm-cal thead th{font-size:12px;line-height:18px;text-align:center;opacity:.8}
.bm-cal tbody th{text-align:left;line-height:20px;padding-right:8px!important}
.bm-cal td{height:22px;position:relative;vertical-align:middle;background:rgba(128,138,150,.1)}
.bm-cal td>i{display:block;height:22px;border-radius:3px;width:100%}.bm-cal td>i.bm-thin{height:8px}
.bm-cal .bm-n{flex:none;align-self:flex-start;min-width:22px;
padding:0 3px;box-sizing:border-box;border-radius:5px;text-align:center;
font-size:12px;font-weight:700;line-height:20px;margin-right:6px}
.bm-cal .bm-first{width:190px}
@media(max-width:640px){.bm-cal .bm-first{width:112px}.bm-cal tbody th{font-size:13px;line-height:18px}
.bm-cal{border-spacing:1px 5px}}
.bm-hours{border-spacing:0 5px}.bm-hours td{border-left:1px solid rgba(128,138,150,.25)!important}
.bm-hours td>i{border-radius:0}
.bm-sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.bm-cal caption{text-align:left;font-size:13px;line-height:20px;opacity:.85;padding:0 0 4px;caption-side:top}
.bm-key{display:flex;flex-wrap:wrap;gap:4px 20px;font-size:13px;line-height:20px;margin:4px 0 0;padding:0!important;
list-style:none}
.bm-key li{display:flex;align-items:center;gap:6px;margin:0}
.bm-key i{display:inline-block;width:26px;height:14px;border-radius:3px}
</style>"""
KEY_COLOUR = "#6b7785"


def season_calendar_html(brands: Sequence[Brand], collection: Collection, lang: Lang) -> str:
    """One row per brand, one column per month. Stated months are filled, inferred ones hatched; a model of the whole
    year is a thin bar, so that the seasonal ones stand out."""
    heads = "".join(
        f'<th scope="col"><span aria-hidden="true">{_short_month(month, lang)}</span>'
        f"{_hidden(month_name(month, lang))}</th>"
        for month in MONTHS
    )
    rows = "".join(
        f"<tr>{_row_head(brand, collection, lang)}"
        f"{''.join(_month_cell(brand, month, collection, lang) for month in MONTHS)}</tr>"
        for brand in brands
    )
    return STYLE + _table("season", heads, rows, lang) + _key(lang)


def night_hours_html(brands: Sequence[Brand], collection: Collection, lang: Lang) -> str:
    """One row per brand with published hours, one column per hour; a sentence if there is none. Brands without hours
    are counted under the table."""
    timed = [brand for brand in brands if brand.hours]
    without = len(brands) - len(timed)
    remark = (
        f'<p class="bm-key">{escape_markup(phrase("themes.without_hours", lang, n=without))}</p>' if without else ""
    )
    if not timed:
        return STYLE + remark
    heads = "".join(
        f'<th scope="col"><span aria-hidden="true">{hour if hour % 3 == 0 else ""}</span>'
        f"{_hidden(f'{hour:02d}:00–{hour + 1:02d}:00')}</th>"
        for hour in range(24)
    )
    rows = "".join(
        f"<tr>{_row_head(brand, collection, lang, hours_text(brand.hours, lang))}"
        f"{_hour_cells(brand, collection, lang)}</tr>"
        for brand in timed
    )
    return STYLE + _table("hours", heads, rows, lang, " bm-hours") + remark


def _table(key: str, heads: str, rows: str, lang: Lang, extra: str = "") -> str:
    caption, first = (escape_markup(phrase(f"themes.{name}", lang)) for name in (f"{key}_caption", "model"))
    return (
        f'<table class="bm-cal{extra}"><caption>{caption}</caption><thead><tr>'
        f'<th scope="col" class="bm-first">{_hidden(first)}</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _row_head(brand: Brand, collection: Collection, lang: Lang, more: str = "") -> str:
    colour = _colour(brand, collection)
    badge = f'<span class="bm-n" style="background:{colour};color:{ink_on(colour)}">{brand.number}</span>'
    name = escape_markup(brand.name[lang] or phrase("text.not_published", lang))
    detail = f'<br><span style="font-size:12px;opacity:.8">{escape_markup(more)}</span>' if more else ""
    return f'<th scope="row"><div style="display:flex">{badge}<span>{name}{detail}</span></div></th>'


def _month_cell(brand: Brand, month: int, collection: Collection, lang: Lang) -> str:
    if month not in months(brand):
        return f"<td>{_hidden(phrase('themes.idle', lang))}</td>"
    colour = _colour(brand, collection)
    inferred = month in inferred_months(brand)
    thin = ' class="bm-thin"' if len(months(brand)) == len(MONTHS) else ""
    look = hatch(colour) if inferred else f"background:{colour}"
    said = phrase("themes.runs_inferred" if inferred else "themes.runs", lang)
    return f'<td><i{thin} style="{look}"></i>{_hidden(said)}</td>'


def _hour_cells(brand: Brand, collection: Collection, lang: Lang) -> str:
    """24 cells; one that is only partly inside the span is filled for that part."""
    colour = _colour(brand, collection)
    cells = []
    for hour in range(24):
        part = _overlap(hours_spans(brand.hours), hour) if brand.hours else None
        if part is None:
            cells.append(f"<td>{_hidden(phrase('themes.idle', lang))}</td>")
            continue
        start, end = part
        look = f"background:{colour};margin-left:{100 * start:.0f}%;width:{100 * (end - start):.0f}%"
        cells.append(f'<td><i style="{look}"></i>{_hidden(phrase("themes.runs", lang))}</td>')
    return "".join(cells)


def _overlap(spans: Iterable[tuple[float, float]], hour: int) -> tuple[float, float] | None:
    """From where to where (0-1) the spans cover this hour, the first span that does."""
    for start, end in spans:
        if start < hour + 1 and end > hour:
            return max(start - hour, 0.0), min(end - hour, 1.0)
    return None


def _key(lang: Lang) -> str:
    looks = (
        ("key_stated", f"background:{KEY_COLOUR}"),
        ("key_inferred", hatch(KEY_COLOUR)),
        ("key_all_year", f"background:{KEY_COLOUR};height:8px"),
    )
    items = "".join(
        f'<li><i aria-hidden="true" style="{look}"></i>{escape_markup(phrase(f"themes.{key}", lang))}</li>'
        for key, look in looks
    )
    return f'<ul class="bm-key">{items}</ul>'


def _short_month(month: int, lang: Lang) -> str:
    return str(month) if lang == "zh" else month_name(month, lang)[:1]


def _hidden(words: str) -> str:
    """Words for screen readers only."""
    return f'<span class="bm-sr">{escape_markup(words)}</span>'


def _colour(brand: Brand, collection: Collection) -> str:
    return safe_colour(collection.dataset.themes[brand.theme].colour)

"""The comparison as self-contained HTML: what is shared at a glance, map, months, and the table of rows.

On a phone a row becomes a block; on paper the page around it disappears. Every text goes through ``escape_markup``.
"""

from __future__ import annotations

from collections.abc import Sequence

from brandmap.collection.comparison import MIN_COMPARED, Comparison, Row, Shared, Tag
from brandmap.collection.filters import Collection
from brandmap.drawing.calendar_chart import season_calendar_html
from brandmap.drawing.card import theme_chip
from brandmap.drawing.locator import locator_credit_html, locator_svg, locator_title
from brandmap.drawing.svg import ink_on, safe_colour, svg_image
from brandmap.markup import escape_markup
from brandmap.records import Brand, Lang
from brandmap.text import phrase

STYLE = """<style>
.bmp{font-size:15px;line-height:1.6;overflow-wrap:anywhere}
.bmp[lang|=en]{font-family:"Source Sans","Source Sans 3","Segoe UI","Helvetica Neue",Arial,"Liberation Sans",sans-serif}
.bmp h3{font-size:18px;line-height:28px;margin:0 0 8px;padding:0;font-weight:700;letter-spacing:0}
.bmp p,.bmp ul,.bmp ol,.bmp dl,.bmp dd{margin:0;padding:0}.bmp p,.bmp td>ol,
.bmp td>ul,.bmp td>ol>li,.bmp td>ul:not(.bmp-tags)>li{font-size:inherit!important;line-height:inherit!important}
.bmp-top{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,400px);gap:24px 32px;margin-bottom:28px}
.bmp-share{display:grid;grid-template-columns:repeat(auto-fill,minmax(260px,1fr));gap:8px 20px}
.bmp-share>div.bmp-all{grid-column:1/-1}
.bmp-share>div{padding:8px 0 8px 14px;border-left:3px solid rgba(128,138,150,.4)}
.bmp-share>div.bmp-all{border-left-color:#2e7d5b;background:rgba(46,125,91,.08);border-radius:0 6px 6px 0}
.bmp-share dt{font-weight:700}.bmp-share dd{font-size:14.5px}.bmp-share dd b{font-weight:500;opacity:.72}
.bmp figure{margin:0}.bmp figcaption{font-size:11px;line-height:16px;opacity:.75;margin-top:4px}
.bmp-no{display:inline-block;min-width:24px;padding:0 5px;box-sizing:border-box;border-radius:6px;text-align:center;
font-size:14px;font-weight:700;line-height:24px;margin-right:6px}
.bmp-key{display:flex;flex-wrap:wrap;gap:2px 18px;font-size:13px;line-height:22px;opacity:.85;list-style:none;
margin-bottom:8px!important}.bmp-key li{margin:0}
.bmp-scroll{overflow-x:auto}
.bmp .bmp-table{border-collapse:separate;border-spacing:0;width:100%;table-layout:fixed;margin:0}
.bmp-table caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.bmp-table th,.bmp-table td{border:0!important;
border-bottom:1px solid rgba(128,138,150,.3)!important;padding:10px 12px!important;
text-align:left;vertical-align:top;font-weight:400}
.bmp-table thead th{border-bottom:2px solid rgba(128,138,150,.6)!important;
font-weight:700;font-size:16px;line-height:24px}
.bmp-table .bmp-sub{display:block;font-weight:400;font-size:13px;line-height:20px;opacity:.78}
.bmp .bmp-first{width:124px}.bmp-table tbody th{font-weight:700;font-size:14px;position:sticky;left:0;z-index:1}
.bmp-table th{backdrop-filter:blur(16px);background:light-dark(#fff,#141a21)}
.bmp-table tr.bmp-part>th{padding:18px 12px 4px!important;font-size:13px;line-height:20px;color:inherit;
border-bottom:0!important;background:none;backdrop-filter:none}
.bmp-table td ol{padding-left:20px;list-style:decimal}.bmp-table td ul{padding-left:18px;list-style:disc}
.bmp-table td li{margin:2px 0}
.bmp-same{background:rgba(128,138,150,.09)}
.bmp-same small,.bmp-missing{opacity:.75;font-style:italic;font-size:inherit}
.bmp-tags{display:flex;flex-wrap:wrap;gap:4px;margin-top:8px!important;list-style:none!important;padding:0!important}
.bmp .bmp-tags li{margin:0;padding:0 8px;border-radius:4px;font-size:13px;line-height:22px;
border:1px solid rgba(128,138,150,.5)}
.bmp .bmp-tags li.bmp-eq{background:rgba(46,125,91,.14);border-color:rgba(46,125,91,.6);font-weight:500}
.bmp-eq small{font-size:12px;font-weight:700;white-space:nowrap;margin-left:4px}
.bmp-badge{display:inline-block;padding:0 6px;border-radius:4px;font-size:12px;line-height:18px;font-weight:400;
border:1px dashed rgba(128,138,150,.7)}
.bmp-chips{display:flex;flex-wrap:wrap;gap:4px}
.bmp .bm-chip{display:inline-flex;align-items:center;gap:5px;padding:1px 10px 1px 8px;border-radius:999px;
font-size:13px;line-height:22px;font-weight:500}
.bmp-who{display:none;font-weight:700}
@media(min-width:641px) and (max-width:1000px){.bmp-table.bmp-n3{min-width:760px}.bmp-table.bmp-n4{min-width:920px}}
@media(max-width:900px){.bmp-top{grid-template-columns:minmax(0,1fr)}}
@media screen and (min-width:1001px){.bmp-scroll{overflow:visible}
.bmp-table thead th{position:sticky;top:0;z-index:2}}
@media screen and (max-width:640px){
.bmp .bmp-table,.bmp-table tbody,.bmp-table tr,.bmp-table th,.bmp-table td{display:block;
width:auto}.bmp-table thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
.bmp-table tbody th{position:static;font-size:16px;padding:16px 0 4px!important;border:0!important}
.bmp-table tr.bmp-part>th{padding:20px 0 0!important}.bmp-table td{padding:6px 0 8px!important}.bmp-who{display:block}
.bmp .bmp-same{padding:8px 10px!important;border-radius:6px}}
@media print{.st-key-header,.st-key-compare_controls,.st-key-compare_notes,header,[data-testid="stHeader"],
[data-testid="stSidebar"],[data-testid="stToolbar"]{display:none!important}
html,body,.stApp,[data-testid="stAppViewContainer"],[data-testid="stMain"]{position:static!important;height:auto!important;
overflow:visible!important}
[data-testid="stMainBlockContainer"]{padding:0!important;max-width:none!important}
.bmp{font-size:11px;line-height:1.45;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.bmp-table th,.bmp-table td{padding:5px 7px!important}.bmp-table tbody th{position:static}.bmp .bmp-first{width:96px}
.bmp-table thead{display:table-header-group}.bmp-table tr{break-inside:avoid}
.bmp tr.bmp-part{break-after:avoid}.bmp-scroll{overflow:visible}.bmp-top{grid-template-columns:minmax(0,1fr) 260px}
.bmp .bm-first{width:96px!important}.bmp .bmp-tags li{font-size:10px}}
</style>"""


def comparison_html(comparison: Comparison, collection: Collection, lang: Lang) -> str:
    """The whole comparison: what is shared and what is not, map, months, table."""
    heading = escape_markup(phrase("compare.table", lang))
    return (
        f'{STYLE}<article class="bmp" lang="{"zh-CN" if lang == "zh" else "en-GB"}">'
        f'<div class="bmp-top">{_glance(comparison, lang)}{_map(comparison.brands, collection, lang)}</div>'
        f"<section><h3>{heading}</h3>{_key(comparison, lang)}{_table(comparison, collection, lang)}</section></article>"
    )


def _glance(comparison: Comparison, lang: Lang) -> str:
    items = "".join(_shared(group, comparison, lang) for group in comparison.glance)
    return (
        f'<section><h3>{escape_markup(phrase("compare.glance", lang))}</h3><dl class="bmp-share">{items}</dl></section>'
    )


def _shared(group: Shared, comparison: Comparison, lang: Lang) -> str:
    everyone = len(group.holders) == len(comparison.brands)
    one = comparison.brands[group.holders[0]]
    if everyone:
        said = phrase("compare.both_share" if len(comparison.brands) == MIN_COMPARED else "compare.all_share", lang)
    elif len(group.holders) > 1:
        said = phrase("compare.some_share", lang, numbers=_numbers(group.holders, comparison.brands))
    else:
        said = phrase("compare.only", lang, number=one.number, name=one.name[lang])
    kinds: dict[str, list[str]] = {}
    for tag in group.tags:
        kinds.setdefault(tag.kind, []).append(tag.label)
    lines = [
        f"<dd><b>{escape_markup(phrase(f'compare_kind.{kind}', lang))}</b>&ensp;"
        f"{escape_markup(phrase('text.semicolon', lang).join(labels))}</dd>"  # labels may hold commas
        for kind, labels in kinds.items()
    ]
    if not lines:
        empty = phrase("compare.nothing_shared" if everyone else "compare.nothing_own", lang)
        lines = [f'<dd class="bmp-missing">{escape_markup(empty)}</dd>']
    return f"<div{' class=bmp-all' if everyone else ''}><dt>{escape_markup(said)}</dt>{''.join(lines)}</div>"


def _map(brands: Sequence[Brand], collection: Collection, lang: Lang) -> str:
    svg = locator_svg(brands, collection, width=400, height=300, lang=lang, labels=True)
    image = svg_image(svg, locator_title(brands, collection, lang), style="width:100%;height:auto;display:block")
    where, calendar = (escape_markup(phrase(f"compare.{key}", lang)) for key in ("where", "calendar"))
    return (
        f"<section><h3>{where}</h3><figure>{image}<figcaption>{locator_credit_html(lang)}</figcaption></figure>"
        f'<h3 style="margin-top:16px">{calendar}</h3>{season_calendar_html(brands, collection, lang)}</section>'
    )


def _key(comparison: Comparison, lang: Lang) -> str:
    def words(key: str) -> str:
        return escape_markup(phrase(f"compare.{key}", lang))

    # An example from this very comparison: numbers of others would only puzzle.
    example = escape_markup(_numbers((0, 1), comparison.brands))

    return (
        f'<ul class="bmp-key"><li><b>= {example}</b>&ensp;{words("key_shared_words")}</li>'
        f"<li>{words('key_own_words')}</li><li>{words('key_same_words')}</li><li>{words('tags_editorial')}</li></ul>"
    )


def _table(comparison: Comparison, collection: Collection, lang: Lang) -> str:
    names = phrase("text.comma", lang).join(brand.name[lang] for brand in comparison.brands)
    caption = escape_markup(phrase("compare.table_caption", lang, names=names))
    heads = "".join(
        f'<th scope="col" role="columnheader">{_head(brand, collection, lang)}</th>' for brand in comparison.brands
    )
    rows, step = [], ""
    span = len(comparison.brands) + 1
    for row in comparison.rows:
        if row.step != step and row.step not in ("identity", "transfer"):
            part = escape_markup(phrase(f"compare_step.{row.step}", lang))
            head = f'<th role="rowheader" scope="colgroup" colspan="{span}">{part}</th>'
            rows.append(f'<tr role="row" class="bmp-part">{head}</tr>')
        step = row.step
        rows.append(_row(row, comparison, collection, lang))
    item = escape_markup(phrase("compare.item", lang))
    heads = f'<th scope="col" role="columnheader" class="bmp-first">{item}</th>{heads}'
    return (
        f'<div class="bmp-scroll" tabindex="0" role="region" aria-label="{caption}">'
        f'<table role="table" class="bmp-table bmp-n{len(comparison.brands)}"><caption>{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(rows)}</tbody></table></div>'
    )


def _row(row: Row, comparison: Comparison, collection: Collection, lang: Lang) -> str:
    """One row; a row on which all agree is one cell over all models."""
    remark = ""
    if row.step == "transfer" or row.key == "scope":
        remark = f'<br><span class="bmp-badge">{escape_markup(phrase("text.editorial", lang))}</span>'
    elif row.key == "award":
        caution = escape_markup(phrase("compare.award_caution", lang))
        remark = f'<br><span style="font-weight:400;font-size:12px">{caution}</span>'
    head = f'<th scope="row" role="rowheader">{escape_markup(phrase(f"compare_row.{row.key}", lang))}{remark}</th>'
    if row.differs or any(row.tags):
        cells = "".join(
            f'<td role="cell">{_who(brand, collection, lang)}{_content(row, i, comparison, collection, lang)}</td>'
            for i, brand in enumerate(comparison.brands)
        )
    else:
        said = escape_markup(phrase("compare.same" if row.cells[0] else "compare.none_published", lang))
        content = _content(row, 0, comparison, collection, lang) if row.cells[0] else ""
        span = len(comparison.brands)
        cells = f'<td role="cell" colspan="{span}" class="bmp-same"><small>{said}</small> {content}</td>'
    return f'<tr role="row">{head}{cells}</tr>'


def _who(brand: Brand, collection: Collection, lang: Lang) -> str:
    """The model's name inside a cell, shown where the column headings are not."""
    return (
        f'<span class="bmp-who" aria-hidden="true">{_badge(brand, collection)}{escape_markup(brand.name[lang])}</span>'
    )


def _content(row: Row, i: int, comparison: Comparison, collection: Collection, lang: Lang) -> str:
    if row.key == "theme":
        themes = collection.dataset.themes
        chips = (theme_chip(themes[id_], lang, also=place > 0) for place, id_ in enumerate(comparison.brands[i].themes))
        return f'<div class="bmp-chips">{"".join(chips)}</div>'
    texts = [escape_markup(text).replace("\n", "<br>") for text in row.cells[i]]
    if not texts:
        shown = f'<p class="bmp-missing">{escape_markup(phrase("text.not_published", lang))}</p>'
    elif row.key in LISTS:
        tag = LISTS[row.key]
        shown = f"<{tag}>{''.join(f'<li>{text}</li>' for text in texts)}</{tag}>"
    else:
        shown = "".join(f"<p>{text}</p>" for text in texts)
    return shown + _tags(row.tags[i], comparison.brands, own=row.key not in NAMED)


def _tags(tags: Sequence[Tag], brands: Sequence[Brand], *, own: bool) -> str:
    """A tag that other models have too is coloured and says which; ``own`` also shows those of this model alone."""
    items = []
    for tag in tags if own else [tag for tag in tags if len(tag.holders) > 1]:
        label = escape_markup(tag.label)
        if len(tag.holders) > 1:
            items.append(
                f'<li class="bmp-eq">{label}<small>= {escape_markup(_numbers(tag.holders, brands))}</small></li>'
            )
        else:
            items.append(f"<li>{label}</li>")
    return f'<ul class="bmp-tags">{"".join(items)}</ul>' if items else ""


def _numbers(holders: Sequence[int], brands: Sequence[Brand]) -> str:
    return "·".join(str(brands[i].number) for i in holders)


def _head(brand: Brand, collection: Collection, lang: Lang) -> str:
    place = escape_markup(collection.gazetteer.unit(brand.adcode).name[lang])
    return f'{_badge(brand, collection)}{escape_markup(brand.name[lang])}<span class="bmp-sub">{place}</span>'


def _badge(brand: Brand, collection: Collection) -> str:
    colour = safe_colour(collection.dataset.themes[brand.theme].colour)
    return f'<span class="bmp-no" style="background:{colour};color:{ink_on(colour)}">{brand.number}</span>'


#: Rows whose texts are a list, and which kind of list.
LISTS = {"measures": "ol", "partners": "ul", "served": "ul", "figures": "ul"}
#: Rows whose texts are names already: a tag of this model alone would only repeat them.
NAMED = ("partners", "served")

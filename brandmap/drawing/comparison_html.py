"""Draw the comparison: what is shared at a glance, map, months, and the table of rows.

On a phone a row becomes a block; on paper the page around it disappears. The page that shows it brings the style sheets
``pieces``, ``calendar`` and ``comparison``.
"""

from __future__ import annotations

from collections.abc import Sequence

from brandmap.collection.comparison import MIN_COMPARED, Comparison, Row, Shared, Tag
from brandmap.collection.filters import Collection
from brandmap.drawing.calendar_chart import season_calendar_html
from brandmap.drawing.locator import locator_figure
from brandmap.drawing.pieces import editorial_badge, items_html, number_plate, theme_chips
from brandmap.markup import Html, fragment, tag, text_lines
from brandmap.records import Brand, Lang
from brandmap.text import phrase
from brandmap.text.languages import html_lang

#: Rows whose texts are a list, and which kind of list.
LISTS = {"measures": "ol", "partners": "ul", "served": "ul", "figures": "ul"}
#: Rows whose texts are names already: a tag of this model alone would only repeat them.
NAMED = ("partners", "served")


def comparison_html(comparison: Comparison, collection: Collection, lang: Lang) -> Html:
    """Draw the whole comparison: what is shared and what is not, map, months, table."""
    top = tag("div", _glance(comparison, lang), _map(comparison.brands, collection, lang), class_="bmp-top")
    rows = (_key(comparison, lang), _table(comparison, collection, lang))
    table = tag("section", tag("h2", phrase("compare.table", lang)), *rows)
    return tag("article", top, table, class_="bmp", lang=html_lang(lang))


def _glance(comparison: Comparison, lang: Lang) -> Html:
    groups = (_shared(group, comparison, lang) for group in comparison.glance)
    shared = tag("dl", *groups, class_="bmp-share")
    return tag("section", tag("h2", phrase("compare.glance", lang)), shared, _choices(comparison, lang))


def _choices(comparison: Comparison, lang: Lang) -> Html:
    """Say what the differences mean for whoever has to choose, in the editors' words."""
    if not comparison.choices:
        return fragment()
    title = tag("h2", phrase("compare.choice", lang), " ", editorial_badge(lang))
    return fragment(title, items_html("ul", comparison.choices, "bmp-choices"))


def _shared(group: Shared, comparison: Comparison, lang: Lang) -> Html:
    everyone = len(group.holders) == len(comparison.brands)
    one = comparison.brands[group.holders[0]]
    if everyone:
        words = phrase("compare.both_share" if len(comparison.brands) == MIN_COMPARED else "compare.all_share", lang)
    elif len(group.holders) > 1:
        words = phrase("compare.some_share", lang, numbers=_numbers(group.holders, comparison.numbers))
    else:
        words = phrase("compare.only", lang, number=comparison.numbers[group.holders[0]], name=one.name[lang])
    kinds: dict[str, list[str]] = {}
    for label in group.tags:
        kinds.setdefault(label.kind, []).append(label.label)
    semicolon = phrase("text.semicolon", lang)  # labels may hold commas
    lines = [
        tag(
            "dd",
            tag("b", phrase(f"compare_kind.{kind}", lang)),
            "\u2002",
            semicolon.join(labels),
            _unpublished(group, kind, comparison, lang),
        )
        for kind, labels in kinds.items()
    ]
    if not lines:
        empty = phrase("compare.nothing_shared" if everyone else "compare.nothing_own", lang)
        lines = [tag("dd", empty, class_="bm-missing")]
    return tag("div", tag("dt", words), *lines, class_="bmp-all" if everyone else None)


def _unpublished(group: Shared, kind: str, comparison: Comparison, lang: Lang) -> str:
    """Say of which of the other models nothing of the kind is published: they may have it too."""
    others = [i for i in group.unpublished.get(kind, ()) if i not in group.holders]
    return phrase("compare.unpublished", lang, numbers=_numbers(others, comparison.numbers)) if others else ""


def _map(brands: Sequence[Brand], collection: Collection, lang: Lang) -> Html:
    return tag(
        "section",
        tag("h2", phrase("compare.where", lang)),
        locator_figure(brands, collection, lang, width=400, height=300, labels=True),
        tag("h2", phrase("compare.calendar", lang), style="margin-top:16px"),
        season_calendar_html(brands, collection, lang),
    )


def _key(comparison: Comparison, lang: Lang) -> Html:
    # The example uses the numbers of two models that are compared.
    example = tag("b", "= ", _numbers((0, 1), comparison.numbers))
    shared = fragment(example, "\u2002", phrase("compare.key_shared_words", lang))
    others = (phrase(f"compare.{key}", lang) for key in ("key_own_words", "key_same_words", "tags_editorial"))
    return items_html("ul", (shared, *others), "bmp-key")


def _table(comparison: Comparison, collection: Collection, lang: Lang) -> Html:
    """Draw the table. Roles are written out: a phone shows rows as blocks, which are no table to browsers."""
    brands = comparison.brands
    names = phrase("text.comma", lang).join(brand.name[lang] for brand in brands)
    caption = phrase("compare.table_caption", lang, names=names)
    corner = tag("th", phrase("compare.item", lang), scope="col", role="columnheader", class_="bmp-first")
    heads = (tag("th", _head(brand, collection, lang), scope="col", role="columnheader") for brand in brands)
    rows, step = [], ""
    for row in comparison.rows:
        if row.step != step and row.step not in ("identity", "transfer"):
            words = phrase(f"compare_step.{row.step}", lang)
            part = tag("th", words, role="rowheader", scope="colgroup", colspan=len(brands) + 1)
            rows.append(tag("tr", part, role="row", class_="bmp-part"))
        step = row.step
        rows.append(_row(row, comparison, collection, lang))
    table = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", corner, *heads, role="row"), role="rowgroup"),
        tag("tbody", *rows, role="rowgroup"),
        role="table",
        class_=f"bmp-table bmp-n{len(brands)}",
    )
    return tag("div", table, class_="bmp-scroll", tabindex=0, role="region", aria_label=caption)


def _row(row: Row, comparison: Comparison, collection: Collection, lang: Lang) -> Html:
    """One row; a row on which all agree is one cell over all models."""
    remark: list[Html] = []
    if row.step == "transfer" or row.key == "scope":
        remark = [tag("br"), editorial_badge(lang)]
    elif row.key == "award":
        remark = [tag("br"), tag("small", phrase("compare.award_caution", lang))]
    head = tag("th", phrase(f"compare_row.{row.key}", lang), *remark, scope="row", role="rowheader")
    if row.differs or any(row.tags):
        cells = [
            tag("td", _who(brand, collection, lang), _content(row, i, comparison, collection, lang), role="cell")
            for i, brand in enumerate(comparison.brands)
        ]
    else:
        words = phrase("compare.same" if row.cells[0] else "compare.none_published", lang)
        content = _content(row, 0, comparison, collection, lang) if row.cells[0] else ""
        span = len(comparison.brands)
        cells = [tag("td", tag("small", words), " ", content, role="cell", colspan=span, class_="bmp-same")]
    return tag("tr", head, *cells, role="row")


def _who(brand: Brand, collection: Collection, lang: Lang) -> Html:
    """Repeat the model's name inside a cell, shown where the column headings are not."""
    return tag("span", number_plate(brand, collection), brand.name[lang], class_="bmp-who", aria_hidden="true")


def _content(row: Row, i: int, comparison: Comparison, collection: Collection, lang: Lang) -> Html:
    if row.key == "theme":
        return tag("div", theme_chips(comparison.brands[i], collection, lang), class_="bm-chips")
    texts = [text_lines(text) for text in row.cells[i]]
    if not texts:
        shown = tag("p", phrase("text.not_published", lang), class_="bm-missing")
    elif row.key in LISTS:
        shown = items_html(LISTS[row.key], texts)
    else:
        shown = fragment(*(tag("p", text) for text in texts))
    return fragment(shown, _tags(row.tags[i], comparison.numbers, own=row.key not in NAMED))


def _tags(tags: Sequence[Tag], numbers: Sequence[str], *, own: bool) -> Html:
    """Draw the tags shared with other models, coloured, with those models; ``own`` adds those of this model alone."""
    items = [
        tag("li", one.label, tag("small", "= ", _numbers(one.holders, numbers)), class_="bmp-eq")
        if len(one.holders) > 1
        else tag("li", one.label)
        for one in tags
        if own or len(one.holders) > 1
    ]
    return tag("ul", *items, class_="bmp-tags") if items else fragment()


def _numbers(holders: Sequence[int], numbers: Sequence[str]) -> str:
    return "·".join(numbers[i] for i in holders)


def _head(brand: Brand, collection: Collection, lang: Lang) -> Html:
    place = tag("span", collection.gazetteer.unit(brand.adcode).name[lang], class_="bmp-sub")
    return fragment(number_plate(brand, collection), brand.name[lang], place)

"""Draw the comparison: what is shared at a glance, map, months, and the table of rows.

On a phone a row becomes a block; on paper only the comparison is printed. The page must include the style sheets
``pieces``, ``calendar`` and ``comparison``.
"""

from __future__ import annotations

from collections.abc import Sequence

from brandmap.collection.comparison import MIN_COMPARED, Comparison, Row, Tag, TagGroup
from brandmap.collection.filters import Collection
from brandmap.drawing.calendar_chart import season_calendar_html
from brandmap.drawing.locator import locator_figure
from brandmap.drawing.pieces import editorial_badge, items_html, number_plate, theme_chips
from brandmap.markup import Html, fragment, tag, text_lines
from brandmap.records import Brand, Lang
from brandmap.text import phrase
from brandmap.text.languages import html_lang

#: The list element (numbered or not) of the rows whose texts are a list.
LIST_ELEMENTS = {"measures": "ol", "partners": "ul", "served": "ul", "figures": "ul"}
#: Rows whose texts are names already: a tag that only this model has would repeat one of them.
ROWS_OF_NAMES = ("partners", "served")


def comparison_html(comparison: Comparison, collection: Collection, lang: Lang) -> Html:
    """Draw the whole comparison: what is shared and what is not, map, months, table."""
    top = tag("div", _shared_section(comparison, lang), _map(comparison.brands, collection, lang), class_="bmp-top")
    rows = (_legend(comparison, lang), _table(comparison, collection, lang))
    table = tag("section", tag("h2", phrase("compare.table", lang)), *rows)
    return tag("article", top, table, class_="bmp", lang=html_lang(lang))


def _shared_section(comparison: Comparison, lang: Lang) -> Html:
    groups = (_shared_tags(group, comparison, lang) for group in comparison.tag_groups)
    shared = tag("dl", *groups, class_="bmp-share")
    return tag("section", tag("h2", phrase("compare.glance", lang)), shared, _advice(comparison, lang))


def _advice(comparison: Comparison, lang: Lang) -> Html:
    """Draw the editors' advice on what the differences mean for the choice of a model."""
    if not comparison.advice:
        return fragment()
    title = tag("h2", phrase("compare.choice", lang), " ", editorial_badge(lang))
    return fragment(title, items_html("ul", comparison.advice, "bmp-choices"))


def _shared_tags(group: TagGroup, comparison: Comparison, lang: Lang) -> Html:
    all_share = len(group.holders) == len(comparison.brands)
    first_holder = comparison.brands[group.holders[0]]
    if all_share:
        words = phrase("compare.both_share" if len(comparison.brands) == MIN_COMPARED else "compare.all_share", lang)
    elif len(group.holders) > 1:
        words = phrase("compare.some_share", lang, numbers=_numbers(group.holders, comparison.numbers))
    else:
        words = phrase("compare.only", lang, number=comparison.numbers[group.holders[0]], name=first_holder.name[lang])
    labels_by_kind: dict[str, list[str]] = {}
    for label in group.tags:
        labels_by_kind.setdefault(label.kind, []).append(label.label)
    semicolon = phrase("text.semicolon", lang)  # labels may hold commas
    lines = [
        tag(
            "dd",
            tag("b", phrase(f"compare_kind.{kind}", lang)),
            "\u2002",
            semicolon.join(labels),
            _unpublished(group, kind, comparison, lang),
        )
        for kind, labels in labels_by_kind.items()
    ]
    if not lines:
        empty = phrase("compare.nothing_shared" if all_share else "compare.nothing_own", lang)
        lines = [tag("dd", empty, class_="bm-missing")]
    return tag("div", tag("dt", words), *lines, class_="bmp-all" if all_share else None)


def _unpublished(group: TagGroup, kind: str, comparison: Comparison, lang: Lang) -> str:
    """Name the other models of which nothing of this kind is published: they may have it too."""
    others = [i for i in group.unpublished.get(kind, ()) if i not in group.holders]
    return phrase("compare.unpublished", lang, numbers=_numbers(others, comparison.numbers)) if others else ""


def _map(brands: Sequence[Brand], collection: Collection, lang: Lang) -> Html:
    """Draw where and when the models work."""
    return tag(
        "section",
        tag("h2", phrase("compare.where", lang)),
        locator_figure(brands, collection, lang, width=400, height=300, labels=True),
        tag("h2", phrase("compare.calendar", lang), style="margin-top:16px"),
        season_calendar_html(brands, collection, lang),
    )


def _legend(comparison: Comparison, lang: Lang) -> Html:
    # The example shows the numbers of the first two compared models.
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
    heads = (tag("th", _column_heading(brand, collection, lang), scope="col", role="columnheader") for brand in brands)
    rows, phase = [], ""
    for row in comparison.rows:
        if row.phase != phase and row.phase not in ("identity", "transfer"):
            words = phrase(f"compare_step.{row.phase}", lang)
            heading = tag("th", words, role="rowheader", scope="colgroup", colspan=len(brands) + 1)
            rows.append(tag("tr", heading, role="row", class_="bmp-part"))
        phase = row.phase
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
    """Draw one row; if all models agree it is one cell across all columns."""
    remark: list[Html] = []
    if row.phase == "transfer" or row.key == "scope":
        remark = [tag("br"), editorial_badge(lang)]
    elif row.key == "award":
        remark = [tag("br"), tag("small", phrase("compare.award_caution", lang))]
    head = tag("th", phrase(f"compare_row.{row.key}", lang), *remark, scope="row", role="rowheader")
    if row.differs or any(row.tags):
        cells = [
            tag("td", _model(brand, collection, lang), _content(row, i, comparison, collection, lang), role="cell")
            for i, brand in enumerate(comparison.brands)
        ]
    else:
        words = phrase("compare.same" if row.cells[0] else "compare.none_published", lang)
        content = _content(row, 0, comparison, collection, lang) if row.cells[0] else ""
        span = len(comparison.brands)
        cells = [tag("td", tag("small", words), " ", content, role="cell", colspan=span, class_="bmp-same")]
    return tag("tr", head, *cells, role="row")


def _model(brand: Brand, collection: Collection, lang: Lang) -> Html:
    """Repeat the model's name inside a cell, shown where the column headings are not."""
    return tag("span", number_plate(brand, collection), brand.name[lang], class_="bmp-who", aria_hidden="true")


def _content(row: Row, i: int, comparison: Comparison, collection: Collection, lang: Lang) -> Html:
    if row.key == "theme":
        return tag("div", theme_chips(comparison.brands[i], collection, lang), class_="bm-chips")
    texts = [text_lines(text) for text in row.cells[i]]
    if not texts:
        content = tag("p", phrase("text.not_published", lang), class_="bm-missing")
    elif row.key in LIST_ELEMENTS:
        content = items_html(LIST_ELEMENTS[row.key], texts)
    else:
        content = fragment(*(tag("p", text) for text in texts))
    return fragment(content, _tags_html(row.tags[i], comparison.numbers, with_own=row.key not in ROWS_OF_NAMES))


def _tags_html(tags: Sequence[Tag], numbers: Sequence[str], *, with_own: bool) -> Html:
    """Draw the tags shared with other models, with their numbers; ``with_own`` adds tags of this model alone."""
    items = [
        tag("li", one.label, tag("small", "= ", _numbers(one.holders, numbers)), class_="bmp-eq")
        if len(one.holders) > 1
        else tag("li", one.label)
        for one in tags
        if with_own or len(one.holders) > 1
    ]
    return tag("ul", *items, class_="bmp-tags") if items else fragment()


def _numbers(holders: Sequence[int], numbers: Sequence[str]) -> str:
    return "·".join(numbers[i] for i in holders)


def _column_heading(brand: Brand, collection: Collection, lang: Lang) -> Html:
    place = tag("span", collection.gazetteer.unit(brand.adcode).name[lang], class_="bmp-sub")
    return fragment(number_plate(brand, collection), brand.name[lang], place)

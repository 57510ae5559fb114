"""The closing comparison of the deck: a few words per model on its problem, response, partners and time."""

from __future__ import annotations

from collections.abc import Sequence

from brandmap.collection.filters import Collection
from brandmap.collection.seasons import months
from brandmap.collection.wording import hours_text, months_text
from brandmap.drawing.slide_style import Part, lines_height
from brandmap.drawing.svg import ink_on, safe_colour
from brandmap.markup import escape_markup
from brandmap.records import Brand, Lang
from brandmap.text import phrase

#: Share of the width by column, in the order of ``row_words``.
COLUMNS = {"model": 0.2, "problem": 0.19, "response": 0.24, "partners": 0.23, "when": 0.14}
MOST_TERMS = 3  # in one cell
_LINE = 1.35 / 1.45  # lines of the table are closer


def row_words(brand: Brand, collection: Collection, lang: Lang) -> tuple[str, str, str, str]:
    """Problem and response as tags, partners, and when it runs; plain text."""
    partners = phrase("text.comma", lang).join(text[lang] for text in brand.partners if text[lang])
    runs = months_text(months(brand), lang)
    if brand.hours:
        runs += phrase("text.comma", lang) + hours_text(brand.hours, lang)
    missing = phrase("text.not_published", lang)
    return (
        _terms(brand, "problem", collection, lang) or missing,
        _terms(brand, "measure", collection, lang) or missing,
        partners or missing,
        runs,
    )


def table_part(brands: Sequence[Brand], collection: Collection, lang: Lang) -> Part:
    """The table of these models."""
    heads = "".join(
        f'<th scope="col" style="width:{share:.0%}">{escape_markup(phrase(f"present.column_{name}", lang))}</th>'
        for name, share in COLUMNS.items()
    )
    rows, measured = [], []
    for brand in brands:
        colour = safe_colour(collection.dataset.themes[brand.theme].colour)
        place = collection.gazetteer.unit(brand.adcode).name[lang]
        words = row_words(brand, collection, lang)
        cells = "".join(f"<td>{escape_markup(cell)}</td>" for cell in words)
        number = f'<span class="bmd-no" style="background:{colour};color:{ink_on(colour)}">{brand.number}</span>'
        rows.append(
            f'<tr><th scope="row">{number} '
            f"{escape_markup(brand.name[lang])}<small>{escape_markup(place)}</small></th>{cells}</tr>"
        )
        measured.append((f"00 {brand.name[lang]}", *words))

    def height(width: float) -> float:
        shares = tuple(COLUMNS.values())
        total = 2.0
        for cells in measured:
            texts = [lines_height(cell, width * share - 0.5) for cell, share in zip(cells, shares, strict=True)]
            total += max(texts[0] + 1.1, *texts[1:]) * _LINE + 0.65
        return total

    return Part(
        f'<table class="bmd-table"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>', height
    )


def _terms(brand: Brand, facet: str, collection: Collection, lang: Lang) -> str:
    terms = collection.dataset.terms
    names = [terms[id_].name[lang] for id_ in brand.terms if id_ in terms and terms[id_].facet == facet]
    comma = phrase("text.comma", lang)
    if len(names) <= MOST_TERMS + 1:  # “and 1 more” would be no shorter than naming it
        return comma.join(names)
    shown = comma.join(names[:MOST_TERMS])
    # “…等7项” counts all, “and 3 more” the rest.
    n = len(names) if lang == "zh" else len(names) - MOST_TERMS
    return phrase("present.more_terms", lang, terms=shown, n=n)

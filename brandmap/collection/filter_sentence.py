"""Describe a filter and its result in a sentence."""

from __future__ import annotations

from brandmap.collection.filters import Collection, Filters
from brandmap.records import Lang
from brandmap.text import joined, phrase, plural


def filter_sentence(filters: Filters, collection: Collection, lang: Lang) -> str:
    """Describe the filter and its result, such as “4 of 10: theme is agriculture or community”."""
    narrowed = collection.with_editions(filters.edition)
    if not filters.active_groups:
        return count_sentence(filters, collection, lang)
    conditions = phrase("sentence.and", lang).join(
        phrase(f"sentence.{group}", lang, values=_values_text(filters, group, narrowed, lang))
        for group in filters.active_groups
    )
    total, kept = len(narrowed.brands), len(filters.keep(narrowed))
    sentence = phrase("sentence.some", lang, total=total, n=kept, conditions=conditions)
    if all_year_count := filters.count_all_year(narrowed):
        sentence += phrase("text.semicolon", lang) + plural("sentence.all_year_too", lang, all_year_count)
    return _with_years(sentence, narrowed, lang)


def count_sentence(filters: Filters, collection: Collection, lang: Lang) -> str:
    """Say how many models are kept, without the conditions, which would give answers away before the reveal."""
    narrowed = collection.with_editions(filters.edition)
    total = len(narrowed.brands)
    if filters.active_groups:
        sentence = phrase("sentence.counted", lang, total=total, n=len(filters.keep(narrowed)))
    else:
        sentence = plural("sentence.all", lang, total)
    return _with_years(sentence, narrowed, lang)


def _with_years(sentence: str, collection: Collection, lang: Lang) -> str:
    """Name the editions shown in front of a sentence about them, if there are several in the data."""
    if len(collection.editions) < 2:
        return sentence
    return phrase("sentence.edition", lang, years=collection.years(lang), sentence=sentence)


def _values_text(filters: Filters, group: str, collection: Collection, lang: Lang) -> str:
    """List the chosen values of a group by name."""
    if group == "q":
        return filters.q
    labels = [collection.label(group, value, lang) for value in getattr(filters, group)]
    return joined([label.lower() if lang == "en" and group == "theme" else label for label in labels], lang)

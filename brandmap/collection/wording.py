"""Write facts of a model for readers: its place, months, hours, award, and its row of the closing comparison."""

from __future__ import annotations

from collections.abc import Sequence

from brandmap.collection.deck import Position
from brandmap.collection.filters import Collection
from brandmap.collection.seasons import inferred_months, months
from brandmap.records import Brand, Figure, Lang, Place
from brandmap.text import joined, listed, or_not_published, phrase

MAX_TERMS = 3  # in one cell of the closing comparison
#: Columns of the closing comparison with their shares of its width: the model, then those of ``closing_row``.
CLOSING_COLUMNS = {"model": 0.2, "problem": 0.19, "response": 0.24, "partners": 0.23, "when": 0.14}


def place_line(place: Place, collection: Collection, lang: Lang) -> str:
    """Write a place as county, prefecture and locality: “会宁县 · 白银市 · 郭城驿镇…”. Not escaped."""
    unit, prefecture = collection.gazetteer.unit(place.adcode), collection.gazetteer.prefecture(place.adcode)
    names = [unit.name[lang]]
    if prefecture.adcode != unit.adcode:
        names.append(prefecture.name[lang])
    return " · ".join(name for name in (*names, place.locality[lang]) if name)


def month_runs(months: Sequence[int]) -> list[tuple[int, int]]:
    """Join consecutive months to (first, last), also across the turn of the year: 12, 1, 2 become (12, 2)."""
    month_set = set(months)
    if len(month_set) == 12:
        return [(1, 12)]
    runs = []
    for first in sorted(month for month in month_set if (month - 2) % 12 + 1 not in month_set):
        last = first
        while last % 12 + 1 in month_set:
            last = last % 12 + 1
        runs.append((first, last))
    return runs


def months_text(months: Sequence[int], lang: Lang) -> str:
    """Write months: “6—8月”, “12月至次年2月”, “June to August”, “all year”, or that none are published."""
    if not months:
        return phrase("text.not_published", lang)
    spans = []
    for first, last in month_runs(months):
        if (first, last) == (1, 12):
            return phrase("season.all_year", lang)
        key = "month_one" if first == last else "month_span" if first < last else "month_turn"
        ends = (str(first), str(last)) if lang == "zh" else (month_name(first, lang), month_name(last, lang))
        spans.append(phrase(f"card.{key}", lang, first=ends[0], last=ends[1]))
    return joined(spans, lang, last="and")


def month_name(month: int, lang: Lang) -> str:
    """Return the name of a month: “6月”, “June”."""
    return phrase(f"month.m{month}", lang)


def seasons_text(brand: Brand, lang: Lang) -> str:
    """List the seasons of a model, marking those that the editors inferred."""
    inferred = brand.season if brand.season_basis == "inferred" else brand.inferred
    marks = {one: phrase("card.inferred_mark", lang) for one in inferred}
    return joined([phrase(f"season.{one}", lang) + marks.get(one, "") for one in brand.season], lang, last="and")


def runs_text(brand: Brand, lang: Lang) -> str:
    """Say in which months a model runs, and whether the source states them or the editors inferred them."""
    return phrase("card.months_label", lang, months=months_text(months(brand), lang), basis=_months_basis(brand, lang))


def _months_basis(brand: Brand, lang: Lang) -> str:
    """Say whether the months of a model are stated by the source or inferred by the editors."""
    inferred = inferred_months(brand)
    if inferred == months(brand):
        return phrase("season.inferred", lang)
    whole = brand.stated_months or "all_year" in brand.season
    rest = phrase("season.stated" if whole else "card.basis_season", lang)
    return phrase("card.basis_mixed", lang, months=months_text(inferred, lang), rest=rest) if inferred else rest


def figure_text(figure: Figure, lang: Lang) -> str:
    """Write a figure with its label and unit: “Area of apples: 6 mu”."""
    return phrase("export.figure", lang, label=figure.label[lang], number=figure.number, unit=figure.unit[lang])


def inferred_mark(brand: Brand, statement: str, lang: Lang) -> str:
    """Return the mark of a statement that the editors inferred; "" for one that the source makes."""
    return phrase("card.inferred_mark", lang) if statement in brand.inferred else ""


def award_text(brand: Brand, lang: Lang, *, with_name: bool = True) -> str:
    """Write the year of the award, its name if wanted, and who gave it; "" for a model without award."""
    if brand.award_edition is None:
        return ""
    issuer = phrase("card.award_issuer", lang, issuer=brand.award_issuer[lang]) if brand.award_issuer[lang] else ""
    year = phrase("card.award_year", lang, edition=brand.award_edition)
    return " · ".join(part for part in (year, brand.award_name[lang] if with_name else "", issuer) if part)


def hours_text(hours: tuple[str, str] | None, lang: Lang) -> str:
    """Write hours: “21:00–23:00”, “round the clock”, or that none are published."""
    if hours is None:
        return phrase("text.not_published", lang)
    if hours == ("00:00", "24:00"):
        return phrase("card.round_the_clock", lang)
    return f"{hours[0]}–{hours[1]}"


def closing_row(brand: Brand, collection: Collection, lang: Lang) -> tuple[str, str, str, str]:
    """Write a row of the closing comparison: problem, response, partners, and when it runs (* if inferred)."""
    times = months_text(months(brand), lang) + "*" * bool(inferred_months(brand))
    if brand.hours:
        times += phrase("text.comma", lang) + hours_text(brand.hours, lang)
    problem, measure = (_terms(brand, facet, collection, lang) for facet in ("problem", "measure"))
    return (
        or_not_published(problem, lang),
        or_not_published(measure, lang),
        or_not_published(listed(brand.partners, lang), lang),
        times,
    )


def _terms(brand: Brand, facet: str, collection: Collection, lang: Lang) -> str:
    """List the first terms of a facet by name, and say how many more there are."""
    names = [term.name[lang] for term in collection.terms_of(brand, facet)]
    comma = phrase("text.comma", lang)
    if len(names) <= MAX_TERMS + 1:  # “and 1 more” would be no shorter than naming it
        return comma.join(names)
    # The Chinese phrase counts all terms (…等7项), the English one only those not named (and 3 more).
    n = len(names) if lang == "zh" else len(names) - MAX_TERMS
    return phrase("present.more_terms", lang, terms=comma.join(names[:MAX_TERMS]), n=n)


def position_text(here: Position, lang: Lang) -> str:
    """Count where a step is: “模式 3 / 10 · 措施 2 / 3”, or the slide if it is about several models."""
    if not here.model:
        return phrase("present.count", lang, step=here.slide, total=here.slides)
    words = phrase("present.count_model", lang, n=here.model, total=here.models)
    if here.builds:
        words += " · " + phrase("present.count_build", lang, n=here.build, total=here.builds)
    return words


def announcement(here: Position, lang: Lang) -> str:
    """Write what a screen reader says when a slide comes: its number, model and build."""
    words = phrase("present.announced", lang, step=here.slide, total=here.slides)
    return f"{words} · {position_text(here, lang)}" if here.model else words

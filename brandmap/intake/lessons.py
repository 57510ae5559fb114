"""Turn rows of the teaching table into one lesson per brand and the sheets common to all.

A plan whose phases do not add up to its length is left out as a whole: half a plan would mislead a trainer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from brandmap.intake.csv_file import Row
from brandmap.intake.joining import Tables, Values, text_of, unknown_brand
from brandmap.intake.problems import Problem
from brandmap.records import Lesson, PlanStep, Question, Text
from brandmap.schema import COMMON_KINDS, PLAN_KINDS

#: Rows by brand id ("" for the common ones) and kind, in their order.
Groups = dict[tuple[str, str], list[tuple[Row, Values]]]


def lessons_of(
    tables: Tables, brands: Set[str], stated: Set[str], problems: list[Problem]
) -> tuple[Mapping[str, Lesson], tuple[Text, ...], tuple[Text, ...]]:
    """Return lessons by brand id, the feedback sheet and the closing questions. ``brands`` are the ids in use and
    ``stated`` those of all rows given; rows that cannot be used are added to ``problems``."""
    refused = stated - brands
    groups: Groups = {}
    for row, values in sorted(tables["teaching"], key=lambda item: item[1]["order"]):
        faults = list(_row_faults(row, values, brands, refused))
        problems += faults
        if not faults:
            groups.setdefault((values["brand"], values["kind"]), []).append((row, values))
    between = [fault for group, rows in groups.items() for fault in _group_faults(group, rows, groups)]
    problems += between
    left_out = {fault.row for fault in between}
    kept = {group: [values for row, values in rows if row.number not in left_out] for group, rows in groups.items()}
    lessons = {brand: _lesson(brand, kept) for brand in dict.fromkeys(b for (b, _), rows in kept.items() if b and rows)}
    return lessons, _texts(kept, "", "feedback"), _texts(kept, "", "closing")


def _row_faults(row: Row, values: Values, brands: Set[str], refused: Set[str]) -> Iterator[Problem]:
    """Yield what is wrong with one row by itself."""
    brand, kind, minutes = values["brand"], values["kind"], values["minutes"]
    if kind in COMMON_KINDS:
        if brand:
            yield row.problem("common_kind", "brand", brand)
    elif not brand:
        yield row.problem("required", "brand", "")
    elif brand not in brands:
        yield unknown_brand(row, brand, refused)
    if kind in PLAN_KINDS and minutes is None:
        yield row.problem("required", "minutes", "")
    if kind not in PLAN_KINDS and minutes is not None:
        yield row.problem("minutes_outside_plan", "minutes", str(minutes))


def _group_faults(group: tuple[str, str], rows: Iterable[tuple[Row, Values]], groups: Groups) -> Iterator[Problem]:
    """Yield what is wrong between the rows of one brand: plans that do not add up, answers without their question."""
    brand, kind = group
    if kind in PLAN_KINDS:
        total, expected = sum(values["minutes"] for _, values in rows), PLAN_KINDS[kind]
        if total != expected:
            for row, values in rows:
                yield row.problem("bad_plan", "minutes", str(values["minutes"]), total=total, expected=expected)
    if kind == "answer":
        asked = {values["order"] for _, values in groups.get((brand, "question"), ())}
        for row, values in rows:
            if values["order"] not in asked:
                yield row.problem("answer_alone", "order", str(values["order"]))


def _lesson(brand: str, kept: Mapping[tuple[str, str], list[Values]]) -> Lesson:
    answers = {values["order"]: text_of(values, "text") for values in kept.get((brand, "answer"), ())}
    return Lesson(
        objectives=_texts(kept, brand, "objective"),
        setup=_join(_texts(kept, brand, "setup")),
        plans={
            length: tuple(PlanStep(values["minutes"], text_of(values, "text")) for values in phases)
            for kind, length in PLAN_KINDS.items()
            if (phases := kept.get((brand, kind)))
        },
        task=_join(_texts(kept, brand, "task")),
        questions=tuple(
            Question(text_of(values, "text"), answers.get(values["order"], Text()))
            for values in kept.get((brand, "question"), ())
        ),
        transfer=_texts(kept, brand, "transfer"),
        exits=_texts(kept, brand, "exit"),
        law=_join(_texts(kept, brand, "law")),
        notes=_join(_texts(kept, brand, "notes")),
    )


def _texts(kept: Mapping[tuple[str, str], list[Values]], brand: str, kind: str) -> tuple[Text, ...]:
    return tuple(text_of(values, "text") for values in kept.get((brand, kind), ()))


def _join(texts: Iterable[Text]) -> Text:
    """Join several rows as paragraphs of one text."""
    parts = tuple(texts)
    return Text("\n".join(text.zh for text in parts), "\n".join(text.en for text in parts))

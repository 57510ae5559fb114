"""A trial in words: the same report for the page and for the command line."""

from __future__ import annotations

from brandmap.intake.problems import Problem
from brandmap.intake.upload import Change, Trial
from brandmap.markup import clean
from brandmap.records import Brand, Lang
from brandmap.schema import TABLES
from brandmap.text import phrase, plural

HEADINGS = ("table", "row", "column", "value", "problem", "fix")
_PARTS = 6  # names of changed columns that are said
_NAMES = 12  # of models or rows
_ENCODINGS = {"utf-8-sig": "UTF-8"}
_MARKS = {",": "comma", "\t": "tab", ";": "semicolon", "，": "wide_comma", "|": "bar"}


def verdict(trial: Trial, lang: Lang) -> str:
    """The outcome in one sentence."""
    if trial.dataset is None:
        return phrase("own_data.refused", lang)
    used = plural("own_data.used", lang, len(trial.dataset.brands))
    if trial.passed:
        return used + phrase("own_data.all_good", lang)
    parts = plural("own_data.rows_left_out", lang, len(trial.left_out))
    return used + (parts if trial.left_out else phrase("own_data.see_below", lang))


def manner(trial: Trial, lang: Lang) -> str:
    """How the file was read, in one line; "" if nothing is known of it."""
    how = trial.manner
    if how.encoding:
        return phrase(
            "own_data.read_csv", lang,
            encoding=_ENCODINGS.get(how.encoding, how.encoding.upper()),
            delimiter=phrase(f"own_data.mark_{_MARKS[how.delimiter]}", lang),
        )  # fmt: skip
    if not how.sheets:
        return ""
    said = [phrase("own_data.sheet", lang, title=clean(title)) for title in how.sheets]
    return phrase("own_data.read_xlsx", lang, sheets=phrase("text.comma", lang).join(said))


def summary(trial: Trial, lang: Lang) -> tuple[str, ...]:
    """What would be added, changed, the same and no longer shown; a line for each that is not empty."""
    groups: tuple[tuple[str, list[str]], ...] = (
        ("added", [_named(brand, lang) for brand in trial.added]),
        ("changed", [_changed(change, lang) for change in trial.changed]),
        ("unchanged", [_named(brand, lang) for brand in trial.unchanged]),
        ("left_out", [_place(table, row, lang) for table, row in trial.left_out]),
        ("missing", [_named(brand, lang) for brand in trial.missing]),
    )
    return tuple(
        phrase(f"own_data.{name}", lang, n=len(said), names=_some(said, lang)) for name, said in groups if said
    )


def headings(lang: Lang) -> tuple[str, ...]:
    """Name the columns of the table of problems."""
    return tuple(phrase(f"own_data.heading_{name}", lang) for name in HEADINGS)


def problem_row(problem: Problem, lang: Lang) -> tuple[str, ...]:
    """The cells under ``headings``: table, row, column, value, problem, how to fix it."""
    return (
        _table(problem.table, lang),
        "" if problem.row is None else str(problem.row),
        problem.column_label(lang),
        problem.shown_value,
        problem.message(lang),
        problem.remedy(lang),
    )


def report(trial: Trial, lang: Lang) -> str:
    """All of it as plain text, a line per item."""
    how = manner(trial, lang)
    lines = [verdict(trial, lang), *(f"  {line}" for line in (*([how] if how else ()), *summary(trial, lang)))]
    if trial.problems:
        lines += ["", phrase("own_data.problems", lang)]
        lines += [f"  {_problem_line(problem, lang)}" for problem in trial.problems]
    return "\n".join(lines)


def _problem_line(problem: Problem, lang: Lang) -> str:
    table, _, column, value, message, remedy = problem_row(problem, lang)
    where = [table]
    if problem.row is not None:
        where.append(phrase("problem.row", lang, n=problem.row))
    where += [column] if column else []
    where += [phrase("problem.value", lang, value=value)] if value else []
    return phrase("text.comma", lang).join(where) + phrase("problem.says", lang, message=message, remedy=remedy)


def _some(names: list[str], lang: Lang) -> str:
    """The first of them, in a line one can read."""
    said = phrase("own_data.between", lang).join(names[:_NAMES])
    return said if len(names) <= _NAMES else said + phrase("own_data.parts_more", lang, n=len(names))


def _table(name: str, lang: Lang) -> str:
    table = TABLES.get(name)
    return f"{table.title(lang)} ({name})" if table else name


def _place(table: str, row: int, lang: Lang) -> str:
    title = TABLES[table].title(lang) if table in TABLES else table
    return phrase("own_data.place_row", lang, table=title, n=row)


def _named(brand: Brand, lang: Lang) -> str:
    return f"{brand.number} {brand.name[lang]}"


def _changed(change: Change, lang: Lang) -> str:
    brands = TABLES["brands"]
    parts = [TABLES[part].title(lang) if part in TABLES else brands.column(part).label(lang) for part in change.parts]
    said = phrase("text.comma", lang).join(parts[:_PARTS])
    if len(parts) > _PARTS:
        said += phrase("own_data.parts_more", lang, n=len(parts))
    return phrase("own_data.change", lang, name=_named(change.brand, lang), parts=said)

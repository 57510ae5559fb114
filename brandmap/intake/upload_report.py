"""Put a trial in words: the same report for the page and for the command line."""

from __future__ import annotations

from collections.abc import Sequence

from brandmap.intake.problems import Problem
from brandmap.intake.upload import Change, Trial
from brandmap.markup import clean
from brandmap.records import Brand, Lang, Text
from brandmap.schema import TABLES
from brandmap.text import phrase, plural

HEADINGS = ("table", "row", "column", "value", "problem", "fix")
_PARTS = 6  # names of changed columns that are given
_NAMES = 12  # of models or rows
_FEW = 30  # problems that are listed one by one; of more, a line for each kind
_EXAMPLES = 3  # rows and values of a kind that are given
_ENCODINGS = {"utf-8-sig": "UTF-8"}
_MARKS = {",": "comma", "\t": "tab", ";": "semicolon", "，": "wide_comma", "|": "bar"}


def verdict(trial: Trial, lang: Lang) -> str:
    """Say the outcome in one sentence."""
    if trial.dataset is None:
        return phrase("own_data.refused", lang)
    used = plural("own_data.used", lang, len(trial.dataset.brands))
    if trial.passed:
        return used + phrase("own_data.all_good", lang)
    parts = plural("own_data.rows_left_out", lang, len(trial.left_out))
    return used + (parts if trial.left_out else phrase("own_data.see_below", lang))


def manner(trial: Trial, lang: Lang) -> str:
    """Say how the file was read, in one line; "" if nothing is known of it."""
    how = trial.manner
    if how.encoding:
        return phrase(
            "own_data.read_csv", lang,
            encoding=_ENCODINGS.get(how.encoding, how.encoding.upper()),
            delimiter=phrase(f"own_data.mark_{_MARKS[how.delimiter]}", lang),
        )  # fmt: skip
    if not how.sheets:
        return ""
    titles = [phrase("own_data.sheet", lang, title=clean(title)) for title in how.sheets]
    return phrase("own_data.read_xlsx", lang, sheets=phrase("text.comma", lang).join(titles))


def summary(trial: Trial, lang: Lang) -> tuple[str, ...]:
    """Say what would be added, changed, the same and no longer shown; a line for each that is not empty."""
    groups: tuple[tuple[str, list[str]], ...] = (
        ("added", [_name_brand(brand, lang) for brand in trial.added]),
        ("changed", [_describe_change(change, lang) for change in trial.changed]),
        ("reworded", [_name_entry(table, id_, trial, lang) for table, id_ in trial.reworded]),
        ("unchanged", [_name_brand(brand, lang) for brand in trial.unchanged]),
        ("left_out", [_place(table, row, lang) for table, row in trial.left_out]),
        ("missing", [_name_brand(brand, lang) for brand in trial.missing]),
    )
    return tuple(
        phrase(f"own_data.{name}", lang, n=len(names), names=_some(names, lang)) for name, names in groups if names
    )


def headings(lang: Lang) -> tuple[str, ...]:
    """Name the columns of the table of problems."""
    return tuple(phrase(f"own_data.heading_{name}", lang) for name in HEADINGS)


def problem_rows(problems: Sequence[Problem], lang: Lang) -> list[tuple[str, ...]]:
    """List the rows under ``headings``: one for each problem, or of many one for each kind with examples."""
    if len(problems) <= _FEW:
        return [problem_row(problem, lang) for problem in problems]
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault((problem.table, problem.rule, problem.column), []).append(problem)
    return [_kind_row(alike, lang) for alike in kinds.values()]


def summed_up(problems: Sequence[Problem], lang: Lang) -> str:
    """Say that the rows are kinds of problems; "" where each problem has its own."""
    rows = problem_rows(problems, lang)
    return phrase("own_data.summed_up", lang, n=len(problems), kinds=len(rows)) if len(rows) < len(problems) else ""


def _kind_row(alike: Sequence[Problem], lang: Lang) -> tuple[str, ...]:
    table, row, column, value, message, remedy = problem_row(alike[0], lang)
    rows = list(dict.fromkeys(str(problem.row) for problem in alike if problem.row is not None))
    if len(rows) > 1:
        some = phrase("text.comma", lang).join(rows[:_EXAMPLES])
        row = phrase("own_data.rows", lang, rows=some, n=len(rows)) if len(rows) > _EXAMPLES else some
    values = dict.fromkeys(problem.shown_value for problem in alike if problem.value)
    value = phrase("text.comma", lang).join([*values][:_EXAMPLES]) + ("…" if len(values) > _EXAMPLES else "")
    return table, row, column, value, message, remedy


def problem_row(problem: Problem, lang: Lang) -> tuple[str, ...]:
    """List the cells under ``headings``: table, row, column, value, problem, how to fix it."""
    return (
        _table(problem.table, lang),
        "" if problem.row is None else str(problem.row),
        problem.column_label(lang),
        problem.shown_value,
        problem.message(lang),
        problem.remedy(lang),
    )


def report(trial: Trial, lang: Lang) -> str:
    """Write all of it as plain text, a line per item."""
    how = manner(trial, lang)
    lines = [verdict(trial, lang), *(f"  {line}" for line in (*([how] if how else ()), *summary(trial, lang)))]
    if trial.problems:
        lines += ["", phrase("own_data.problems", lang)]
        if more := summed_up(trial.problems, lang):
            lines.append(f"  {more} {phrase('own_data.cli_report', lang)}")
        lines += [f"  {_line(row, lang)}" for row in problem_rows(trial.problems, lang)]
    return "\n".join(lines)


def _line(cells: Sequence[str], lang: Lang) -> str:
    table, row, column, value, message, remedy = cells
    # Of a kind the cell says itself that it holds rows.
    where = [table, phrase("problem.row", lang, n=row) if row[-1:].isdigit() else row, column]
    where.append(phrase("problem.value", lang, value=value) if value else "")
    says = phrase("problem.says", lang, message=message, remedy=remedy)
    return phrase("text.comma", lang).join(filter(None, where)) + says


def _some(names: list[str], lang: Lang) -> str:
    """Put the first of them in a line one can read."""
    return _cut(names, _NAMES, phrase("own_data.between", lang), lang)


def _cut(words: list[str], most: int, mark: str, lang: Lang) -> str:
    line = mark.join(words[:most])
    return line if len(words) <= most else line + phrase("own_data.parts_more", lang, n=len(words))


def _table(name: str, lang: Lang) -> str:
    table = TABLES.get(name)
    return f"{table.title(lang)} ({name})" if table else name


def _place(table: str, row: int, lang: Lang) -> str:
    title = TABLES[table].title(lang) if table in TABLES else table
    return phrase("own_data.place_row", lang, table=title, n=row)


def _name_brand(brand: Brand, lang: Lang) -> str:
    return f"{brand.number} {brand.name[lang]}"


def _name_entry(table: str, id_: str, trial: Trial, lang: Lang) -> str:
    """Name a theme, tag, source or edition by its table and what it is called in the file."""
    record = getattr(trial.dataset, table)[id_]
    name: Text = record.title if table == "sources" else record.name
    return phrase("own_data.entry", lang, table=TABLES[table].title(lang), name=name[lang])


def _describe_change(change: Change, lang: Lang) -> str:
    brands = TABLES["brands"]
    parts = [TABLES[part].title(lang) if part in TABLES else brands.column(part).label(lang) for part in change.parts]
    some = _cut(parts, _PARTS, phrase("text.comma", lang), lang)
    return phrase("own_data.change", lang, name=_name_brand(change.brand, lang), parts=some)

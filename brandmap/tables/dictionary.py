"""Write the data dictionary: every table and column of the data folder with its rule, all from the schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from brandmap.records import LANGS, Lang
from brandmap.schema import TABLES, Column, Table
from brandmap.text import phrase

HEADINGS: tuple[str, ...] = ("column", "label", "rule", "meaning")


@dataclass(frozen=True)
class Entry:
    """Describe one column for readers."""

    column: str  # its name in the file
    label: str
    rule: str
    meaning: str

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """List the texts in the order of HEADINGS."""
        return self.column, self.label, self.rule, self.meaning


def entries(table: Table, lang: Lang) -> tuple[Entry, ...]:
    """Describe the columns of a table in the order of the file."""
    return tuple(Entry(c.name, c.label(lang), rule(c, lang), c.help(lang)) for c in table.columns)


def rule(column: Column, lang: Lang) -> str:
    """Say what a cell may contain: kind, whether required, length, allowed values, table referred to, example."""
    return phrase("text.semicolon", lang).join(_rule_parts(column, lang))


def dictionary_markdown(tables: Iterable[Table] | None = None) -> str:
    """Write docs/data-dictionary.md: per file a table of its columns in Chinese and one in English."""
    lines = [f"# {phrase('dictionary.title', 'zh')} · {phrase('dictionary.title', 'en')}", ""]
    for lang in LANGS:
        lines += [phrase("dictionary.intro", lang), ""]
    for table in TABLES.values() if tables is None else tables:
        lines += [f"## `{table.filename}` {table.title_zh} · {table.title_en}", ""]
        for lang in LANGS:
            key_columns = phrase("text.comma", lang).join(f"`{name}`" for name in table.key)
            lines += [phrase("dictionary.key", lang, columns=key_columns), ""]
            lines += [_line(phrase(f"dictionary.{name}", lang) for name in HEADINGS), _line("---" for _ in HEADINGS)]
            for entry in entries(table, lang):
                name, *rest = entry.cells
                lines.append(_line([f"`{name}`", *rest]))
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _rule_parts(column: Column, lang: Lang) -> Iterator[str]:
    yield phrase(f"kind.{column.kind}", lang)
    yield phrase("dictionary.required" if column.required else "dictionary.optional", lang)
    if column.kind in ("text", "prose", "list"):
        yield phrase("dictionary.at_most", lang, n=column.max_length)
    if column.allowed:
        yield phrase("dictionary.allowed", lang, values=phrase("text.comma", lang).join(column.allowed))
    if column.refers_to:
        yield phrase("dictionary.refers_to", lang, table=f"{column.refers_to}.csv")
    if column.example:
        yield phrase("dictionary.example", lang, value=column.example)


def _line(cells: Iterable[str]) -> str:
    """Write a line of a Markdown table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

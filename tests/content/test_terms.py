"""Hold data and phrases to docs/terms.md: one word for one thing, and no claim that the article does not make."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from brandmap.schema import TABLES
from brandmap.settings import PRODUCT_DATA
from brandmap.text import catalogue

LINES = (Path(__file__).parents[2] / "docs" / "terms.md").read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES if line.startswith("|")]
#: (language, the word to use, a word not to use)
FORBIDDEN = [
    (lang, row[column - 2], word.strip())
    for row in ROWS
    if row[0] not in ("中文", "---")
    for column, lang in ((2, "zh"), (3, "en"))
    for word in row[column].split(";")
    if word.strip()
]


def texts(lang: str) -> list[tuple[str, str]]:
    """Where a text stands and what it says, of every cell and phrase of the language."""
    cells = [
        (f"{name}.csv:{number}:{column}", cell)
        for name in TABLES
        for number, row in enumerate(
            csv.DictReader(io.StringIO((PRODUCT_DATA / TABLES[name].filename).read_text(encoding="utf-8-sig"))), 2
        )
        for column, cell in row.items()
        if column.endswith(f"_{lang}") and not column.startswith("also_")
    ]
    return [*cells, *((key, text[lang]) for key, text in catalogue().items())]


TEXTS = {lang: texts(lang) for lang in ("zh", "en")}


def test_the_tables_are_read() -> None:
    assert len(FORBIDDEN) > 60
    assert ("en", "sign with officers' contact details", "contact card") in FORBIDDEN


@pytest.mark.parametrize(("lang", "use", "word"), FORBIDDEN)
def test_one_word_for_one_thing(lang: str, use: str, word: str) -> None:
    pattern = re.compile(re.escape(word) if lang == "zh" else rf"\b{re.escape(word)}", re.IGNORECASE)
    assert [where for where, text in TEXTS[lang] if pattern.search(text)] == [], f"write {use}"

"""Write docs/data-dictionary.md from the schema. Run after changing brandmap/schema/; a test holds the file to it.

python -m scripts.maintain.build_data_dictionary
"""

from __future__ import annotations

from pathlib import Path

from brandmap.tables.dictionary import dictionary_markdown

TARGET = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.md"

if __name__ == "__main__":
    TARGET.write_text(dictionary_markdown(), encoding="utf-8", newline="\n")

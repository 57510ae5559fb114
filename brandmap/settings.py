"""Read the settings of an installation from the environment, once."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

REVIEW_NUMBER = "BRANDMAP_REVIEW_NUMBER"
DATA_FOLDER = "BRANDMAP_DATA"
TIME_ZONE = "BRANDMAP_TIME_ZONE"
SIGN_IN_HOURS = "BRANDMAP_SIGN_IN_HOURS"
ALLOWED_USERS = "BRANDMAP_ALLOWED_USERS"
ALLOWED_GROUPS = "BRANDMAP_ALLOWED_GROUPS"
USER_HEADER = "BRANDMAP_USER_HEADER"
USER_PROXIES = "BRANDMAP_USER_PROXIES"
AUDIT_LOG = "BRANDMAP_AUDIT_LOG"
Network = IPv4Network | IPv6Network
_HEADER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,60}")
PRODUCT_DATA = Path(__file__).resolve().parent.parent / "data"  # the data that come with the product
CHINA = ZoneInfo("Asia/Shanghai")  # servers often run in UTC, eight hours behind
MAX_LENGTH = 40  # characters; a review number looks like 甘S(2025)001号


@dataclass(frozen=True)
class Settings:
    """Hold the settings; those after ``time_zone`` are about sign-in and the audit log."""

    review_number: str = ""  # of the map (审图号); empty while this installation has none
    data_folder: Path = PRODUCT_DATA  # of the CSV files; boundaries always come from the product
    time_zone: ZoneInfo = CHINA  # of the date printed on exports
    sign_in_hours: int = 12
    allowed_users: tuple[str, ...] = ()
    allowed_groups: tuple[str, ...] = ()
    user_header: str = ""
    user_proxies: tuple[Network, ...] = ()
    audit_log: Path | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings. ValueError for an impossible value, so that a mistake is seen when the server starts."""
        number = " ".join(environment.get(REVIEW_NUMBER, "").split())
        if len(number) > MAX_LENGTH or not number.isprintable():
            raise ValueError(f"{REVIEW_NUMBER} must be one line of at most {MAX_LENGTH} characters, is {number[:60]!r}")
        folder_name = environment.get(DATA_FOLDER, "")
        folder = Path(folder_name).resolve() if folder_name else PRODUCT_DATA
        if not folder.is_dir():
            raise ValueError(f"{DATA_FOLDER} must name a folder, is {folder_name[:200]!r}")
        zone = environment.get(TIME_ZONE, "")
        try:
            time_zone = ZoneInfo(zone) if zone else CHINA
        except (LookupError, ValueError, OSError):
            raise ValueError(f"{TIME_ZONE} must name a time zone such as {CHINA.key}, is {zone[:60]!r}") from None
        header, proxies = environment.get(USER_HEADER, "").strip(), _networks(environment.get(USER_PROXIES, ""))
        if header and not _HEADER.fullmatch(header):
            raise ValueError(f"{USER_HEADER} must be the name of a header, is {header[:60]!r}")
        if header and not proxies:
            raise ValueError(f"{USER_HEADER} needs {USER_PROXIES}: without a named proxy anybody could send it")
        audit = environment.get(AUDIT_LOG, "")
        return cls(
            number,
            folder,
            time_zone,
            sign_in_hours=_hours(environment.get(SIGN_IN_HOURS, "12")),
            allowed_users=tuple(_words(environment.get(ALLOWED_USERS, "").lower())),
            allowed_groups=tuple(_words(environment.get(ALLOWED_GROUPS, ""))),
            user_header=header,
            user_proxies=proxies,
            audit_log=Path(audit).resolve() if audit else None,
        )


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _hours(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 720:
        raise ValueError(f"{SIGN_IN_HOURS} must be a whole number from 1 to 720, is {text[:60]!r}")
    return int(text)


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(word) for word in _words(text))
    except ValueError as error:
        raise ValueError(f"{USER_PROXIES} must hold addresses or networks: {error}") from None


@cache
def settings() -> Settings:
    """Return the settings of this process."""
    return Settings.from_environment(os.environ)


def today() -> date:
    """Return today's date in the time zone of this installation."""
    return datetime.now(settings().time_zone).date()

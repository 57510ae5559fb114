"""Read the settings of a server from the command line and the environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brandmap.settings import settings
from brandmap.ui.sign_in import PROXY_USER

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "BRANDMAP_"

_SEGMENTS = re.compile(r"(/[A-Za-z0-9._~-]+)*")
_HOST = r"(\*\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?"
_ANCESTOR = re.compile(rf"(https?://)?{_HOST}(:(\d{{1,5}}|\*))?")
_PUBLIC_HOST = re.compile(rf"{_HOST}|\[[0-9a-fA-F:]+\]")


@dataclass(frozen=True)
class ServeOptions:
    """Hold the settings of a server."""

    host: str = "127.0.0.1"
    port: int = 8501
    base_path: str = ""  # empty, or with a slash at the beginning and none at the end
    frame_ancestors: str = "'self'"
    public_hosts: tuple[str, ...] = ()
    grace: float = 20  # seconds
    script: Path = ROOT / "app.py"

    @classmethod
    def read(cls, arguments: Mapping[str, object], environment: Mapping[str, str]) -> ServeOptions:
        """Read the settings; arguments that are not None go before the environment. ValueError names a wrong value."""

        def setting(name: str, default: str) -> str:
            value = arguments.get(name)
            return str(value if value is not None else environment.get(PREFIX + name.upper(), default)).strip()

        return cls(
            host=setting("host", cls.host),
            port=_whole_number("port", setting("port", str(cls.port)), 0, 65535),
            base_path=_base_path(setting("base_path", cls.base_path)),
            frame_ancestors=_frame_ancestors(setting("frame_ancestors", cls.frame_ancestors)),
            public_hosts=_public_hosts(setting("public_hosts", "")),
            grace=_whole_number("grace", setting("grace", str(cls.grace)), 0, 3600),
            script=Path(setting("script", str(cls.script))).resolve(),
        )

    def streamlit_options(self) -> dict[str, Any]:
        """Return these settings as options of Streamlit. Its other options are in .streamlit/config.toml."""
        return {
            "server.address": self.host,
            "server.port": self.port,
            "server.baseUrlPath": self.base_path.strip("/"),
            "server.headless": True,
            "server.allowedHosts": list(self.public_hosts),
            # Pages of Streamlit's cloud may not control the app by messages between windows.
            "client.allowedOrigins": [],
            "server.trustedUserHeaders": {settings().user_header: PROXY_USER} if settings().user_header else {},
        }


def _whole_number(name: str, text: str, minimum: int, maximum: int) -> int:
    if not text.isascii() or not text.isdigit() or not minimum <= int(text) <= maximum:
        raise ValueError(f"{name.replace('_', '-')} must be a whole number from {minimum} to {maximum}, is {text!r}")
    return int(text)


def _base_path(text: str) -> str:
    path = f"/{text.strip('/')}" if text.strip("/") else ""
    if not _SEGMENTS.fullmatch(path) or "/." in path:
        raise ValueError(f"base-path must be a plain path such as /map, is {text!r}")
    return path


def _frame_ancestors(text: str) -> str:
    """Read the value of the frame-ancestors directive. Quotes around self and none may be left out."""
    words = [f"'{word}'" if word in ("self", "none") else word for word in text.split()]
    for word in words:
        if word not in ("'self'", "'none'") and not _ANCESTOR.fullmatch(word):
            raise ValueError(f"frame-ancestors: {word!r} is neither self, none nor an origin")
    if not words or ("'none'" in words and len(words) > 1):
        raise ValueError(f"frame-ancestors must be none alone, or self and origins, is {text!r}")
    return " ".join(words)


def _public_hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(text.replace(",", " ").split())
    for host in hosts:
        if not _PUBLIC_HOST.fullmatch(host):
            raise ValueError(f"public-hosts: {host!r} is not a host name (without scheme and port)")
    return hosts

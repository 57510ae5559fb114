"""Draw the QR code of a link as SVG, without any outside service."""

from __future__ import annotations

import io
from ipaddress import ip_address
from urllib.parse import urlsplit

import segno
from segno import DataOverflowError

MAX_LINK = 1200  # characters; with more the squares are too small to be read from a screen
MODULE = 4  # pixels per square


def qr_svg(link: str) -> str | None:
    """Draw the code as one SVG, dark on white with its quiet zone so that it reads in a dark theme too; None for a link
    that is too long to be read. No text of the link stands in the SVG."""
    if len(link) > MAX_LINK:
        return None
    try:
        code = segno.make_qr(link, error="m")
    except DataOverflowError:
        return None
    buffer = io.BytesIO()
    code.save(buffer, kind="svg", scale=MODULE, border=4, dark="#000000", light="#ffffff", xmldecl=False)
    return buffer.getvalue().decode("utf-8").strip()


def is_loopback(link: str) -> bool:
    """Whether the link leads to the machine it is opened on, so that no phone reaches the server by it."""
    host = urlsplit(link).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

"""Serve a small page written by hand, with Leaflet and nothing else: the limit of what can be reached. ``python -m
benchmarks.leaflet_page PORT``."""

from __future__ import annotations

import http.server
import json
import sys
from pathlib import Path

import js_lib_leaflet

from benchmarks.material import CENTRE, COUNTY, ZOOM, material

LEAFLET = Path(js_lib_leaflet.__file__).resolve().parent / "static" / "js_lib_leaflet"
FILES = {
    "/": (Path(__file__).with_suffix(".html").read_bytes(), "text/html"),
    "/leaflet.js": ((LEAFLET / "leaflet.js").read_bytes(), "text/javascript"),
    "/leaflet.css": ((LEAFLET / "leaflet.css").read_bytes(), "text/css"),
    "/material.json": (
        json.dumps(material() | {"centre": CENTRE, "zoom": ZOOM, "county": COUNTY}, ensure_ascii=False).encode(),
        "application/json",
    ),
}


class Page(http.server.BaseHTTPRequestHandler):
    """Answer with the page and its three files; those may be cached for a day."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # the name http.server asks for
        body, kind = FILES.get(self.path.split("?")[0], (b"", ""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache" if kind == "text/html" else "public, max-age=86400")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


if __name__ == "__main__":
    http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Page).serve_forever()

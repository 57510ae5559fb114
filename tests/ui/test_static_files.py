"""Scripts and styles travel compressed, whichever server sends them, and browsers keep them."""

import gzip
import re

import pyarrow
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from brandmap.ui import front_files
from brandmap.ui.repairs import document, static_files

SCRIPT = "/" + re.findall(r'src="\./(static/js/[^"]+)"', document.INDEX.read_text(encoding="utf-8"))[0]
STYLE = "/" + re.findall(r'href="\./(static/css/[^"]+)"', document.INDEX.read_text(encoding="utf-8"))[0]
FOLIUM = "/component/streamlit_folium.st_folium/static/js/" + next(
    file.name for file in (static_files.FOLDERS["component/streamlit_folium.st_folium/static"] / "js").glob("*.js")
)
FRONT = f"/front/{front_files.version()}/counties.geojson"


def asked(path, base="", coding="gzip, deflate, br, zstd"):
    routes = [*static_files.routes(base), *front_files.routes(base)]
    client = TestClient(Starlette(routes=routes), headers={"Accept-Encoding": coding})
    with client.stream("GET", f"http://testserver{base}{path}") as response:
        return response, b"".join(response.iter_raw())


def unpacked(coding, body, size):
    if coding == "br":
        return pyarrow.decompress(body, decompressed_size=size, codec="brotli", asbytes=True)
    return gzip.decompress(body) if coding else body


@pytest.mark.parametrize("base", ["", "/base"])
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (SCRIPT, "text/javascript; charset=utf-8"),
        (STYLE, "text/css; charset=utf-8"),
        (FOLIUM, "text/javascript; charset=utf-8"),
        (FRONT, "application/geo+json"),
    ],
)
def test_a_file_comes_compressed_for_ever_in_its_kind(path, kind, base):
    response, body = asked(path, base)
    assert response.status_code == 200
    assert response.headers["content-type"] == kind
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (response.headers["content-encoding"], response.headers["vary"]) == ("br", "Accept-Encoding")
    assert int(response.headers["content-length"]) == len(body)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip;q=1.0", "gzip"),
        ("br; q=0.0 , gzip ; q=0", ""),
        ("br;q=x", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_the_browser_says_which_coding_it_takes(accepted, coding):
    response, body = asked(SCRIPT, coding=accepted)
    assert response.headers.get("content-encoding", "") == coding
    content = (static_files.FOLDERS["static"] / "js" / SCRIPT.rpartition("/")[2]).read_bytes()
    assert unpacked(coding, body, len(content)) == content


@pytest.mark.parametrize(
    "path",
    [
        "/static/js/none.js",
        "/static/css/none.css",
        "/component/streamlit_folium.st_folium/static/js/none.js",
        "/front/0123456789ab/map.js",
        f"/front/{front_files.version()}/passwd",
    ],
)
def test_a_file_of_another_version_is_not_there_yet(path):
    response, _ = asked(path)
    assert (response.status_code, response.headers["cache-control"]) == (404, "no-store")


@pytest.mark.parametrize(
    "path",
    [
        "/static/js/../../index.js",
        "/static/js/%2e%2e/x.js",
        "/static/media/x.woff2",
        "/static/js/a/b.js",
        "/static/x.js",
    ],
)
def test_other_addresses_are_left_to_streamlit(path):
    assert asked(path)[0].headers.get("cache-control") is None


def test_a_name_never_leaves_its_folder():
    response, _ = asked("/static/js/..%2f..%2fmanifest.js")
    assert response.status_code == 404

"""The HTML document every page is: Streamlit's own with our name, language and address in it."""

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from brandmap.text import phrase
from brandmap.ui.pages import PAGES
from brandmap.ui.repairs import document

NAMES = [spec.address for spec in PAGES]
ADDRESSES = [f"/{name}" for name in NAMES]


def answered(path, base_path="", follow_redirects=True, **headers):
    """The response to a GET."""
    client = TestClient(Starlette(routes=document.routes(NAMES, base_path)), headers=headers)
    return client.get(f"http://testserver{path}", follow_redirects=follow_redirects)


def opened(path, base_path="", **headers):
    response = answered(path, base_path, **headers)
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-cache"
    return response.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_has_it(address):
    page = opened(address)
    assert f"<title>{phrase('frame.title', 'zh')}</title>" in page
    assert 'src="./static/js/index.' in page
    assert "service-desc" not in page
    assert "agent" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/static/js/x.js",
        "/_stcore/health",
        "/component/a.b/x.js",
        "/media/f.png",
        "/favicon.png",
        "/auth/login",
        "/healthz",
    ],
)
def test_addresses_of_files_are_left_to_streamlit(path):
    assert answered(path).text == "Not Found"


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/Themes", "/themes"),
        ("/themes/", "/themes"),
        ("/themes/x", "/themes"),
        ("/themes%E3%80%82", "/themes"),
        ("/themes）?lang=en&q=a%20b", "/themes?lang=en&q=a%20b"),
        ("/PRESENT/?deck=kang-pepper", "/present?deck=kang-pepper"),
        ("//themes", "/themes"),
        ("/ｔｈｅｍｅｓ", "/themes"),
        ("/map?brand=kang-pepper", "/?brand=kang-pepper"),
        ("/index.html", "/"),
    ],
)
@pytest.mark.parametrize("base", ["", "/base"])
def test_an_address_like_that_of_a_page_leads_to_it(path, page, base):
    response = answered(base + path, base, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (308, base + page)


@pytest.mark.parametrize("path", ["/nowhere", "/themesx", "/地图集", "/%3Cscript%3E"])
def test_an_unknown_address_is_said_to_be_none_in_both_languages(path):
    response = answered(path)
    assert response.status_code == 404
    assert phrase("notice.lost", "zh") in response.text
    assert phrase("notice.lost", "en") in response.text
    assert re.findall(r'href="([^"]*)"', response.text) == ["/", "/"]
    assert "<script" not in response.text


@pytest.mark.parametrize(
    ("path", "accepted", "lang"),
    [
        ("/", "", "zh-CN"),
        ("/", "zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("/", "en-GB,en;q=0.9,zh;q=0.8", "en-GB"),
        ("/", "fr-FR,en;q=0.8", "zh-CN"),
        ("/?lang=zh", "en-GB", "zh-CN"),
        ("/themes?lang=en", "zh-CN", "en-GB"),
        ("/?lang=<script>", "en-GB", "en-GB"),
    ],
)
def test_it_is_in_the_language_of_the_address_or_the_browser(path, accepted, lang):
    page = opened(path, **{"Accept-Language": accepted})
    assert re.findall(r"<html[^>]*>", page) == [f'<html lang="{lang}">']
    assert "<script>" not in page.replace("<script>\n      window.prerenderReady", "")


@pytest.mark.parametrize("given", ["", "/", "map", "/map", "map/"])
def test_it_says_where_the_server_is(given):
    base = "/map" if "map" in given else ""
    assert re.findall(r'<script data-base="([^"]*)">', opened(f"{base}/compare", given)) == [base]


def test_a_changed_page_of_streamlit_is_answered_as_it_is(monkeypatch, tmp_path, caplog):
    index = tmp_path / "index.html"
    index.write_text('<html lang="en"><head><title>New</title></head></html>', encoding="utf-8")
    monkeypatch.setattr(document, "INDEX", index)
    caches = (document.document, document._packed)
    for cache in caches:
        cache.cache_clear()
    try:
        pages = {opened(address, **{"Accept-Language": lang}) for address in ADDRESSES for lang in ("zh", "en")}
    finally:
        for cache in caches:
            cache.cache_clear()
    assert pages == {index.read_text(encoding="utf-8")}
    assert [record.getMessage() for record in caplog.records] == [
        f"{index} has no {document.ANCHORS[1][0]!r} … '/>': pages are Streamlit's own"
    ]

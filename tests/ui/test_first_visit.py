"""The first picture of the map page: what the document shows of an address before any script has come."""

import re
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from brandmap.collection.view import View
from brandmap.intake.problems import DataError
from brandmap.text import phrase
from brandmap.ui import first_visit, sign_in, state
from brandmap.ui.packing import pack
from brandmap.ui.pages import PAGES
from brandmap.ui.repairs import document

MARK = 'id="first-visit"'
BUDGET = 35_000  # bytes that the picture may add, compressed by the worse of the two


class Elements(HTMLParser):
    """The start tags of a document, as (name, attributes)."""

    def __init__(self, page):
        super().__init__()
        self.all = []
        self.feed(page)

    def handle_starttag(self, name, attributes):
        self.all.append((name, dict(attributes)))


@pytest.fixture(autouse=True)
def _no_memory():
    document._packed.cache_clear()
    yield
    document._packed.cache_clear()


def opened(path, **headers):
    routes = document.routes([spec.address for spec in PAGES])
    response = TestClient(Starlette(routes=routes), headers=headers).get(path)
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-cache")
    return response.text


def rows(page):
    return re.findall(r'<a href="([^"]*)" class="bm-item">', page)


@pytest.mark.parametrize(("lang", "other"), [("zh", "en"), ("en", "zh")])
def test_the_map_page_shows_title_sentence_and_ten_links(lang, other):
    page = opened(f"/?lang={lang}")
    assert f'<h1 class="bm-site">{phrase("frame.title", lang)}</h1>' in page
    assert phrase("sentence.all_many", lang, n=10) in page
    assert phrase("sentence.all_many", other, n=10) not in page
    ids = list(state.library().current().collection.dataset.by_id)
    assert [parse_qs(href.partition("?")[2].replace("&#38;", "&")) for href in rows(page)] == [
        {"lang": [lang], "brand": [id_]} for id_ in ids
    ]
    assert page.count('style="left:calc(') == 2 * 10  # pins for a desk and for a phone


@pytest.mark.parametrize("name", [spec.address for spec in PAGES if spec.address])
def test_no_other_page_has_it(name):
    assert MARK not in opened(f"/{name}")


def test_filters_and_selection_of_the_address_are_applied():
    page = opened("/?lang=en&theme=agriculture&brand=kang-pepper")
    assert "3 of 10: theme is agriculture" in page
    assert rows(page) == []
    assert '<article class="bm-card"' in page
    assert phrase("results.filtered_out", "en") not in page
    assert phrase("results.filtered_out", "en") in opened("/?lang=en&theme=tourism&brand=kang-pepper")


def test_an_empty_result_says_which_condition_to_drop():
    page = opened("/?lang=zh&theme=tourism&season=winter")
    assert phrase("filters.empty_heading", "zh") in page
    assert phrase("filters.drop_season", "zh", n=1) in page


def test_every_link_leads_to_a_view_without_anything_refused():
    collection = state.library().current().collection
    page = opened("/?lang=en&season=all_year")
    queries = {a["href"].partition("?")[2] for name, a in Elements(page).all if name == "a" and "?" in a["href"]}
    assert len(queries) > 15
    assert {query: refused for query in queries if (refused := View.from_query(parse_qs(query), collection)[1])} == {}


@pytest.mark.parametrize("parameter", ["q", "brand", "theme", "lang", "edition", "compare", "x"])
def test_an_address_cannot_put_markup_into_it(parameter):
    page = opened(f"/?{parameter}=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%7B%7B7*7%7D%7D")
    assert MARK in page
    assert "<script>alert" not in page
    assert "{{" not in page
    assert [a for name, a in Elements(page).all if any(key.startswith("on") for key in a)] == []


def test_its_scripts_are_files():
    """A Content-Security-Policy names the inline scripts of the document; the picture may add none."""
    inline = re.compile(r"<script[^>]*>[^<]+</script>")
    assert inline.findall(opened("/")) == inline.findall(opened("/about"))


@pytest.mark.parametrize("obstacle", ["sign_in", "data"])
def test_it_shows_nothing_where_visitors_sign_in_or_there_are_no_data(monkeypatch, obstacle):
    def broken():
        raise DataError(())

    if obstacle == "data":
        monkeypatch.setattr(state, "library", broken)
    else:
        monkeypatch.setattr(sign_in, "configured", lambda: True)
    page = opened("/?brand=kang-pepper")
    assert page == opened("/about")
    assert phrase("frame.noscript", "zh") in page


def test_it_shows_nothing_of_an_address_made_with_a_file_of_ones_own():
    assert opened("/?brand=kang-pepper&own=1") == opened("/about")


@pytest.mark.parametrize("query", ["lang=zh", "lang=en", "lang=en&brand=linxia-night", "lang=zh&brand=anding-kang"])
def test_it_costs_less_than_its_budget_on_the_wire(query):
    page, without = (opened(path).encode() for path in (f"/?{query}", f"/about?{query}"))
    assert len(pack(page, "gzip")) - len(pack(without, "gzip")) < BUDGET


def test_the_same_view_is_drawn_once(monkeypatch):
    drawn = []
    real = first_visit.picture_html
    monkeypatch.setattr(first_visit, "picture_html", lambda *given: drawn.append(given) or real(*given))
    assert opened("/?lang=zh&theme=ecology&x=1") == opened("/?theme=ecology&theme=nonsense&lang=zh")
    assert len(drawn) == 1

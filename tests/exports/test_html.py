"""The one-file page as a text; what it does is in tests/browser/test_html_file.py."""

import base64
import hashlib
import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from brandmap.collection.filters import Filters
from brandmap.exports.html.one_file import html_bytes, json_block, map_document
from tests.exports.hostile_collection import hostile

TODAY = date(2026, 11, 24)


class Elements(HTMLParser):
    """Start tags with their attributes, and the texts of script elements."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.scripts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append([dict(attrs), ""])

    def handle_data(self, data):
        if self.tags and self.tags[-1][0] == "script" and self.cdata_elem == "script":
            self.scripts[-1][1] += data


@pytest.fixture(scope="module")
def page(collection):
    return html_bytes(collection, Filters(), "both", TODAY).decode()


def embedded(text, name):
    (found,) = re.findall(rf'<script type="application/json" id="{name}">(.*?)</script>', text, re.DOTALL)
    return json.loads(found)


def test_nothing_in_it_points_outside(page):
    parsed = Elements(page)
    for tag, attributes in parsed.tags:
        for name in ("src", "href", "srcset", "action", "data"):
            address = attributes.get(name) or ""
            assert address.startswith(("data:", "#")) or not address, (tag, address)
    for tag, attributes in Elements(map_document()).tags:
        assert not {"src", "href"} & set(attributes), (tag, attributes)
    assert "url(" not in re.sub(r"url\(#|url\(data:", "", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))


def test_the_policy_allows_exactly_the_scripts_in_the_file(page):
    policy = next(a["content"] for tag, a in Elements(page).tags if a.get("http-equiv") == "Content-Security-Policy")
    running = [text for attributes, text in Elements(page).scripts if "type" not in attributes]
    running += [
        text for attributes, text in Elements(embedded(page, "map-document")).scripts if "type" not in attributes
    ]
    wanted = {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in running}
    assert len(wanted) == 5  # that of the page; bridge, Leaflet, our script and start of the map
    allowed = re.search(r"script-src ([^;]*)", policy)[1].split()
    assert set(allowed) == wanted
    assert policy.startswith("default-src 'none'; ")


def test_it_holds_the_kept_models_only(collection):
    text = html_bytes(collection, Filters(theme=("ecology",)), "zh", TODAY).decode()
    data = embedded(text, "site-data")
    assert [brand["id"] for brand in data["models"]["zh"]["brands"]] == ["maqu-ecology"]
    assert [theme["id"] for theme in data["models"]["zh"]["facets"]["theme"]] == ["ecology"]
    assert data["langs"] == ["zh"]
    assert "huining-melon" not in text
    assert "Ecological policing" not in text
    assert 'id="languages"' not in text


def test_both_languages_have_their_cards(collection, page):
    data = embedded(page, "site-data")["cards"]
    ids = [brand.id for brand in collection.dataset.brands]
    assert {lang: list(cards) for lang, cards in data.items()} == {"zh": ids, "en": ids}
    assert data["zh"]["kang-pepper"].startswith('<article class="bm-card" lang="zh-CN">')
    assert data["en"]["kang-pepper"].count("<details>") == 3  # the discussion questions of the lesson


def test_json_cannot_leave_its_block():
    text = json_block({"a": "</script><script>steal()</script>&\u2028<!--"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"a": "</script><script>steal()</script>&\u2028<!--"}


def test_hostile_texts_add_no_element(collection, page):
    bad = html_bytes(hostile(collection), Filters(), "both", TODAY).decode()
    scripts = [attributes for tag, attributes in Elements(bad).tags if tag == "script"]
    assert scripts == [attributes for tag, attributes in Elements(page).tags if tag == "script"]
    for tag, attributes in Elements(bad).tags:
        assert tag != "a" or attributes["href"].startswith("#")
        assert not [name for name in attributes if name.startswith("on")]
        assert tag != "img" or attributes["src"].startswith("data:image/svg+xml;base64,")

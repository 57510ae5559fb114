"""The search of the one-file page finds exactly what the server's does, word for word."""

import json
from datetime import date

import pytest

from brandmap.collection.filters import Collection, Filters
from brandmap.exports.html.one_file import html_bytes
from brandmap.intake.dataset import folder_files, load
from brandmap.places.gazetteer import load_gazetteer
from tests.collection.cases import CASES

EMPTY = {"theme": [], "season": [], "prefecture": [], "q": ""}
FIND = """async cases => {
  const numbers = [];
  for (const filters of cases) {
    const hash = new URLSearchParams({lang: "zh", q: filters.q});
    for (const name of ["theme", "season", "prefecture"]) for (const value of filters[name]) hash.append(name, value);
    hash.append("n", numbers.length); // no two are alike, or nothing would change
    location.hash = hash;
    await new Promise(done => window.addEventListener("hashchange", () => setTimeout(done), {once: true}));
    numbers.push([...document.querySelectorAll("#list .bm-plate")].map(plate => Number(plate.textContent)));
  }
  return numbers;
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    gazetteer = load_gazetteer()
    collection = Collection.of(load(folder_files(), gazetteer).dataset, gazetteer)
    file = tmp_path_factory.mktemp("site") / "gansu.html"
    file.write_bytes(html_bytes(collection, Filters(), "both", date(2026, 11, 24)))
    return file.as_uri()


def test_the_page_finds_what_the_server_finds(new_context, address):
    page = new_context(offline=True).new_page()
    page.goto(address)
    found = page.evaluate(FIND, [EMPTY | case["filters"] for case in CASES])
    assert found == [case["numbers"] for case in CASES]
    assert json.loads(page.locator("#site-data").text_content())["index"]["simplified"]["寧"] == "宁"

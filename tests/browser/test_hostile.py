"""A collection whose every text wants to be more than text, on every page: nothing runs, nothing is fetched, and what is
shown is what was given.

The server's data folder is made from the published one, so that the pages are as full as ever.
"""

# ruff: noqa: E501 - payloads and tables of them stay on one line

from __future__ import annotations

import csv
import io
import itertools
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from brandmap.intake.dataset import folder_files
from brandmap.markup import clean
from brandmap.schema import TABLES
from brandmap.ui.pages import PAGES
from tests import COLLECTION, ROOT
from tests.browser.conftest import map_frame, turn_to
from tests.hostile.texts import MARK, TEXTS
from tests.servers import served

GROUPS = ("active", "template", "formula", "markdown", "unusual")
PAYLOADS = [clean(text) for group in GROUPS for text in TEXTS[group].values() if "\ue000" not in text]
#: The names are on every sink: marker, tooltip, list, choice, card, comparison, link, deck. By row of brands.csv.
NAMES_ZH = (
    f"<svg onload={MARK}>", "{{7*7}}{% raw %}{#", "$\\frac{1}{0}$", ":material/home: :dog:", "**a** __b__ `c`", "# a | b",
    "=1+1", "a -> b <- c -- d", "&lt;b&gt; &copy;", "www.example.com",
)  # fmt: skip
NAMES_EN = (
    f"<img src=x onerror={MARK}>", "{{ lipsum.__globals__.os.mkdir(dict(canary=1)|first) }}", f"[x](javascript:{MARK})",
    "![x](http://example.com/a.png)", f"</script><script>{MARK}</script>", "${" + MARK + "} `+(" + MARK + ")+`",
    f"\"><img src=x onerror='{MARK}'>", ":red[red] :material/home: :dog: $x$", "http://example.com a@example.com", "<style>*{display:none}</style> \\u003c",
)  # fmt: skip
THEME_ZH, THEME_EN = "<b>&{{7*7}}", f"<img src=x onerror={MARK}>"
IDS = [row["id"] for row in csv.DictReader(io.StringIO(folder_files(COLLECTION)["brands"].decode("utf-8-sig")))]


def hostile_folder(folder: Path) -> Path:
    """The published tables with a payload in every text cell."""
    turn = itertools.cycle(PAYLOADS)
    for table in TABLES.values():
        reader = csv.DictReader(io.StringIO((COLLECTION / table.filename).read_text(encoding="utf-8-sig"), newline=""))
        rows = list(reader)
        for number, row in enumerate(rows):
            for column in table.columns:
                if column.kind in ("text", "prose") and column.name != "place":
                    row[column.name] = next(text for text in turn if len(text) <= max(column.max_length, 11))
                    if len(row[column.name]) > column.max_length:
                        row[column.name] = "<b>"
            if table.name == "brands":
                row["name_zh"], row["name_en"] = NAMES_ZH[number], NAMES_EN[number]
            if table.name == "themes":
                row["name_zh"], row["name_en"] = THEME_ZH, THEME_EN
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, reader.fieldnames or ())
        writer.writeheader()
        writer.writerows(rows)
        (folder / table.filename).write_text(out.getvalue(), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A server of such a collection. No payload may have made a file or folder where it runs."""
    folder = hostile_folder(tmp_path_factory.mktemp("hostile"))
    log = tmp_path_factory.mktemp("server") / "server.log"
    with served(log, environment={"BRANDMAP_DATA": str(folder)}) as running:
        yield running
    assert not (ROOT / "canary").exists()
    said = log.read_text(errors="replace")
    assert "Traceback" not in said
    assert "data not used" not in said
    assert "row left out" not in said


@pytest.fixture(scope="module")
def server(hostile):
    """The server whose page ``visit`` keeps open."""
    return hostile


@pytest.fixture
def visitor(visit):
    if not hasattr(visit, "dialogs"):
        visit.dialogs = []
        visit.on("dialog", lambda dialog: (visit.dialogs.append(dialog.message), dialog.dismiss()))
    return visit


#: Fetch what is no picture, as a text that runs would: once this one has failed, an earlier one has too.
NO_PICTURE = "new Promise(done => Object.assign(new Image(), { onerror: done, src: '/' }))"


def is_untouched(page: Page) -> None:
    page.evaluate(NO_PICTURE)
    assert page.dialogs == []
    # The frames share the page's origin, so one question reaches them all.
    assert page.evaluate("[top, ...Array.from(frames)].filter(one => 'hostile' in one).length") == 0
    armed = "[onerror], [onload], [onmouseover], [onfocus], [ontoggle], [srcdoc]"
    assert page.locator(f"script:text('hostile'), {armed}").count() == 0
    for frame in page.frames:
        assert (
            frame.evaluate(
                'document.querySelectorAll(\'a[href^="javascript:" i], img[src*="example.com"], base, object, embed\').length'
            )
            == 0
        )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [spec.name for spec in PAGES])
def test_no_page_runs_what_a_cell_says(visitor, name, lang):
    query = {
        "lang": lang,
        "brand": IDS[1],
        "compare": IDS[:4],
        "need": ["disputes", "autumn"],
        "theme": ["agriculture", "community"],
    }
    if name == "map":
        visitor.goto("about:blank")  # its first picture is drawn from the address
    turn_to(visitor, ("/" if name == "map" else f"/{name}") + "?" + urlencode(query, doseq=True))
    least = 80 if name == "present" else 200
    visitor.wait_for_function(f"document.querySelector('[data-testid=stMain]').innerText.length > {least}")
    is_untouched(visitor)
    expect(visitor.locator("[data-testid=stAlert]", has_text="error")).to_have_count(0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_name_is_shown_as_it_was_given(visitor, lang):
    names = dict(zip(IDS, NAMES_ZH if lang == "zh" else NAMES_EN, strict=True))
    turn_to(visitor, f"/?lang={lang}")
    frame = map_frame(visitor)
    labels = frame.eval_on_selector_all(
        "[role=button][data-brand]",
        "all => Object.fromEntries(all.map(e => [e.dataset.brand, e.getAttribute('aria-label')]))",
    )
    assert {id_: name for id_, name in names.items() if name not in labels[id_]} == {}
    rows = visitor.locator(".bm-panel .bm-item strong").all_inner_texts()
    assert {name: row for name, row in zip(names.values(), rows, strict=True) if name not in row} == {}
    is_untouched(visitor)
    turn_to(visitor, f"/compare?lang={lang}")
    pills = visitor.locator(".st-key-w_compare button")
    expect(pills).to_have_count(10)
    # A label may hold word joiners that keep Streamlit from making an icon or an arrow of it.
    shown = [text.replace("\u2060", "") for text in pills.all_inner_texts()]
    assert shown == [f"{number} {name}" for number, name in enumerate(names.values(), 1)]
    is_untouched(visitor)
    for id_, name in list(names.items())[:: 3 if lang == "zh" else 4]:
        turn_to(visitor, f"/?lang={lang}&brand={id_}")
        expect(visitor.locator(".bm-panel .bm-name").first).to_contain_text(name)
    is_untouched(visitor)


def test_theme_names_are_shown_as_they_were_given(visitor):
    turn_to(visitor, "/themes?lang=en")
    expect(visitor.locator("h2.bm-name").first).to_have_text(THEME_EN)
    expect(visitor.locator(".bm-choice").first).to_contain_text(THEME_EN)
    is_untouched(visitor)


AT_ONCE = 16  # values of one parameter in one address
URL_TEXTS = [text for group in ("active", "template", "markdown", "unseen") for text in TEXTS[group].values() if "\ud800" not in text] + [
    "a\n\n![x](http://example.com/a.png)", "a\n\n# b", "a`b`c", "`", "``a``", "x\n\n<img src=x onerror=top.hostile=1>",
]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_parameter_of_the_address_is_more_than_text(visitor, lang):
    for start in range(0, len(URL_TEXTS), AT_ONCE):
        some = URL_TEXTS[start : start + AT_ONCE]
        query = {
            "lang": lang,
            **dict.fromkeys(("theme", "season", "prefecture", "brand", "compare", "step", "deck", "need"), some),
            "q": some[0][:80],
        }
        turn_to(visitor, "/themes?" + urlencode(query, doseq=True))
        notice = visitor.locator("[data-testid=stAlert]").first
        expect(notice).to_be_visible()
        assert notice.locator("img, a, h1, svg:not([class]), script").count() == 0
        is_untouched(visitor)

"""Every page in both languages, and the controls all pages share."""

import re
from dataclasses import replace

import pytest

from brandmap.collection.filters import Collection
from brandmap.collection.view import View
from brandmap.exports.registry import FORMATS, ExportFormat
from brandmap.intake.dataset import OPTIONAL
from brandmap.intake.library import Library, Snapshot
from brandmap.records import Text
from brandmap.schema import TABLES
from brandmap.text import phrase
from brandmap.ui import about, components, deck_chooser, state
from brandmap.ui.pages import PAGES
from tests import ROOT

NAMES = [spec.name for spec in PAGES]


def query(app, name):
    """All values of a URL parameter, as a list."""
    value = app.query_params.get(name, [])
    return [value] if isinstance(value, str) else list(value)


def html(app):
    return "".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", NAMES)
def test_every_page_runs_in_both_languages(open_app, page, lang):
    app = open_app(page, lang=[lang])
    assert list(app.exception) == []
    assert list(app.error) == []
    assert query(app, "lang") == [lang]


def test_chinese_is_the_language_without_a_choice(open_app):
    app = open_app("compare")
    assert phrase("page.compare", "zh") in html(app)
    assert query(app, "lang") == []


def test_a_url_with_invalid_values_is_answered_by_a_notice(open_app):
    app = open_app(brand=["nobody"], theme=["ecology", "bogus"])
    assert list(app.exception) == []
    assert [warning.value for warning in app.warning] == [
        "链接中有无法识别的内容，已忽略：`theme=bogus`、`brand=nobody`"
    ]


def test_broken_data_is_an_error_page_with_every_problem(open_app, monkeypatch, tmp_path):
    """Nothing to show at all: file, rule and remedy, never a traceback."""
    monkeypatch.setattr(state, "library", lambda: Library(tmp_path))
    app = open_app()
    assert list(app.exception) == []
    assert app.title[0].value == phrase("frame.no_data", "zh")
    assert html(app).count("缺少这个文件。") == len(TABLES) - len(OPTIONAL)


def test_each_row_of_exports_says_what_it_is_for(open_app):
    app = open_app("data", lang=["en"])
    said = [element.value for element in app.markdown if element.value.startswith(":small[")]
    assert said == [":small[Teaching]", ":small[Map]", ":small[Data]"]


def test_a_hand_picked_deck_is_exported_in_its_order(open_app, monkeypatch):
    monkeypatch.setattr(deck_chooser, "st", _OpenPopovers(deck_chooser.st))
    app = open_app("present", lang=["zh"], deck=["linxia-night", "maqu-ecology"])
    assert list(app.exception) == []
    buttons = {button.key: button for button in app.get("download_button")}
    assert {"deck_pptx", "deck_pdf", "deck_pdf_problems", "deck_html"} <= buttons.keys()
    assert not {"deck_csv", "deck_qr"} & buttons.keys()


class _OpenPopovers:
    """Streamlit, its popovers opened by the visitor."""

    def __init__(self, streamlit):
        self.streamlit = streamlit

    def __getattr__(self, name):
        return getattr(self.streamlit, name)

    def popover(self, *args, **options):
        opened = self.streamlit.container()
        opened.open = True
        return opened


def test_a_format_of_one_row_has_its_button(open_app, monkeypatch):
    words = Text("纯文本", "Plain text"), Text("一", "One")
    row = ExportFormat("txt", "txt", "text/plain", "data", "no_module:needed", *words)
    monkeypatch.setitem(FORMATS, "txt", row)
    buttons = {button.key: button for button in open_app("data", lang=["en"]).get("download_button")}
    assert buttons["data_txt"].label == "Plain text"
    assert buttons["data_txt"].help == "One"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_about_names_every_key_the_deck_hears(open_app, lang):
    source = (ROOT / "brandmap/front/static/keys.js").read_text()
    names = set(re.findall(r'["\s](\w+|[ .])"?: "(?:next|previous|first|last|black|white|full|leave)"', source))
    assert len(names) == 18
    shown = {"ArrowRight": "→", "ArrowDown": "↓", "ArrowLeft": "←", "ArrowUp": "↑", "Escape": "Esc"}
    shown[" "] = {"zh": "空格", "en": "Space"}[lang]
    words = html(open_app("about", lang=[lang]))
    keys = words[words.index(phrase("about.key", lang)) :]
    assert [
        name for name in sorted(names) if shown.get(name, name.upper() if len(name) == 1 else name) not in keys
    ] == []


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "11 个模式的事实、名称和数字都取自下列 2 个来源。"),
        ("en", "The facts, names and figures of the 11 models come from the 2 sources listed below."),
    ],
)
def test_about_counts_models_and_sources(collection, lang, words):
    """It said “the ten models come from the article below” whatever the data held."""
    first, source = collection.dataset.brands[0], next(iter(collection.dataset.sources.values()))
    dataset = replace(
        collection.dataset,
        brands=(*collection.dataset.brands, replace(first, id="one-more", number=11)),
        sources={**collection.dataset.sources, "second": replace(source, id="second")},
    )
    snapshot = Snapshot(Collection.of(dataset, collection.gazetteer), ())
    assert about.origin(state.PageState(View(), lang, snapshot)).startswith(words)


def test_every_component_is_listed_with_its_licence(open_app):
    """Five packages of requirements.txt were missing from a list kept by hand."""
    pinned = re.findall(r"^([\w.-]+)==([\w.]+)", components.REQUIREMENTS.read_text(encoding="utf-8"), re.M)
    listed = dict(components.components())
    assert list(listed) == [f"{name} {version}" for name, version in pinned]
    assert [name for name, licence in listed.items() if not re.search("MIT|BSD|Apache|MPL|Mozilla|PSF", licence)] == []
    words = html(open_app("about", lang=["en"]))
    assert [name for name in listed if f">{name}<" not in words] == []

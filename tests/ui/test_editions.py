"""Every page with three editions of 30 models: what is shown is of the edition, numbers have the year among others."""

import pytest

from brandmap.intake.library import Library
from brandmap.ui import state
from brandmap.ui.pages import PAGES
from tests.editions import edition_files
from tests.ui.test_pages import html, query

NAMES = [spec.name for spec in PAGES]


@pytest.fixture(scope="module")
def three(files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("three")
    for name, data in edition_files(files).items():
        (folder / f"{name}.csv").write_bytes(data)
    return Library(folder)


@pytest.fixture
def open_three(open_app, monkeypatch, three):
    monkeypatch.setattr(state, "library", lambda: three)
    return open_app


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("edition", [[], ["2024"], ["2025", "2023"], ["all"]], ids="+".join)
@pytest.mark.parametrize("page", NAMES)
def test_every_page_runs(open_three, page, edition, lang):
    app = open_three(page, lang=[lang], edition=edition)
    assert [element.value for kind in (app.exception, app.error, app.warning) for element in kind] == []
    assert query(app, "edition") == edition


@pytest.mark.parametrize(
    ("page", "given", "words"),
    [
        ("finder", {"need": ["drones"], "edition": ["2024"]}, "30 个模式中有 3 个适合"),
        ("finder", {"need": ["drones"], "edition": ["all"]}, "90 个模式中有 9 个适合"),
        ("compare", {"compare": ["m2025-1", "m2023-1"]}, "2023-1"),
        ("compare", {"compare": ["m2024-4", "m2024-5"]}, "2024年入选，第4号"),
    ],
)
def test_what_is_shown_is_of_the_edition(open_three, page, given, words):
    assert words in html(open_three(page, lang=["zh"], **given))


def test_themes_and_calendar_are_of_the_edition(open_three):
    said = html(open_three("themes", lang=["zh"], edition=["2024"]))
    assert "合成模式2024之30" in said
    assert "合成模式2025之30" not in said


def test_about_counts_from_the_data(open_three):
    said = " ".join(element.value for element in open_three("about", lang=["zh"]).markdown)
    assert "3 届评选共 90 个模式的事实、名称和数字都取自下列 1 个来源" in said
    assert "2024 年的报道" not in said

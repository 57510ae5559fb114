"""“Try your own file” in process: dry run, use, every page on it, and the way back."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor

import pytest

from brandmap.exports.sheets.template import template_csv
from brandmap.intake.upload import Trial
from brandmap.text import phrase
from brandmap.ui import own_data, state, turnstile
from brandmap.ui.pages import PAGES
from tests.ui.test_pages import html, query


def own_file(*changes):
    """CSV bytes with a row per change, each the template's example with those cells."""
    heading, example = csv.reader(io.StringIO(template_csv().decode("utf-8-sig")))
    out = io.StringIO()
    writer = csv.DictWriter(out, heading)
    writer.writeheader()
    for n, change in enumerate(changes, 1):
        writer.writerow({**dict(zip(heading, example, strict=True)), "id": f"own-{n}", "number": str(n), **change})
    return out.getvalue().encode()


@pytest.fixture
def uploaded(open_app):
    """``uploaded(data)``: the data page with that file in the uploader."""

    def opened(data, lang="zh", name="own.csv", **parameters):
        app = open_app("data", lang=[lang], **parameters)
        app.file_uploader[0].upload(name, data, "text/csv").run()
        assert list(app.exception) == []
        return app

    return opened


def messages(app):
    return [*(one.value for one in app.success), *(one.value for one in app.warning), *(one.value for one in app.error)]


def test_the_limits_and_the_templates_stand_beside_the_uploader(open_app):
    app = open_app("data", lang=["zh"])
    assert app.file_uploader[0].label == "选择文件，或拖到这里"
    assert (
        "接受 .xlsx、.xls、.ods 和 .csv；文件不超过 2 MB，每张表不超过 500 行、80 列，每格不超过 2,000 字，"
        "工作簿解压后不超过 20 MB；不接受含宏的文件。"
    ) in [caption.value for caption in app.caption]
    labels = [button.label for button in app.get("download_button")]
    assert "Excel 模板" in labels
    assert "CSV 模板" in labels


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "可以使用：2 个模式，另有 1 行未采用，原因见下表。"),
        ("en", "Ready to use: 2 models; 1 row is left out, for the reason listed below."),
    ],
)
def test_the_dry_run_lists_the_bad_row_and_offers_the_good_ones(uploaded, lang, said):
    app = uploaded(own_file({}, {"id": "9 pm"}, {}), lang)
    assert messages(app) == [said]
    shown = html(app)
    for words in (phrase("rule.bad_id", lang), phrase("remedy.bad_id", lang), "9 pm", "id", ">3</td>"):
        assert words in shown
    assert app.button(key="w_own_use").label == phrase("own_data.use", lang)
    # Looking at it changes nothing yet.
    assert models_shown(app) == 10


def test_a_file_that_cannot_be_used_says_why_and_offers_nothing(uploaded):
    app = uploaded(b"a,b\n1,2\n")
    assert messages(app) == ["还不能使用，请按下面的提示修改后再试。"]
    assert "前几行里没有模板中的列名。" in html(app)
    assert [button.key for button in app.button if button.key == "w_own_use"] == []


def test_a_hostile_cell_is_shown_as_text(uploaded):
    app = uploaded(own_file({"hours": "<img src=x onerror=alert(1)>", "name_zh": "{{ 7*7 }}"}))
    shown = html(app)
    assert "&#60;img src=x onerror=alert(1)&#62;" in shown
    assert "<img src=x" not in shown


def test_a_file_being_checked_holds_nothing_that_others_need(uploaded, monkeypatch):
    """Neither the turn to compute a page nor the published data."""
    free = []

    def check(*_):
        with ThreadPoolExecutor(1) as another:
            free.append(another.submit(turn_at_once).result(10))
            free.append(len(another.submit(state.library().current).result(10).collection.brands))
        return Trial(None, ())

    monkeypatch.setattr(own_data, "try_out", check)
    uploaded(own_file({}))
    assert free == [True, 10]


def turn_at_once():
    """Whether a run that asks for its turn now has it without waiting."""
    ticket = turnstile._turnstile.take()
    try:
        return ticket.is_set()
    finally:
        turnstile._turnstile.give_back(ticket)


def models_shown(app):
    """How many rows the table of the data page has."""
    return html(app).count('<th scope="row">')


@pytest.fixture
def in_use(uploaded):
    """The data page with two models of one's own in use."""
    places = {"place": "敦煌", "name_zh": "大漠护游", "name_en": "Desert tourism"}
    app = uploaded(own_file(places, {"place": "jingning"}), theme=["ecology"])
    app.button(key="w_own_use").click().run()
    assert list(app.exception) == []
    return app


def banner(app):
    return [one.value for one in app.info if "自己的文件" in one.value]


def test_using_it_turns_the_page_over_to_it(in_use):
    assert banner(in_use) == [phrase("own_data.banner_many", "zh", n=2)]
    assert models_shown(in_use) == 0  # the filter of the address still holds: ecology
    in_use.query_params.clear()
    in_use.run()
    assert models_shown(in_use) == 2
    # The uploader is a new, empty one: the file itself is not kept.
    assert in_use.file_uploader[0].value is None
    assert messages(in_use) == [phrase("export.qr_own", "zh")]


@pytest.mark.parametrize("page", [spec.name for spec in PAGES])
def test_every_page_runs_on_it_under_the_banner(in_use, page):
    in_use.query_params.clear()
    in_use.query_params["brand"] = "own-1"
    in_use.query_params["compare"] = ["own-1", "own-2"]
    app = in_use.run() if page == "data" else in_use.switch_page(f"pages/{page}.py").run()
    assert list(app.exception) == []
    assert set(messages(app)) <= {phrase("export.qr_own", "zh")}
    assert banner(app) == [phrase("own_data.banner_many", "zh", n=2)]
    assert "甘肃法治报评出" not in html(app)


def test_the_address_is_checked_against_the_collection_in_use(in_use):
    in_use.query_params["brand"] = "maqu-ecology"
    in_use.run()
    assert [one.value for one in in_use.warning] == ["链接中有无法识别的内容，已忽略：`brand=maqu-ecology`"]


def test_with_the_file_its_exports_go(in_use, monkeypatch):
    gone = []
    monkeypatch.setattr(state.context, "forget_exports", lambda: gone.append(True))
    in_use.button(key="w_own_back").click().run()
    assert gone == [True]


def test_the_way_back(in_use):
    in_use.query_params["brand"] = "own-1"
    in_use.run()
    in_use.button(key="w_own_back").click().run()
    assert banner(in_use) == []
    assert query(in_use, "brand") == []
    assert query(in_use, "theme") == ["ecology"]
    assert query(in_use, "own") == []
    assert messages(in_use) == []


@pytest.mark.parametrize("page", [spec.name for spec in PAGES])
def test_a_session_without_the_file_says_that_it_is_gone_until_that_is_read(in_use, open_app, page):
    assert query(in_use, "own") == ["1"]
    app = open_app(page, lang=["zh"], own=["1"], brand=["own-1"])
    gone = phrase("own_data.gone", "zh")
    assert [one.value for one in app.warning if one.value == gone] == [gone]
    app.button(key="w_own_gone").click().run()
    assert gone not in messages(app)
    assert query(app, "own") == []


def test_another_session_sees_the_published_data(in_use, open_app):
    other = open_app("data", lang=["zh"])
    assert banner(other) == []
    assert models_shown(other) == 10
    assert "大漠护游" not in html(other)


def test_the_check_stays_until_it_is_cleared(uploaded):
    app = uploaded(own_file({}), name="甘州<b>.csv")
    app.switch_page("pages/themes.py").run()
    app.switch_page("pages/data.py").run()
    assert messages(app) == ["可以使用：1 个模式，没有行被舍去。"]
    assert "甘州&#60;b&#62;.csv" in html(app)
    app.button(key="w_own_discard").click().run()
    assert messages(app) == []

"""Pages on paper: the whole of what they say, without filters, buttons and links that act."""

import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import turn_to


@pytest.fixture
def printed(visit, tmp_path):
    """The words of a page as Chromium prints it, and how many sheets it takes, once ``last`` is on it."""

    def sheets(path, last):
        turn_to(visit, path)
        expect(visit.locator(last).last).to_be_visible()
        file = tmp_path / "page.pdf"
        visit.pdf(path=str(file), format="A4")
        text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True).stdout.decode()
        return "".join(text.split()), text.count("\f")

    return sheets


def test_a_model_is_printed_with_its_whole_card_and_no_filters(printed):
    """Case 36: the card ended after the setting, and the filters stood on the sheet."""
    words, sheets = printed("/?lang=zh&brand=kang-pepper", ".bm-card .bm-extra")
    parts = ("花椒警务", "扫描·问题", "分析·环境", "应对·做法", "推广条件", "甘肃法治报")
    assert [part for part in parts if part not in words] == []
    assert [part for part in ("导出", "English", "搜索", "在线教学") if part in words] == []
    assert sheets <= 4


@pytest.mark.parametrize(
    ("path", "last", "said", "unsaid"),
    [
        ("/themes?lang=zh", ".bm-hours", ("生态警务", "夜间警务", "季节日历"), ("English",)),
        (
            "/compare?lang=zh&compare=kang-pepper&compare=gangu-orchard",
            ".bmp-table",
            ("花椒警务", "果园警务", "推广条件"),
            ("English", "导出"),
        ),
        (
            "/finder?lang=zh&need=disputes&need=grid_workers",
            "[class*='st-key-fit_']:has-text('所答')",
            ("庭院警务", "所答"),
            ("English", "清除回答"),
        ),
        ("/data?lang=zh", ".bm-data tbody tr", ("生态警务", "夜间警务"), ("English", "导出", "升序")),
    ],
)
def test_a_page_is_printed_without_what_acts(printed, path, last, said, unsaid):
    words, _ = printed(path, last)
    assert [part for part in said if part not in words] == []
    assert [part for part in unsaid if part in words] == []

"""The app in Debian's Firefox: map, filter, click, deck and download, and no error."""

from __future__ import annotations

import shutil

import pytest

from tests.browser.firefox import firefox

MAP = "document.querySelector('iframe[title*=st_folium]')?.contentWindow?.brandmap"


@pytest.fixture
def tab(tmp_path):
    executable = shutil.which("firefox-esr") or shutil.which("firefox")
    if executable is None:
        pytest.skip("Firefox is not installed, and scripts/test.sh could not: apt-get install firefox-esr")
    with firefox(executable, tmp_path) as opened:
        yield opened
        assert opened.errors == []


def test_map_filter_click_deck_and_download_work(tab, server):
    tab.goto(f"{server.url}/?lang=zh")
    tab.until(f"{MAP}?.painted > 0 && {MAP}.state().visible.length === 10")
    tab.click("document.querySelector('#theme-agriculture')")
    tab.until(f"{MAP}.state().visible.length === 3 && location.search.includes('theme=agriculture')")
    frame = "document.querySelector('iframe[title*=st_folium]').contentDocument"
    # By script: the pins move to their places after a filter, and a press would meet where one was.
    tab.until(f"({frame}.querySelector('[role=button][data-brand=kang-pepper]').click(), true)")
    tab.until("document.querySelector('.bm-panel').textContent.includes('康县公安局平洛派出所')")
    tab.until("location.search.includes('brand=kang-pepper')")

    tab.goto(f"{server.url}/present?lang=zh&deck=kang-pepper")
    tab.until(f"{MAP}?.painted > 0")
    tab.press("\ue00f")  # PageDown
    tab.until("document.querySelector('[data-deck-count]').dataset.deckCount === '2'")
    tab.until("location.search.includes('step=2')")

    tab.goto(f"{server.url}/data?lang=zh&theme=agriculture")
    tab.until("document.querySelector('[data-test-script-state=notRunning]') && document.querySelector('.bm-data')")
    tab.until("document.querySelector('.st-key-data_csv button')")
    tab.until("(document.querySelector('.st-key-data_csv button').click(), true)")
    assert tab.downloaded().read_bytes().startswith(b"\xef\xbb\xbf")

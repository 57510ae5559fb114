"""A visitor's own file leaves nothing behind: no file, no line of a log, nothing in the process once they have gone."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from brandmap.exports.registry import FORMATS
from brandmap.text import phrase
from tests import COLLECTION
from tests.serving.conftest import serving
from tests.ui.test_own_data import own_file

ENCODINGS = ("utf-8", "utf-16-le", "gb18030")


def files_under(folder: Path) -> dict[Path, int]:
    """Every file with its size and the time of its last change."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def holding(folder: Path, canary: str) -> list[str]:
    """Files that hold the canary in their name or contents, in any encoding."""
    wanted = [canary.encode(encoding) for encoding in ENCODINGS]
    return [
        str(path)
        for path in folder.rglob("*")
        if canary in path.name or (path.is_file() and any(one in path.read_bytes() for one in wanted))
    ]


def used(page: Page, canary: str) -> None:
    """The whole way: a file with good rows and bad ones, tried, used, shown on the pages, exported, given back."""
    page.get_by_text(phrase("own_data.title", "zh"), exact=True).click()
    # A row that is shown, a cell that is refused, an unknown column: each a way into a message.
    data = own_file({"id": "canary", "name_zh": canary[:20], "note_zh": canary}, {"hours": canary}, {"theme": canary})
    data += f"{canary}\n".encode()
    page.locator(".st-key-own_data input[type=file]").set_input_files(
        {"name": f"{canary}.csv", "mimeType": "text/csv", "buffer": data}
    )
    expect(page.get_by_text(f"{canary}.csv")).to_be_visible()
    page.get_by_role("button", name=phrase("own_data.use", "zh")).click()
    expect(page.locator(".st-key-own_banner")).to_be_visible()
    for name in ("themes", "compare", "finder", "about", "map", "data"):
        page.get_by_role("link", name=phrase(f"nav.{name}", "zh"), exact=True).click()
        expect(page.locator(".st-key-own_banner")).to_be_visible()
    for name in ("csv", "xlsx"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=FORMATS[name].label.zh).first.click()
        assert waiting.value.failure() is None


@pytest.fixture
def surroundings(tmp_path):
    """Home, folder for temporary files and working directory of a server, all to themselves."""
    for name in ("home", "tmp"):
        (tmp_path / name).mkdir()
    return {"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp")}


def test_neither_disk_nor_log_knows_of_it(installation, surroundings, tmp_path, browser):
    canary = f"金丝雀{secrets.token_hex(8)}"
    with serving(tmp_path, top=installation, environment=surroundings) as server:
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{server.url}/data?lang=zh")
        expect(page.get_by_text("共 10 个模式")).to_be_visible()
        before = files_under(tmp_path)
        used(page, canary)
        while_in_use = holding(tmp_path, canary)
        page.context.close()
        assert while_in_use == []
        assert holding(tmp_path, canary) == []
        logs = {tmp_path / f"{server.port}.{kind}" for kind in ("out", "err")}
        after = files_under(tmp_path)
        assert {path for path in after if after[path] != before.get(path)} <= logs
        assert (installation / "data" / "brands.csv").read_bytes() == (COLLECTION / "brands.csv").read_bytes()
        # Nothing of it was open as a file without a name either.
        descriptors = Path(f"/proc/{server.process.pid}/fd")
        assert [one for one in descriptors.iterdir() if "(deleted)" in str(one.readlink())] == []
        assert "/_stcore/upload_file/…" in {entry["path"] for entry in server.log()}
    assert holding(tmp_path, canary) == []

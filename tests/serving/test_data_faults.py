"""Files that go missing, break or cannot be read while visitors are on the app: a page or plain words, never a
traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from brandmap.text import phrase
from brandmap.ui.pages import PAGES
from tests import COLLECTION, ROOT
from tests.serving.conftest import Server, eventually, serving, visiting
from tests.serving.proxy import settled
from tests.serving.tabs import Tab, all_read, reading, views

SWAPS = 100
PAGE_NAMES = ["" if spec.name == "map" else spec.name for spec in PAGES]


@pytest.fixture
def folder(tmp_path):
    """A data folder of its own."""
    data = tmp_path / "data"
    shutil.copytree(COLLECTION, data)
    return data


def replaced(path, data):
    """Put in place in one step, as ``mv`` does."""
    beside = path.with_suffix(".new")
    beside.write_bytes(data)
    beside.replace(path)


def plain(page):
    """Whether a page shows neither a traceback nor Streamlit's own words for an error."""
    return "Traceback" not in page and "exception {" not in page


def all_pages(server: Server, lang: str) -> list[str]:
    with visiting(server.url) as visitor:
        return [visitor.page(f"lang={lang}", name) for name in PAGE_NAMES]


def absent(path):
    path.unlink()


def empty(path):
    path.write_bytes(b"")


def half_written(path):
    """Cut at the end of a line, where nothing shows that more is to come."""
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:6]))


def unreadable(path):
    path.unlink()
    path.symlink_to("/proc/self/mem")  # exists, and reading it fails, for root too


def garbage(path):
    path.write_bytes(bytes(range(256)) * 40)


def pipe(path):
    """Reading it would wait for a writer for good."""
    path.unlink()
    os.mkfifo(path)


DAMAGES = (absent, empty, unreadable, garbage, pipe)


def test_a_server_that_starts_without_usable_data_says_what_to_mend(folder, tmp_path):
    path = folder / "brands.csv"
    good = path.read_bytes()
    path.unlink()
    with serving(tmp_path, environment={"BRANDMAP_DATA": str(folder)}) as server:
        for number, damage in enumerate(DAMAGES):
            path.unlink(missing_ok=True)
            path.write_bytes(good)
            damage(path)
            assert server.get("/readyz").status == 503
            # In the browser's language: the address is looked at once there is data.
            with visiting(server.url, language="en" if number % 2 else "zh") as visitor:
                for name in PAGE_NAMES:
                    page = visitor.page(page=name)
                    assert plain(page), damage
                    assert phrase("frame.no_data", "en" if number % 2 else "zh") in page
                    assert "brands.csv" in page
            # Each fault is one line, however many visitors meet it.
            assert server.errors().count("data not used: brands.csv") == number + 1, damage
        path.unlink(missing_ok=True)
        path.write_bytes(good)
        assert "brandmap.page" in all_pages(server, "en")[0]
        assert server.get("/readyz").status == 200
        assert "Traceback" not in server.errors()


def test_a_file_that_breaks_later_changes_no_page_but_for_a_notice(folder, tmp_path):
    path = folder / "brands.csv"
    good = path.read_bytes()
    environment = {"BRANDMAP_DATA": str(folder)}
    with serving(tmp_path, environment=environment) as server, visiting(server.url) as staying:
        for damage in (*DAMAGES, half_written):
            assert phrase("frame.data_failed", "en") not in staying.page("lang=en"), damage
            damage(path)
            for lang in ("zh", "en"):
                pages = all_pages(server, lang)
                assert all(map(plain, pages)), damage
                # Of a half-written file the rows that arrived whole are shown, and About lists the others.
                noticed = [phrase("frame.data_failed", lang) in page for page in pages]
                assert noticed == [damage is not half_written] * len(pages), damage
            assert plain(staying.page("lang=en&brand=maqu-ecology"))
            assert server.get("/readyz").status == 200
            path.unlink(missing_ok=True)
            path.write_bytes(good)
        assert "Traceback" not in server.errors()


def test_files_swapped_a_hundred_times_under_visitors(folder, tmp_path):
    """Every page is whole: of one snapshot or of the other, and of the last good one while a file is broken."""
    path = folder / "brands.csv"
    good = path.read_bytes()
    renamed = good.replace("生态警务".encode(), "水源警务".encode())
    broken = (b"", good[:300], b"id\n", b"\xff\xfe\x00")
    with serving(tmp_path, environment={"BRANDMAP_DATA": str(folder)}) as server:
        tabs = [Tab(server.url, *view) for view in views()[:8]]
        with reading(tabs):
            all_read(tabs, 1)()
            for number in range(SWAPS):
                content = (good, renamed, broken[number // 3 % len(broken)])[number % 3]
                if number % 2:
                    replaced(path, content)
                else:
                    path.write_bytes(content)  # as an editor does that does not care: cut first, then filled
                before = sum(tab.good for tab in tabs)
                eventually(lambda before=before: sum(tab.good for tab in tabs) > before, "a page after the swap")
            replaced(path, renamed)
            all_read(tabs, 2)()
        assert [failure for tab in tabs for failure in tab.failures] == []
        with visiting(server.url) as visitor:
            assert "水源警务" in visitor.page("lang=zh", page="themes")
        assert "Traceback" not in server.errors()
        assert server.metric("brandmap_data_failure") == 0


def test_an_installation_without_boundaries_says_so(installation, tmp_path):
    with serving(tmp_path, top=damaged(installation)) as server:
        assert "geo/units.csv" in server.get("/readyz").text
        for page in all_pages(server, "zh"):
            assert plain(page)
            assert "geo/counties.geojson" in page
            assert "geo/units.csv" in page
        assert server.errors().count("data not used: geo/") == 2
        for name in ("counties.geojson", "units.csv"):
            shutil.copy(ROOT / "data" / "geo" / name, installation / "data" / "geo")
        assert "brandmap.page" in all_pages(server, "en")[0]


def damaged(installation):
    for name in ("counties.geojson", "units.csv"):
        (installation / "data" / "geo" / name).unlink()
    return installation


def test_boundaries_that_vanish_later_are_not_missed(installation, tmp_path, browser):
    with serving(tmp_path, top=installation) as server:
        (installation / "data" / "geo" / "counties.geojson").unlink()
        assert all(map(plain, all_pages(server, "zh")))
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{server.url}/?lang=zh")
        settled(page, "生态警务")
        frame = page.frame_locator("iframe").first
        frame.locator("path.bm-county").first.wait_for(state="attached", timeout=20_000)
        assert frame.locator(".bm-pin").count() == 10
        page.close()


MOUNTS = (
    shutil.which("unshare")
    and os.geteuid() == 0
    and (subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode == 0)
)


@pytest.mark.skipif(not MOUNTS, reason="no mount namespaces here")
def test_a_read_only_disk_is_enough(installation, tmp_path):
    """No folder can be written to, /tmp neither."""
    read_only = 'mount -o remount,bind,ro / && exec "$@"'
    with serving(tmp_path, top=installation, under=("unshare", "--mount", "bash", "-c", read_only, "--")) as server:
        assert os.statvfs(f"/proc/{server.process.pid}/root{tmp_path}").f_flag & os.ST_RDONLY
        assert all(map(plain, all_pages(server, "en")))
        assert "brandmap.page" in all_pages(server, "en")[0]
        assert "Traceback" not in server.errors()


@pytest.mark.skipif(not MOUNTS, reason="no mount namespaces here")
def test_a_full_disk_leaves_no_half_written_export(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    export = [sys.executable, "-m", "brandmap", "export", "--format", "html", "--out", f"{small}/"]
    steps = 'mount -t tmpfs -o size=64k tmpfs "$0" && { "$@"; echo "status $?"; ls -A "$0"; }'
    command = ["unshare", "--mount", "bash", "-c", steps, str(small), *export]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.splitlines() == ["status 1"]  # and nothing in the folder
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_exporting_from_an_unreadable_folder_is_said_plainly(folder, tmp_path):
    unreadable(folder / "brands.csv")
    command = [sys.executable, "-m", "brandmap", "export", "--format", "csv", "--out", str(tmp_path / "a.csv")]
    done = subprocess.run(
        [*command, "--data", str(folder)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for lang in ("zh", "en"):
        assert phrase("rule.unreadable_file", lang) in done.stderr

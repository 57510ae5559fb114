"""The audit log: off by default, one line for each page and export, in a file that only grows."""

from __future__ import annotations

import json
import stat
from logging.handlers import RotatingFileHandler
from types import SimpleNamespace

import pytest

from brandmap.settings import CHINA, Settings
from brandmap.ui import audit


@pytest.fixture
def entries(monkeypatch, tmp_path):
    """Reads the entries of an audit log that is on."""
    path = tmp_path / "audit.log"
    on = Settings.from_environment({"BRANDMAP_AUDIT_LOG": str(path)})
    monkeypatch.setattr(audit, "settings", lambda: on)
    monkeypatch.setattr(audit.sign_in, "visitor", lambda: "li@example.gov.cn")
    audit._file.cache_clear()
    audit.check()
    yield lambda: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for handler in audit._file().handlers[:]:
        audit._file().removeHandler(handler)
        handler.close()
    audit._file.cache_clear()


def test_it_is_off_by_default(monkeypatch):
    monkeypatch.setattr(audit, "settings", lambda: SimpleNamespace(audit_log=None, time_zone=CHINA))
    audit._file.cache_clear()
    audit.note("page", page="map")
    assert audit._file() is None
    audit._file.cache_clear()


def test_who_when_what_and_result(entries, tmp_path):
    audit.note("page", page="map")
    audit.note("export", "failed", who="wang\n{}", format="pptx", models=3)
    first, second = entries()
    time = first.pop("time")
    assert time.endswith("+08:00")
    assert first == {"who": "li@example.gov.cn", "event": "page", "page": "map", "result": "ok"}
    assert (second["who"], second["format"], second["models"], second["result"]) == ("wang\n{}", "pptx", 3, "failed")
    assert stat.S_IMODE((tmp_path / "audit.log").stat().st_mode) == 0o600


def test_full_files_are_kept_aside(entries, tmp_path, monkeypatch):
    (handler,) = [one for one in audit._file().handlers if isinstance(one, RotatingFileHandler)]
    monkeypatch.setattr(handler, "maxBytes", 300)
    for number in range(10):
        audit.note("page", page=f"page {number}")
    files = sorted(tmp_path.glob("audit.log*"))
    lines = [json.loads(line)["page"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    assert sorted(lines) == [f"page {number}" for number in range(10)]
    assert len(files) > 2


def test_an_entry_that_cannot_be_written_stops_no_page(entries, monkeypatch, caplog):
    (handler,) = [one for one in audit._file().handlers if isinstance(one, RotatingFileHandler)]

    def full(_text):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(handler.stream, "write", full, raising=False)
    monkeypatch.setattr(handler, "stream", SimpleNamespace(write=full, flush=lambda: None, close=lambda: None))
    monkeypatch.setattr(handler, "shouldRollover", lambda _record: False)
    audit.note("page", page="map")
    assert "audit log: an entry could not be written" in caplog.text
    assert "Traceback" not in caplog.text

"""``python -m brandmap export``: arguments, files, messages, exit statuses."""

import argparse
import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from brandmap.__main__ import main
from brandmap.collection.filters import FACETS
from brandmap.commands import atomic
from brandmap.commands import export as export_command
from brandmap.commands.atomic import write_atomically
from brandmap.settings import Settings, today
from tests import ROOT


def export(*arguments):
    return main(["export", *map(str, arguments)])


@pytest.mark.parametrize("name", ["pptx", "pdf", "png", "svg", "html", "xlsx", "csv", "geojson"])
def test_every_format_is_written(name, tmp_path, capsys):
    target = tmp_path / f"out.{name}"
    assert export("--format", name, "--lang", "zh", "--brand", "kang-pepper", "--out", target) == 0
    assert target.stat().st_size > 1000
    assert "已写入" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == [target.name]


def test_filters_are_those_of_the_pages(tmp_path, capsys):
    target = tmp_path / "out.csv"
    arguments = ["--theme", "agriculture", "--theme", "community", "--season", "summer", "--prefecture", "白银市"]
    assert export("--format", "csv", "--lang", "zh", *arguments, "--out", target) == 0
    rows = target.read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(",")[1] for row in rows[1:]] == ['"huining-melon"']
    assert "1 个模式" in capsys.readouterr().err


def test_a_prefecture_may_be_said_as_code_or_name(tmp_path):
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    assert export("--format", "csv", "--prefecture", "622900", "--out", first) == 0
    assert export("--format", "csv", "--prefecture", "临夏", "--out", second) == 0
    assert first.read_bytes() == second.read_bytes()


def test_named_models_keep_their_order(tmp_path):
    target = tmp_path / "out.csv"
    assert export("--format", "csv", "--brand", "linxia-night", "--brand", "maqu-ecology", "--out", target) == 0
    rows = target.read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(",")[1] for row in rows[1:]] == ['"linxia-night"', '"maqu-ecology"']


def test_html_may_be_a_folder(tmp_path):
    assert export("--format", "html", "--lang", "en", "--out", tmp_path / "new" / "site") == 0
    assert (tmp_path / "new" / "site" / "index.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_answers_are_an_option_of_the_handout(tmp_path):
    plain, full = tmp_path / "1.pdf", tmp_path / "2.pdf"
    assert export("--format", "pdf", "--lang", "zh", "--out", plain) == 0
    assert export("--format", "pdf", "--lang", "zh", "--answers", "--out", full) == 0
    assert full.stat().st_size > plain.stat().st_size


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--theme", "farming"], "没有这个--theme：farming。可选：ecology, technology"),
        (["--season", "monsoon"], "no such --season: monsoon. Choose from: spring"),
        (["--prefecture", "北京"], "no such --prefecture: 北京. Choose from: 620100"),
        (["--brand", "nobody"], "没有这个--brand：nobody"),
        (["--answers"], "--answers goes with pdf, not with csv"),
        (["--q", "瓜" * 81], "search words may have at most 80 characters"),
    ],
)
def test_a_wrong_value_is_refused_with_the_choices(arguments, said, tmp_path, capsys):
    assert export("--format", "csv", *arguments, "--out", tmp_path / "out.csv") == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("out", "status", "said"),
    [
        ("", 2, "是文件夹"),
        ("out.pdf", 2, "use .csv"),
        ("missing/out.csv", 1, "cannot write"),
    ],
)
def test_a_wrong_target_is_refused(out, status, said, tmp_path, capsys):
    assert export("--format", "csv", "--out", tmp_path / out) == status
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_no_model_writes_nothing(tmp_path, capsys):
    assert export("--format", "csv", "--q", "没有这样的词", "--out", tmp_path / "out.csv") == 1
    assert "no model matches, nothing was written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_broken_data_is_named_and_nothing_is_written(tmp_path, capsys):
    (tmp_path / "data").mkdir()
    assert export("--format", "csv", "--data", tmp_path / "data", "--out", tmp_path / "out.csv") == 1
    said = capsys.readouterr().err
    assert "brands.csv" in said
    assert "nothing was written" in said
    assert not (tmp_path / "out.csv").exists()


def test_progress_is_said_only_when_it_takes_time(monkeypatch, capsys):
    monkeypatch.setattr(export_command, "FIRST_WAIT", 0.0)
    monkeypatch.setattr(export_command, "_report", spoken := _Spoken())
    with export_command._progress("working"):
        spoken.wait_for(1)
    assert spoken.lines[0] == "working"
    monkeypatch.setattr(export_command, "FIRST_WAIT", 60.0)
    spoken.lines.clear()
    with export_command._progress("working"):
        pass
    assert spoken.lines == []


class _Spoken:
    """Collects lines and lets a test wait for them."""

    def __init__(self):
        self.lines, self.changed = [], threading.Condition()

    def __call__(self, words):
        with self.changed:
            self.lines.append(words)
            self.changed.notify_all()

    def wait_for(self, n):
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.lines) >= n, timeout=10)


def test_a_failure_leaves_the_old_file_whole(tmp_path, monkeypatch):
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")

    def full(self, other):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["out.csv"]


def test_a_written_file_is_as_readable_as_any(tmp_path):
    mask = os.umask(0o022)
    try:
        write_atomically(tmp_path / "out.csv", b"new")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o644


def test_a_link_is_followed_and_the_permissions_of_a_file_stay(tmp_path):
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_what_is_no_file_or_may_not_be_written_is_refused(tmp_path, capsys):
    pipe, kept = tmp_path / "pipe.csv", tmp_path / "kept.csv"
    os.mkfifo(pipe)
    kept.write_bytes(b"old")
    kept.chmod(0o444)
    assert export("--format", "csv", "--out", pipe) == 1
    assert "不是普通文件 / not a regular file" in capsys.readouterr().err
    assert export("--format", "csv", "--out", kept) == 1
    assert "Permission denied" in capsys.readouterr().err
    assert (stat.S_ISFIFO(pipe.stat().st_mode), kept.read_bytes()) == (True, b"old")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["kept.csv", "pipe.csv"]


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path):
    target = tmp_path / f"{'n' * 251}.csv"
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_writing_leaves_no_part(number, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda file: signal.raise_signal(number))
    before = signal.signal(number, signal.SIG_DFL)
    try:
        with pytest.raises(KeyboardInterrupt):
            write_atomically(tmp_path / "out.csv", b"new")
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)
    assert list(tmp_path.iterdir()) == []


_WRITING = """
import os, sys
from pathlib import Path
from brandmap.commands.atomic import write_atomically

def slow(file):
    print("writing", flush=True)
    sys.stdin.read()

os.fsync = slow
write_atomically(Path(sys.argv[1]), b"half")
"""


@contextmanager
def _writer(target):
    """A process that has written its unfinished file and goes no further."""
    command = [sys.executable, "-c", _WRITING, str(target)]
    pipe = subprocess.PIPE  # nothing comes through it to the process, which waits
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        try:
            assert process.stdout.readline() == b"writing\n"
            yield process
        finally:
            process.kill()


def test_what_a_killed_process_left_is_gone_with_the_next_file(tmp_path):
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    with _writer(target) as process:
        process.kill()
    assert (target.read_bytes(), len(list(tmp_path.iterdir()))) == (b"old", 2)
    write_atomically(tmp_path / "other.csv", b"new")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["other.csv", "out.csv"]


def test_the_unfinished_file_of_a_process_at_work_is_left_alone(tmp_path):
    with _writer(tmp_path / "out.csv"):
        write_atomically(tmp_path / "other.csv", b"new")
        assert len(list(tmp_path.glob(".brandmap.*.part"))) == 1


def test_a_process_told_to_stop_removes_its_unfinished_file(tmp_path):
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    with _writer(target) as process:
        process.terminate()
        process.wait(10)
    assert (target.read_bytes(), [file.name for file in tmp_path.iterdir()]) == (b"old", ["out.csv"])


def test_a_folder_that_cannot_be_read_or_locked_is_written_to(tmp_path, monkeypatch):
    def unlockable(handle, operation):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(atomic.fcntl, "flock", unlockable)
    (tmp_path / ".brandmap.of-somebody.part").touch()
    write_atomically(tmp_path / "out.csv", b"new")
    assert sorted(file.name for file in tmp_path.iterdir()) == [".brandmap.of-somebody.part", "out.csv"]


def test_the_day_on_a_file_is_chinas(monkeypatch):
    """A server in UTC, at 00:18 in Beijing, wrote yesterday's date."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 11, 25, 16, 18, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr("brandmap.settings.datetime", Clock)
    assert today() == date(2026, 11, 26)
    london = Settings.from_environment({"BRANDMAP_TIME_ZONE": "Europe/London"})
    monkeypatch.setattr("brandmap.settings.settings", lambda: london)
    assert today() == date(2026, 11, 25)
    for wrong in ("Mars", "../etc/passwd", "/etc/passwd"):
        with pytest.raises(ValueError, match="BRANDMAP_TIME_ZONE must name a time zone such as Asia/Shanghai"):
            Settings.from_environment({"BRANDMAP_TIME_ZONE": wrong})


def test_every_facet_is_an_option():
    parser = argparse.ArgumentParser()
    export_command.add_arguments(parser)
    assert vars(parser.parse_args(["--format", "csv", "--out", "x.csv"])).keys() >= FACETS.keys()


def test_ctrl_c_is_a_word_and_leaves_nothing_behind(tmp_path, monkeypatch, capsys):
    def stopped(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(export_command, "write_atomically", stopped)
    assert export("--format", "csv", "--out", tmp_path / "out.csv") == 130
    assert capsys.readouterr().err == "brandmap export: 已中断 / interrupted\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_named_and_nothing_is_left(tmp_path, monkeypatch, capsys):
    """The part file is written to a device that is always full."""
    full = open("/dev/full", "r+b", buffering=0)  # noqa: SIM115 # closed by the code under test

    def part(prefix, suffix, dir):
        name = str(Path(dir) / f"{prefix}x{suffix}")
        Path(name).touch()
        return full.fileno(), name

    monkeypatch.setattr(atomic.tempfile, "mkstemp", part)
    monkeypatch.setattr(atomic.os, "fdopen", lambda handle, mode: full)
    assert export("--format", "csv", "--out", tmp_path / "out.csv") == 1
    assert "No space left on device" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []

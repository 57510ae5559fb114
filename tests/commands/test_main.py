"""Every command ends in a sentence and an exit status: closed pipe, narrow console, full disk, names too long."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from brandmap import __main__ as command_line
from tests import COLLECTION, ROOT

DATA = str(COLLECTION)


def ran(*arguments, stdout=subprocess.PIPE, **environment):
    """The finished process of one command."""
    command = [sys.executable, "-m", "brandmap", *arguments]
    settings = {**os.environ, **environment}
    return subprocess.run(
        command, cwd=ROOT, stdout=stdout, stderr=subprocess.PIPE, env=settings, timeout=120, check=False
    )


@pytest.mark.parametrize(
    "arguments", [["validate", DATA], ["validate", DATA, "--lang", "en"], ["--help"], ["export", "--help"]]
)
def test_a_reader_who_leaves_ends_any_command_quietly(arguments):
    reading, writing = os.pipe()
    os.close(reading)
    done = ran(*arguments, stdout=writing)
    os.close(writing)
    # The help is written by argparse, which takes no notice.
    assert done.returncode in ((0, command_line.PIPE_CLOSED) if "--help" in arguments else (command_line.PIPE_CLOSED,))
    assert done.stderr == b""


def test_a_full_disk_behind_the_output_is_named():
    with open("/dev/full", "wb") as full:
        done = ran("validate", DATA, stdout=full)
    assert (done.returncode, done.stderr) == (1, b"brandmap validate: No space left on device\n")


def test_a_dash_is_standard_output(tmp_path):
    arguments = ["export", "--format", "xlsx", "--data", DATA, "--out"]
    file = tmp_path / "out.xlsx"
    assert ran(*arguments, str(file)).returncode == 0
    done = ran(*arguments, "-")
    assert (done.returncode, done.stdout) == (0, file.read_bytes())
    assert "已写入 -：" in done.stderr.decode()
    with open("/dev/full", "wb") as full:
        done = ran(*arguments, "-", stdout=full)
    assert (done.returncode, done.stderr.decode().splitlines()[-1]) == (
        1, "brandmap export: 无法写入 -：No space left on device / cannot write -: No space left on device",
    )  # fmt: skip


def test_a_reader_of_an_export_who_leaves_ends_it_quietly():
    reading, writing = os.pipe()
    os.close(reading)
    done = ran("export", "--format", "csv", "--data", DATA, "--out", "-", stdout=writing)
    os.close(writing)
    assert (done.returncode, b"cannot write" in done.stderr) == (command_line.PIPE_CLOSED, False)


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_a_console_without_the_characters_gets_their_numbers(encoding, tmp_path):
    file = tmp_path / "brands.csv"
    file.write_text("id,བོད\nx,y\n", encoding="utf-8")
    done = ran("validate", str(file), PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"\\u0f56\\u0f7c\\u0f51" in done.stdout
    done.stdout.decode(encoding)  # nothing but what the console can show


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "x" * 300],
        ["validate", "x/" * 3000],
        ["template", "--out", "x" * 300 + ".csv"],
        ["export", "--format", "csv", "--out", "x" * 300 + ".csv"],
    ],
)
def test_a_name_that_is_too_long_is_refused_in_a_sentence(arguments):
    done = ran(*arguments)
    assert done.returncode == 1
    assert b"File name too long" in done.stderr
    assert b"Traceback" not in done.stderr


def broken(_arguments):
    raise KeyError("id")


def test_an_error_nobody_foresaw_is_a_sentence_and_a_traceback_on_request(monkeypatch, capsys):
    monkeypatch.setattr("brandmap.commands.validate.run", broken)
    assert command_line.main(["validate", DATA]) == 1
    words = capsys.readouterr().err
    assert words.count("\n") == 1
    assert words.startswith("brandmap validate: 程序出现未预料的错误（KeyError: 'id'）")
    monkeypatch.setenv(command_line.TRACEBACK, "1")
    assert command_line.main(["validate", DATA]) == 1
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_an_interrupted_command_says_so(monkeypatch, capsys):
    def interrupted(_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("brandmap.commands.validate.run", interrupted)
    assert command_line.main(["validate", DATA]) == command_line.INTERRUPTED
    assert capsys.readouterr().err == "brandmap validate: 已中断 / interrupted\n"


def test_what_is_no_ordinary_file_is_refused_and_not_waited_for(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("geo"))
    (folder / "brands.csv").unlink()
    (folder / "themes.csv").unlink()
    os.mkfifo(folder / "brands.csv")
    (folder / "themes.csv").symlink_to("/dev/zero")
    for path, words in ((pipe, "not an ordinary file"), ("/dev/zero", "not an ordinary file")):
        done = ran("validate", str(path), "--lang", "en")
        assert (done.returncode, done.stdout) == (1, b"")
        assert words in done.stderr.decode()
    done = ran("validate", str(folder), "--lang", "en")
    assert done.returncode == 1
    assert done.stdout.decode().count("The file cannot be read.") == 2


def test_an_empty_path_is_not_the_current_folder():
    done = ran("validate", "")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"argument PATH: must not be empty" in done.stderr

"""Loader and commands on damaged copies of the data folder: a result or a sentence, never a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brandmap.__main__ import main
from brandmap.intake.dataset import folder_files, load
from brandmap.intake.problems import DataError
from tests.hostile.damages import damage, restore

ORDINARY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@ORDINARY
@given(chance=st.randoms(use_true_random=False))
def test_whatever_lies_in_the_folder_each_command_ends_in_words(chance, gazetteer, capsys):
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "data", Path(name) / "out.csv"
        folder.mkdir()
        restore(folder)
        damage(folder, chance)
        try:
            loaded = load(folder_files(folder), gazetteer)
            models, complete = len(loaded.dataset.brands), not loaded.left_out
        except DataError:
            models, complete = 0, False
        capsys.readouterr()
        assert main(["validate", str(folder), "--lang", "en"]) == (0 if complete else 1)
        words = capsys.readouterr()
        assert words.err == ""
        assert words.out.startswith(f"Ready to use: {models} model" if models else "It cannot be used yet.")
        assert main(["export", "--format", "csv", "--out", str(out), "--data", str(folder)]) == (0 if models else 1)
        assert capsys.readouterr().err.startswith("brandmap export: ")
        assert out.exists() == bool(models)

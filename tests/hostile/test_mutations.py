"""Files spoilt at random, from a seed: whatever the bytes, a dataset or a DataError, soon and in little memory.

500 files in an ordinary run; BRANDMAP_MUTANTS=5000 for all of them.
"""

# ruff: noqa: E501 - payloads and tables of them stay on one line

import os
import random
import time
import tracemalloc

import pytest

from brandmap.intake.dataset import load
from brandmap.intake.problems import DataError
from brandmap.schema import TABLES
from tests.hostile.corpus import all_cases
from tests.hostile.texts import TEXTS

MUTANTS = int(os.environ.get("BRANDMAP_MUTANTS", "500"))
BATCH = 100
SEED = 20241230
SECONDS = 2
BYTES = 50 * 1024 * 1024
MEASURED = 20  # the first of each batch also have their memory measured, which is slow
LARGEST = 300_000  # bytes of a corpus file that is spliced: the very large ones have their own cases

PIECES = [text.encode("utf-8", "surrogatepass") for texts in TEXTS.values() for text in texts.values()] + [
    b'"', b'""', b",", b"\n", b"\r", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x81\x30\x81\x30", b";", b"\t", "，".encode(),
    b"," * 500, b"\n" * 500, b'"' * 501, b"9" * 500, "长".encode() * 3000,
]  # fmt: skip


@pytest.fixture(scope="module")
def stock(files):
    """Published files and those of the corpus, by table."""
    found = {name: [data] for name, data in files.items()}
    for case in all_cases():
        for name, data in case.files(files).items():
            if data != files[name] and len(data) <= LARGEST:
                found[name].append(data)
    return found


def spoilt(data, stock, chance):
    """One to three changes: bytes flipped, cut, repeated, spliced with another file, a piece put in, another encoding."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        at, end = sorted(chance.choices(range(len(made) + 1), k=2))
        kind = chance.randrange(7)
        if kind == 0:
            highest = chance.choice((127, 127, 256))  # the lower ones leave the encoding whole more often
            for _ in range(chance.randint(1, 20)):
                if made and made[place := chance.randrange(len(made))] < highest:
                    made[place] = chance.randrange(highest)
        elif kind == 1:
            del made[at : min(end, at + chance.choice((1, 3, 50, 100_000)))]
        elif kind == 2:
            made[at:at] = made[at : min(end, at + 2000)]
        elif kind == 3:
            other = chance.choice(stock)
            made[at:] = other[chance.randrange(len(other) + 1) :]
        elif kind in (4, 5):
            made[at:at] = chance.choice(PIECES)
        else:
            made = bytearray(
                made.decode("utf-8", "replace").encode(
                    chance.choice(("gb18030", "utf-16", "big5", "cp1252")), "replace"
                )
            )
    return bytes(made)


def test_the_batches_are_reproducible(stock):
    one, other = (spoilt(stock["brands"][0], stock["brands"], random.Random(SEED)) for _ in range(2))
    assert one == other != stock["brands"][0]


@pytest.mark.parametrize("batch", range(max(1, MUTANTS // BATCH)))
def test_spoilt_files_give_a_typed_result(batch, files, stock, gazetteer, record_property):
    chance = random.Random(SEED + batch)
    longest = peak = 0.0
    kinds = {"loaded": 0, "refused": 0}
    for number in range(BATCH):
        table = chance.choice((*TABLES, "brands", "brands"))
        data = spoilt(chance.choice(stock[table]), stock[table], chance)
        if number < MEASURED:
            tracemalloc.start()
        started = time.perf_counter()
        try:
            result = load({**files, table: data}, gazetteer)
            kinds["loaded"] += 1
            problems = result.problems
            assert result.dataset.brands != ()
        except DataError as error:
            kinds["refused"] += 1
            problems = error.problems
            assert any(problem.fatal for problem in problems)
        if number < MEASURED:
            peak = max(peak, tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        else:
            longest = max(longest, time.perf_counter() - started)
        for problem in problems[:50]:
            assert "\n" not in problem.line("zh") + problem.line("en")
    record_property("longest", longest)
    record_property("peak", peak)
    print(f"batch {batch}: {kinds}, longest {longest:.3f} s, peak {peak / 1e6:.1f} MB")
    assert longest < SECONDS
    assert peak < BYTES
    assert min(kinds.values()) > 0

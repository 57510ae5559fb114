"""Damage a data folder as disks, editors and copying do: one to three files spoilt, gone, exchanged or no files."""

from __future__ import annotations

import os
import shutil

from brandmap.schema import TABLES
from tests import COLLECTION
from tests.hostile.test_mutations import spoilt

GOOD = {table.filename: (COLLECTION / table.filename).read_bytes() for table in TABLES.values()}


def restore(folder):
    """Make the folder whole again."""
    for name, data in GOOD.items():
        remove(folder / name)
        (folder / name).write_bytes(data)


def damage(folder, chance):
    """Damage a whole folder; return in words what was done."""
    done = []
    for name in chance.sample(sorted(GOOD), chance.randint(1, 3)):
        path = folder / name
        kind = chance.choice(("spoilt", "spoilt", "spoilt", "cut", "empty", "gone", "other", "link", "pipe", "folder"))
        remove(path)
        if kind == "spoilt":
            path.write_bytes(spoilt(GOOD[name], [*GOOD.values()], chance))
        elif kind == "cut":
            path.write_bytes(GOOD[name][: chance.randrange(len(GOOD[name]))])
        elif kind == "empty":
            path.write_bytes(b"")
        elif kind == "other":
            path.write_bytes(GOOD[chance.choice(sorted(GOOD))])
        elif kind == "link":
            path.symlink_to("/proc/self/mem")  # exists, and reading it fails, for root too
        elif kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        done.append(f"{name}: {kind}")
    return ", ".join(done)


def remove(path):
    """Remove whatever stands there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)

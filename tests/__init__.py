"""Run every test of behaviour on the frozen collection; only tests/content reads the published data folder.

A package is imported before its modules, so the variable stands before ``brandmap`` reads it, and every server and
command that a test starts inherits it.
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLLECTION = ROOT / "tests" / "data" / "collection"

os.environ["BRANDMAP_DATA"] = str(COLLECTION)

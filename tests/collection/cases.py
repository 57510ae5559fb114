"""Read the cases of filter and search that Python and JavaScript must both pass: tests/data/filter_cases.json.

Each names ``filters`` (groups that restrict) and the ``numbers`` of the models kept; some also ``counts`` per facet and
value, ``rescues`` (groups to drop, with how many models that brings back) and the ``sentence`` in both languages.
"""

import json
from pathlib import Path

from brandmap.collection.filters import Filters

CASES = json.loads((Path(__file__).parents[1] / "data/filter_cases.json").read_text(encoding="utf-8"))


def filters_of(case):
    return Filters(**{group: value if group == "q" else tuple(value) for group, value in case["filters"].items()})


def named(case):
    return " ".join(f"{group}={value}" for group, value in case["filters"].items()) or "none"

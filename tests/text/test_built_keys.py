"""Each name from which the code builds the key of a phrase has its phrase."""

import pytest

from brandmap.collection.comparison import ROWS
from brandmap.collection.filters import FACETS, GROUPS
from brandmap.collection.finder_words import STATES
from brandmap.schema import EVIDENCE_STAGES, FINDER_QUESTIONS, SEASONS, TEACHING_KINDS, TERM_FACETS
from brandmap.schema.columns import PLACE_ROLES, SEASON_BASES, Kind
from brandmap.tables.dictionary import HEADINGS
from brandmap.text import catalogue
from brandmap.ui.pages import PAGES

COMPARED_KINDS = ("theme", *(facet for facet in TERM_FACETS if facet != "scope"))
#: A key with a gap for the name, and the names.
BUILT = {
    "season.{}": (*SEASONS, *SEASON_BASES),
    "search.{}": SEASONS,
    "month.m{}": tuple(map(str, range(1, 13))),
    "evidence.{}": EVIDENCE_STAGES,
    "place_role.{}": PLACE_ROLES,
    "teaching.kind_{}": TEACHING_KINDS,
    "kind.{}": Kind.__args__,
    "dictionary.{}": HEADINGS,
    "finder_question.{}": FINDER_QUESTIONS,
    "finder_short.{}": FINDER_QUESTIONS,
    "finder.{}": STATES,
    "finder.said_{}": ("match", "unmet", "missing", "unknown"),
    "compare_row.{}": tuple(row.key for row in ROWS),
    "compare_kind.{}": COMPARED_KINDS,
    "filters.{}": tuple(FACETS),
    "sentence.{}": GROUPS,
    "filters.drop_{}": GROUPS,
    "nav.{}": tuple(page.name for page in PAGES),
}


@pytest.mark.parametrize(("pattern", "name"), [(key, name) for key, names in BUILT.items() for name in names])
def test_a_built_key_has_its_phrase(pattern, name):
    assert pattern.format(name) in catalogue()

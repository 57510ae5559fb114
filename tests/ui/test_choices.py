"""No row of buttons holds every model of a large collection."""

from brandmap.collection.filters import Collection, Filters
from brandmap.collection.view import View
from brandmap.intake.dataset import load
from brandmap.intake.library import Snapshot
from brandmap.ui.state import MOST_OFFERED, PageState
from tests.many_models import frozen_files, many_files


def state_of(n, gazetteer, **filters):
    collection = Collection.of(load(many_files(frozen_files(), n, full=False), gazetteer).dataset, gazetteer)
    return PageState(View(lang="zh", filters=Filters(**filters)), "zh", Snapshot(collection, ()))


def test_all_of_sixty_models_are_offered(gazetteer):
    state = state_of(MOST_OFFERED, gazetteer, theme=("ecology",))
    assert state.choices(()) == [f"m{n}" for n in range(1, 61)]


def test_of_more_the_first_that_the_filters_keep_and_those_chosen(gazetteer):
    state = state_of(90, gazetteer)
    assert state.choices(("m80", "m3")) == [*(f"m{n}" for n in range(1, 61)), "m80"]
    filtered = state_of(90, gazetteer, theme=("ecology",))
    assert 0 < len(filtered.kept) < 60
    assert filtered.choices(("m1",)) == [*(brand.id for brand in filtered.kept), "m1"]

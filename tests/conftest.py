"""Load the frozen collection once for all tests in process."""

import pytest

from brandmap.collection.filters import Collection
from brandmap.intake.dataset import folder_files, load
from brandmap.places.gazetteer import load_gazetteer


@pytest.fixture(scope="session")
def gazetteer():
    return load_gazetteer()


@pytest.fixture(scope="session")
def files():
    """Bytes of the frozen tables by name."""
    return folder_files()


@pytest.fixture(scope="session")
def collection(files, gazetteer):
    loaded = load(files, gazetteer)
    assert loaded.problems == ()
    return Collection.of(loaded.dataset, gazetteer)

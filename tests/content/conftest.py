"""Load the published data folder: here, and only here, tests look at it."""

import pytest

from brandmap.collection.filters import Collection
from brandmap.intake.dataset import folder_files, load
from brandmap.settings import PRODUCT_DATA


@pytest.fixture(scope="session")
def files():
    """Bytes of the published tables by name."""
    return folder_files(PRODUCT_DATA)


@pytest.fixture(scope="session")
def collection(files, gazetteer):
    """Whatever remarks there are: one test reports them, not every test."""
    return Collection.of(load(files, gazetteer).dataset, gazetteer)

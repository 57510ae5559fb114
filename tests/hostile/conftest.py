"""The published files and the gazetteer, read once for all hostile tests."""

import pytest

from brandmap.dataset import folder_files, load
from brandmap.filters import Collection
from brandmap.geo import load_gazetteer


@pytest.fixture(scope="session")
def gazetteer():
    return load_gazetteer()


@pytest.fixture(scope="session")
def files():
    return folder_files()


@pytest.fixture(scope="session")
def collection(files, gazetteer):
    return Collection.of(load(files, gazetteer).dataset, gazetteer)

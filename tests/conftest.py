"""Marks every test in tests/browser and tests/bench, so that no file has to; forgets pages."""

from pathlib import Path

import pytest
from django.core.cache import cache

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        room = item.path.relative_to(_HERE).parts[0]
        if room in {"browser", "bench"}:
            item.add_marker(room)


@pytest.fixture(autouse=True)
def _no_pages_of_other_tests() -> None:
    """Rows made past the history (bulk_create) do not tell one test's database from the next's."""
    cache.clear()

"""Marks every test in tests/browser and tests/bench, so that no file has to."""

from pathlib import Path

import pytest

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        room = item.path.relative_to(_HERE).parts[0]
        if room in {"browser", "bench"}:
            item.add_marker(room)

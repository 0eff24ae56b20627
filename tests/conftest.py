"""Marks every test in tests/browser and tests/bench, so that no file has to; forgets pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from hypothesis import settings
from pytest_django import DjangoDbBlocker

_HERE = Path(__file__).parent

# A busy machine is no defect; speed is the benchmarks' business.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="write the golden files of tests/resources anew instead of comparing with them",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        room = item.path.relative_to(_HERE).parts[0]
        if room in {"browser", "bench"}:
            item.add_marker(room)


@pytest.fixture(autouse=True)
def _no_pages_of_other_tests() -> None:
    """Rows made past the history (bulk_create) do not tell one test's database from the next's."""
    cache.clear()


@pytest.fixture(scope="module")
def book(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The real plan, loaded once for a module; ask for it before `db`, whose changes roll back."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_plan", verbosity=0)
        yield
        transaction.set_rollback(True)

"""Two cities for the open data: the real plan as printed, and one in which everything occurs."""

from collections.abc import Callable

import pytest
from django.core.management import call_command

from tests.factories.every_case import make_every_case


def _load_book() -> None:
    call_command("load_plan", verbosity=0)


CITIES: dict[str, Callable[[], object]] = {"book": _load_book, "every case": make_every_case}


@pytest.fixture(autouse=True)
def _archives_apart(settings, tmp_path) -> None:
    """What tests make is kept in a folder of their own."""
    settings.STATE_DIR = tmp_path


@pytest.fixture(params=CITIES.values(), ids=CITIES)
def city(request, db) -> None:
    """Run a test on both cities."""
    request.param()


@pytest.fixture
def every_case(db) -> None:
    make_every_case()

"""People of the three groups, logged in, and a day on which the round of FY2024 is open."""

import pytest
from django.test import Client

from tests.factories.reporting import TODAY, make_planner

MODULES = ("opening", "overview", "publication", "reminders", "review", "rounds")


@pytest.fixture(autouse=True)
def _on_a_known_day(monkeypatch):
    for module in MODULES:
        monkeypatch.setattr(f"reporting.admin.{module}.localdate", lambda: TODAY)


@pytest.fixture
def planner(db):
    return make_planner(username="sato")


@pytest.fixture
def desk(planner):
    """The planner's browser."""
    client = Client()
    client.force_login(planner)
    return client

"""Staff of every kind, logged in, on a day on which a round of FY2024 is open."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from reporting.models import Entry
from tests.factories.indicators import make_basic_project, make_department, make_indicator
from tests.factories.reporting import TODAY, make_clerk, make_planner, make_round

_CLOCKS = ("reporting.admin.clerk", "reporting.admin.answers")


@pytest.fixture(autouse=True)
def _on_a_known_day(monkeypatch):
    for module in _CLOCKS:
        monkeypatch.setattr(f"{module}.localdate", lambda: TODAY)


@pytest.fixture
def section(db):
    return make_department(code="koho", name="市長公室課")


@pytest.fixture
def entries(section) -> list[Entry]:
    """Three entries of the section in an open round, in the book's order."""
    project = make_basic_project()
    for _ in range(3):
        make_indicator(basic_project=project, department=section)
    opened = make_round(plan=project.policy.goal.plan, note="決算の確定値でお願いします。")
    return list(opened.entries.order_by("indicator__order"))


@pytest.fixture
def entry(entries) -> Entry:
    return entries[0]


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def clerk(section) -> Client:
    return logged_in(make_clerk(section, username="tanaka"))


@pytest.fixture
def colleague(section) -> Client:
    return logged_in(make_clerk(section, username="suzuki"))


@pytest.fixture
def stranger(db) -> Client:
    """A clerk of another section."""
    return logged_in(make_clerk(username="sato"))


@pytest.fixture
def planner(db) -> Client:
    return logged_in(make_planner(username="kikaku"))

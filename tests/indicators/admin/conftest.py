"""Staff of several rights, and a day on which FY2024 is due and FY2026 has not begun."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

TODAY = date(2025, 11, 1)


@pytest.fixture(autouse=True)
def _on_a_known_day(monkeypatch):
    for module in (
        "indicators.forms",
        "indicators.import_forms",
        "indicators.admin.year_entry",
        "indicators.admin.imports",
    ):
        monkeypatch.setattr(f"{module}.localdate", lambda: TODAY)


@pytest.fixture
def staff(db):
    """Return a function that logs in a member of staff with some rights, by codename."""

    def log_in(*codenames: str, username: str = "yamada") -> Client:
        user = User.objects.create_user(username, is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def clerk(staff):
    """Somebody who may enter and correct annual values, nothing else."""
    return staff("view_annualvalue", "add_annualvalue", "change_annualvalue")


@pytest.fixture
def planner(db):
    client = Client()
    client.force_login(User.objects.create_superuser("sato"))
    return client

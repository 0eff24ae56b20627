import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

READ = ("view_settlementyear", "view_soundnessratio", "view_settlementitem")
WRITE = (
    *READ,
    "view_settlementitemname",
    *(
        f"{action}_{model}"
        for action in ("add", "change")
        for model in (
            "settlementyear",
            "settlementitem",
            "settlementitemname",
            "soundnessratio",
            "soundnessvalue",
            "soundnessthreshold",
        )
    ),
)


@pytest.fixture
def staff(db):
    """Return a function that logs in a member of staff with some rights, by codename."""

    def log_in(*codenames: str) -> Client:
        user = User.objects.create_user("kaikei", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def reader(staff):
    return staff(*READ)


@pytest.fixture
def clerk(staff):
    """Somebody of the finance section."""
    return staff(*WRITE)

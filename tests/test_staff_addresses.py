"""Every staff address × every role × read and write, as tests/resources/staff-addresses.txt has it.

The addresses are read off the admin site: a new one without a row fails. A row says for reading
(GET) and for sending an empty form (POST) what each of ROLES meets; KEY explains the signs.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver
from simple_history.models import HistoricalChanges

from indicators.models import AnnualValue, Department, Indicator, SdgGoal
from indicators.publishing import Published, record_verdicts
from reporting.models import Entry, Membership, Reminder, Round
from reporting.rights import ADMINISTRATION
from tests.factories.finance import make_account, make_item, make_ratio, make_ratio_value, make_year
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_glossary_term,
    make_indicator,
    make_reference_series,
    make_remark,
)
from tests.factories.reporting import (
    NOW,
    TODAY,
    hand_in,
    make_clerk,
    make_person,
    make_planner,
    make_round,
)

TABLE = Path(__file__).parent / "resources" / "staff-addresses.txt"
# In the order of the table's columns.
ROLES = ("anonymous", "plain", "own", "other", "planner", "administrator", "superuser")
KEY = {200: "+", 301: "+", 302: "+", 400: "+", 409: "+", 401: "L", 403: "-", 404: "0", 405: "x"}
OWN = "own-section"
APPS = {"indicators", "finance", "reporting", "auth"}


def addresses(patterns: list | None = None, before: str = "") -> Iterator[str]:
    """Give every route of the admin site; the first page is called index."""
    for each in admin.site.get_urls() if patterns is None else patterns:
        route = before + str(each.pattern) or "index"
        if isinstance(each, URLPattern):
            yield route
        elif isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, route)


def table() -> dict[str, tuple[str, str]]:
    """Return (GET signs, POST signs) by route."""
    lines = TABLE.read_text("utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {route: (reads, writes) for reads, writes, route in rows}


@pytest.fixture(scope="module")
def desks(django_db_setup, django_db_blocker) -> Iterator[dict[str, Client]]:
    """A browser for each role, and one row of everything, of the section "own"."""
    # A session is made in the database once; each test uses its cookie, which outlives a logout.
    with django_db_blocker.unblock(), transaction.atomic():
        own, other = make_department(code=OWN), make_department()
        _furnish(own)
        people = {
            "plain": User.objects.create_user("plain", is_staff=True),
            "own": make_clerk(own, username="own"),
            "other": make_clerk(other, username="other"),
            "planner": make_planner(username="planner"),
            "administrator": make_person(ADMINISTRATION, "administrator"),
            "superuser": User.objects.create_superuser("superuser"),
        }
        found = {role: Client() for role in ROLES}
        for role, person in people.items():
            found[role].force_login(person)
        yield found
        transaction.set_rollback(True)


def _furnish(own: Department) -> None:
    project = make_basic_project()
    indicator = make_indicator(basic_project=project, department=own)
    value = make_annual_value(indicator=indicator, fiscal_year=2023)
    record_verdicts([Published(value)], by=None, at=NOW, today=TODAY)
    make_glossary_term(policies=(project.policy,))
    make_reference_series(policy=project.policy)
    make_remark(policy=project.policy)
    SdgGoal.objects.create(number=11, title="住み続けられるまちづくりを")
    opened = make_round(plan=project.policy.goal.plan)
    hand_in(opened.entries.get(), "84")
    sent = {"sent_on": TODAY, "sent_at": NOW, "address": "own@example.lg.jp"}
    Reminder.objects.create(round=opened, department=own, **sent)
    account = make_account()
    make_item(account=account)
    make_year(account=account, fiscal_year=2024)
    make_ratio_value(ratio=make_ratio())


def concrete(route: str) -> str:
    """Return an address of a route, with the keys of rows that are there."""
    model = re.match(r"(\w+)/(\w+)/", route)
    row = None
    if model and model[1] in APPS:
        row = apps.get_model(model[1], model[2]).objects.order_by("pk").first()
    # Only the sheets and workbooks of entries name a round by that word; others name their own row.
    of_round = route.startswith(("reporting/entry/sheet/", "reporting/entry/workbook/"))
    values = {
        "path:object_id": row.pk if row else 0,
        "id": row.pk if row else 0,
        "int:pk": Round.objects.get().pk,
        "int:entry": Entry.objects.get().pk,
        "int:key": Round.objects.get().pk if of_round or row is None else row.pk,
        "str:section": OWN,
        "uuid:token": UUID(int=1),
        "int:year": 2024,
        "slug:account": "general"
        if not row
        else getattr(getattr(row, "account", None), "code", ""),
        "slug:file": "list",
        "str:suffix": "csv",
        "path:content_type_id": ContentType.objects.get_for_model(Indicator).pk,
    }
    route = route.replace(r"^(?P<app_label>indicators|finance|reporting|auth)/$", "reporting/")
    route = route.replace(r"(?P<url>.*)$", "nowhere/")
    route = route.replace(
        "r/<path:content_type_id>/<path:object_id>/", "r/<path:content_type_id>/0/"
    )
    return "/admin/" + re.sub(r"<([^>]+)>", lambda found: str(values[found[1]]), route).replace(
        "index", ""
    )


def _sign(response) -> str:
    if response.status_code == 302 and "/admin/login/" in response.url:
        return "L"
    return KEY[response.status_code]


def _records() -> tuple[int, ...]:
    kept = [
        model
        for model in apps.get_models()
        if issubclass(model, HistoricalChanges) and hasattr(model, "history_type")
    ]
    counted = (*kept, User, Group, Membership, AnnualValue, Entry, Reminder)
    return tuple(model.objects.count() for model in counted)


def test_every_staff_address_has_its_row():
    assert sorted(set(addresses())) == sorted(table())


@pytest.mark.parametrize("route", sorted(table()))
def test_each_role_meets_what_the_table_says(desks, db, route):
    address = concrete(route)
    before = _records()
    reads, writes = "", ""
    for role in ROLES:
        with transaction.atomic():
            reads += _sign(_browser(desks[role]).get(address))
            writes += (sign := _sign(_browser(desks[role]).post(address)))
            if sign in "L-":
                assert _records() == before, f"{role} was refused, yet something changed"
            transaction.set_rollback(True)
    if (reads, writes) != table()[route]:
        pytest.fail(f"The row should read, if that is right:\n{reads} {writes} {route}")


def _browser(desk: Client) -> Client:
    """Return a browser of its own with the same session."""
    fresh = Client()
    fresh.cookies = desk.cookies.copy()
    return fresh

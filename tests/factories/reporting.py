"""Rows of the reporting app for tests."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group, User

from indicators.models import Department, Indicator, Plan
from reporting.entering import save_answer, submit
from reporting.models import Entry, Membership, Round
from reporting.opening import add_missing_entries
from reporting.rights import PLANNING, SECTION, set_up_groups
from tests.factories.indicators import make_department, make_indicator

TODAY = date(2025, 11, 1)
NOW = datetime(2025, 11, 1, 1, 0, tzinfo=UTC)


def make_round(*, plan: Plan | None = None, fiscal_year: int = 2024, **fields: Any) -> Round:
    """Make a round that is open on TODAY, with entries for every indicator of the plan."""
    plan = plan or make_indicator().plan
    defaults = {"opens_on": date(2025, 10, 1), "due_on": date(2025, 11, 28), "note": ""}
    made = Round.objects.create(plan=plan, fiscal_year=fiscal_year, **defaults | fields)
    add_missing_entries(made)
    return made


def make_entry(*, indicator: Indicator | None = None, **fields: Any) -> Entry:
    """Make the empty entry of an indicator in a round of FY2024."""
    indicator = indicator or make_indicator()
    return make_round(plan=indicator.plan, **fields).entries.get(indicator=indicator)


def make_clerk(*departments: Department, username: str = "", **fields: Any) -> User:
    """Make somebody of the group 担当課 who belongs to the departments (one is made if none)."""
    user = make_person(SECTION, username or f"clerk{User.objects.count() + 1}", **fields)
    for department in departments or (make_department(),):
        Membership.objects.create(user=user, department=department)
    return user


def make_planner(*, username: str = "", **fields: Any) -> User:
    """Make somebody of the group 企画."""
    return make_person(PLANNING, username or f"planner{User.objects.count() + 1}", **fields)


def make_person(group: str, username: str, **fields: Any) -> User:
    """Make a member of staff with the ready-made rights of a group."""
    set_up_groups()
    user = User.objects.create_user(username, is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=group))
    return user


def answer(entry: Entry, value: str | None = "84", **fields: Any) -> Entry:
    """Return an unsaved entry that answers so, for save_answer()."""
    said = Entry(round=entry.round, indicator=entry.indicator)
    said.value = None if value is None else Decimal(value)
    for name, given in fields.items():
        setattr(said, name, given)
    return said


def enter(
    entry: Entry, value: str | None = "84", *, by: User | None = None, **fields: Any
) -> Entry:
    """Type an answer into an entry."""
    said = answer(entry, value, **fields)
    return save_answer(entry=entry, answer=said, by=by, at=NOW, seen_version=None)


def hand_in(
    entry: Entry, value: str | None = "84", *, by: User | None = None, **fields: Any
) -> Entry:
    """Type an answer and submit it."""
    entered = enter(entry, value, by=by, **fields)
    return submit(entry=entered, by=by, at=NOW, today=TODAY, seen_version=None)

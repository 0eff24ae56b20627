"""Random histories of a plan, replayed: each day shows what the tables held when it ended."""

import datetime as dt
import random
from collections.abc import Callable
from decimal import Decimal

import pytest

from indicators.editions import Edition
from indicators.exports.catalogue import edition_table, file_names
from indicators.models import AnnualValue, BasicProject, Department, Indicator, Plan, Target
from indicators.past_edition import edition_of
from sunagawa_plan.shared.as_of import DayNotShown
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_glossary_term,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)
from tests.factories.past import age, at, delete_at, save_at

pytestmark = pytest.mark.django_db

FIRST = dt.date(2026, 4, 1)
DAYS, CHANGES_A_DAY = 15, 5


class Office:
    """An office that changes whatever comes to mind; the minutes of a day go on or stand still."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.plan = make_plan()
        goal = make_goal(plan=self.plan)
        for policy in (make_policy(goal=goal), make_policy(goal=goal)):
            make_glossary_term(policies=(policy,))
            for _ in range(2):
                project = make_basic_project(policy=policy)
                make_annual_value(
                    indicator=make_indicator(basic_project=project, department=make_department())
                )

    def spend(self, day: dt.date) -> None:
        minute = 0
        for _ in range(self.dice.randrange(CHANGES_A_DAY)):
            minute += self.dice.choice([0, 1])
            self.dice.choice(self.habits)(at(day, 23, minute))

    @property
    def habits(self) -> list[Callable[[dt.datetime], None]]:
        return [
            self.enter,
            self.correct,
            self.correct,
            self.withdraw,
            self.rename,
            self.move,
            self.aim_elsewhere,
            self.close_department,
            self.drop_indicator,
            self.retitle,
            self.open_or_close,
        ]

    def any_of(self, model: type) -> object:
        return self.dice.choice([*model.objects.order_by("pk")] or [None])

    def number(self) -> Decimal:
        return Decimal(self.dice.randrange(70, 100))

    def enter(self, moment: dt.datetime) -> None:
        indicator, year = self.any_of(Indicator), self.dice.randrange(2021, 2027)
        if indicator and not indicator.annual_values.filter(fiscal_year=year).exists():
            new = AnnualValue(indicator=indicator, fiscal_year=year)
            save_at(new, moment, value=self.number())

    def correct(self, moment: dt.datetime) -> None:
        if value := self.any_of(AnnualValue):
            save_at(value, moment, value=self.number())

    def withdraw(self, moment: dt.datetime) -> None:
        if value := self.any_of(AnnualValue):
            delete_at(value, moment)

    def rename(self, moment: dt.datetime) -> None:
        if indicator := self.any_of(Indicator):
            save_at(indicator, moment, name=f"名{self.dice.random()}")

    def move(self, moment: dt.datetime) -> None:
        if indicator := self.any_of(Indicator):
            place = f"移{self.dice.random()}"[:20]
            save_at(indicator, moment, basic_project=self.any_of(BasicProject), code=place)

    def aim_elsewhere(self, moment: dt.datetime) -> None:
        if target := self.any_of(Target):
            save_at(target, moment, value=self.number(), arrow="")

    def close_department(self, moment: dt.datetime) -> None:
        department = self.any_of(Department)
        if department and not department.indicators.exists():
            delete_at(department, moment)
        elif indicator := self.any_of(Indicator):
            save_at(indicator, moment, department=None)

    def drop_indicator(self, moment: dt.datetime) -> None:
        indicator = self.any_of(Indicator)
        if indicator and not indicator.annual_values.exists():
            for target in indicator.targets.all():
                delete_at(target, moment)
            delete_at(indicator, moment)

    def retitle(self, moment: dt.datetime) -> None:
        save_at(self.any_of(BasicProject), moment, title=f"題{self.dice.random()}")

    def open_or_close(self, moment: dt.datetime) -> None:
        save_at(self.plan, moment, is_published=not self.plan.is_published)


def state(edition: Edition) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every file of an edition."""
    return {name: list(edition_table(edition, name).rows) for name in file_names(edition.plan)}


@pytest.mark.parametrize("seed", range(6))
def test_each_past_day_shows_what_the_tables_held_when_it_ended(seed):
    office = Office(seed)
    age(at(FIRST, 0))
    ends = {}
    for day in (FIRST + dt.timedelta(days=n) for n in range(DAYS)):
        office.spend(day)
        plan = Plan.objects.get(pk=office.plan.pk)
        ends[day] = state(Edition(plan, day)) if plan.is_published else None

    later = FIRST + dt.timedelta(days=DAYS)
    assert {day: seen(office.plan, day, later) for day in ends} == ends
    assert len({str(end) for end in ends.values()}) > 3


def seen(plan: Plan, day: dt.date, today: dt.date) -> dict[str, list[tuple[object, ...]]] | None:
    try:
        return state(edition_of(plan, day, today))
    except DayNotShown:
        return None

"""Opening rounds: an entry for every indicator, last round's set-up, what is public already."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from reporting.domain.states import EntryState
from reporting.opening import SetUp, add_missing_entries, open_round
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_indicator,
    make_plan,
)
from tests.factories.reporting import TODAY, make_round

SET_UP = SetUp(2024, date(2025, 10, 1), date(2025, 10, 31), "R6の値をお願いします。")


def test_every_indicator_gets_an_entry_and_public_values_come_in_as_published(db):
    project = make_basic_project()
    first, second = (make_indicator(basic_project=project) for _ in range(2))
    make_indicator()
    make_annual_value(indicator=second, fiscal_year=2024, value="84", source="国の公表")
    opened = open_round(plan=first.plan, set_up=SET_UP)
    found = {entry.indicator: (entry.standing, entry.value) for entry in opened.entries.all()}
    assert found == {first: (EntryState.NOT_ENTERED, None), second: (EntryState.PUBLISHED, 84)}


def test_second_round_of_a_year_is_refused(db):
    plan = make_indicator().plan
    open_round(plan=plan, set_up=SET_UP)
    with pytest.raises(ValidationError, match="すでに始まっています"):
        open_round(plan=plan, set_up=SET_UP)


@pytest.mark.parametrize("year", [2019, 2031])
def test_year_outside_the_plan_is_refused(db, year):
    set_up = SetUp(year, SET_UP.opens_on, SET_UP.due_on)
    with pytest.raises(ValidationError, match="令和3年度から令和12年度まで"):
        open_round(plan=make_plan(), set_up=set_up)


def test_deadline_before_the_beginning_is_refused(db):
    set_up = SetUp(2024, date(2025, 10, 2), date(2025, 10, 1))
    with pytest.raises(ValidationError, match="受付を始める日以降"):
        open_round(plan=make_plan(), set_up=set_up)


def test_indicator_added_later_joins_the_round_once(db):
    project = make_basic_project()
    make_indicator(basic_project=project)
    opened = make_round(plan=project.policy.goal.plan)
    make_indicator(basic_project=project)
    assert (add_missing_entries(opened), add_missing_entries(opened)) == (1, 0)
    assert opened.entries.count() == 2


def test_set_up_of_the_last_round_is_proposed_a_year_later(db):
    opened = make_round(opens_on=date(2024, 2, 29), due_on=date(2024, 3, 31), note="お願い")
    proposed = SetUp.proposed(opened.plan, TODAY)
    assert proposed == SetUp(2025, date(2025, 2, 28), date(2025, 3, 31), "お願い")


def test_first_round_is_proposed_for_the_last_year_due(db):
    proposed = SetUp.proposed(make_plan(), date(2025, 12, 31))
    assert proposed == SetUp(2024, date(2025, 12, 31), date(2026, 1, 28))

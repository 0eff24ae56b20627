"""The plan's years with what each stands for, and today among them."""

from datetime import date

import pytest

from indicators.pages.timeline import timeline_of
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)

pytestmark = pytest.mark.django_db


def years_of(plan, today):
    indicator = make_indicator(
        basic_project=make_basic_project(policy=make_policy(goal=make_goal(plan=plan)))
    )
    make_annual_value(indicator=indicator, fiscal_year=2024)
    series = [indicator.series(today)]
    milestones = tuple(plan.milestones.all())
    years = timeline_of(plan, milestones, series, shown=2024, today=today)
    return {own.fiscal_year.start: own for own in years}


def test_timeline_runs_from_the_baseline_to_the_end():
    years = years_of(make_plan(slug="p"), date(2026, 11, 22))

    assert list(years) == list(range(2019, 2031))
    assert {year: own.marks for year, own in years.items() if own.marks} == {
        2019: ("基準年",),
        2021: ("計画開始",),
        2025: ("中間目標",),
        2026: ("いま",),
        2030: ("最終目標",),
    }
    assert [year for year, own in years.items() if own.is_past] == list(range(2019, 2026))
    assert [year for year, own in years.items() if own.has_values] == [2024]
    assert (years[2020].url, years[2021].url) == ("", "/plans/p/progress/2021/")
    assert years[2025].milestone_url == "/plans/p/milestones/2025/"


def test_timeline_has_no_today_outside_the_plan():
    assert not any(own.is_today for own in years_of(make_plan(), date(2040, 4, 1)).values())


def test_timeline_of_a_plan_without_milestones_says_where_it_ends():
    years = years_of(make_plan(milestones={}), date(2026, 3, 31))

    assert years[2030].marks == ("計画終了",)
    assert years[2025].marks == ("いま",)

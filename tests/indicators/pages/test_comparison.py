"""An indicator beside a second one or a reference figure; what is unknown falls back."""

from datetime import date

import pytest

from indicators.models import Indicator
from indicators.pages.comparison import ComparisonChoice, ComparisonPage
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
    make_reference_series,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def first():
    """Two indicators of 6-1, one of 6-2, a figure with values in 6-1, one without in 6-2."""
    goal = make_goal(plan=make_plan(slug="p"), number=6)
    one, two = make_policy(goal=goal), make_policy(goal=goal)
    project = make_basic_project(policy=one)
    first = make_indicator(basic_project=project, name="町内会の数")
    make_annual_value(indicator=first, fiscal_year=2024, value="84")
    second = make_indicator(basic_project=project, name="事業の数", unit="事業")
    make_annual_value(indicator=second, fiscal_year=2023, value="139")
    make_indicator(basic_project=make_basic_project(policy=two), name="ほかの施策の指標")
    make_reference_series(policy=one, points={2014: "112070", 2019: "102221"})
    make_reference_series(policy=two, title="失われた図の推移")
    return first


def compared(indicator, other=""):
    loaded = Indicator.objects.published("p").with_series().get(pk=indicator.pk)
    return ComparisonPage.from_indicator(loaded, ComparisonChoice(other), TODAY)


def chosen(page):
    return [own.value for group in page.groups for own in group.options if own.is_chosen]


def test_what_was_asked_for_stands_beside(first):
    page = compared(first, "6-1-1-2")

    assert (page.own.title, page.other.title) == ("町内会の数", "事業の数")
    assert chosen(page) == ["6-1-1-2"]
    assert [(own.fiscal_year.start, own.value, own.other) for own in page.years] == [
        (2019, "83町内会/年", "83事業"),
        (2023, "", "139事業"),
        (2024, "84町内会/年", ""),
    ]


def test_charts_share_their_axis_of_years(first):
    page = compared(first, "6-1/1")

    one, other = page.own.chart.wide, page.other.chart.wide
    assert [(t.fiscal_year, t.x) for t in one.year_ticks] == [
        (t.fiscal_year, t.x) for t in other.year_ticks
    ]
    assert one.year_ticks[0].fiscal_year == 2014


@pytest.mark.parametrize("other", ["", "nonsense", "6-1-1-1", "6-9/1", "6-1/９", "\x00"])
def test_unknown_choice_falls_back_to_the_figure_of_the_policy(first, other):
    page = compared(first, other)

    assert chosen(page) == ["6-1/1"]
    assert page.other.is_reference
    assert page.years[0].other == "112,070人"


def test_figure_without_values_says_that_they_await_the_city(client, first):
    page = compared(first, "6-2/1")

    assert page.other.chart is None
    text = client.get("/plans/p/indicators/6-1-1-1/compare/?with=6-2/1").text
    assert "この参考図の値は、市からの提供を待っています。" in text


def test_single_indicator_has_nothing_to_compare_with(client):
    plan = make_plan(slug="p")
    only = make_indicator(
        basic_project=make_basic_project(policy=make_policy(goal=make_goal(plan=plan, number=6)))
    )

    page = compared(only)

    assert page.other is None
    assert page.groups == ()
    assert page.own.chart is not None
    assert "まだありません" in client.get("/plans/p/indicators/6-1-1-1/compare/").text


def test_options_are_grouped_by_policy(first):
    assert [group.label for group in compared(first).groups] == [
        "施策6-1 協働の指標", "施策6-2 協働の指標", "計画書の参考図",
    ]  # fmt: skip

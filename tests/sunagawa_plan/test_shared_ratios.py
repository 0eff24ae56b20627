from decimal import Decimal

import pytest

from finance.domain.vocabulary import RatioMissingReason
from finance.models import SoundnessRatio
from sunagawa_plan.shared_ratios import shared_ratios
from tests.factories.finance import make_ratio
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)

pytestmark = pytest.mark.django_db


def make_shared(**plan):
    """A ratio and the indicator that keeps its facts."""
    policy = make_policy(goal=make_goal(plan=make_plan(slug="plan", **plan)))
    indicator = make_indicator(
        basic_project=make_basic_project(policy=policy),
        code="6-5-3-1",
        unit="%",
        decimal_places=1,
        direction="lower",
        baseline_value="4.7",
        targets={2025: "7.7", 2030: "9.5"},
    )
    make_ratio(code="debt", plan_slug="plan", indicator_code="6-5-3-1")
    return indicator


def lent():
    return shared_ratios(SoundnessRatio.objects.all()).get("debt")


def test_values_are_the_indicators_and_the_baseline_is_one_of_them():
    indicator = make_shared()
    make_annual_value(indicator=indicator, fiscal_year=2024, value="6.9", source="総務省")

    facts = lent().facts

    assert {year: fact.value for year, fact in facts.items()} == {
        2019: Decimal("4.7"),
        2024: Decimal("6.9"),
    }
    assert facts[2024].source == "総務省"


def test_value_is_lent_as_it_is_shown_so_that_both_judge_the_same():
    indicator = make_shared()
    make_annual_value(indicator=indicator, fiscal_year=2024, value="24.95")

    assert lent().facts[2024].value == Decimal("25.0")


def test_corrected_value_is_the_same_on_both_sides_at_once():
    indicator = make_shared()
    row = make_annual_value(indicator=indicator, fiscal_year=2024, value="6.9")
    row.value = Decimal("7.0")
    row.save()

    assert lent().facts[2024].value == Decimal("7.0")


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("not_calculable", RatioMissingReason.NOT_CALCULATED),
        ("awaiting_publication", RatioMissingReason.AWAITING_PUBLICATION),
    ],
)
def test_reasons_are_put_in_the_words_of_the_law(reason, expected):
    make_annual_value(
        indicator=make_shared(),
        fiscal_year=2024,
        value=None,
        missing_reason=reason,
        missing_detail="充当可能財源等が将来負担額を上回るため",
    )

    fact = lent().facts[2024]

    assert (fact.missing_reason, fact.detail) == (
        expected,
        "充当可能財源等が将来負担額を上回るため",
    )


def test_plan_line_and_targets_are_the_plans():
    make_shared()

    points = {point.fiscal_year: point.value for point in lent().plan_line}

    assert [(point.fiscal_year, point.value) for point in lent().targets] == [
        (2025, Decimal("7.7")),
        (2030, Decimal("9.5")),
    ]
    assert points[2024] == Decimal("7.2")
    assert lent().address == "/plans/plan/indicators/6-5-3-1/"


def test_plan_that_is_not_published_lends_nothing():
    make_shared(is_published=False)

    assert lent() is None


def test_ratio_that_stands_alone_asks_no_plan(django_assert_num_queries):
    make_ratio()

    with django_assert_num_queries(1):
        assert shared_ratios(SoundnessRatio.objects.all()) == {}

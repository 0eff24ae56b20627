from datetime import date
from decimal import Decimal

import pytest

from tests.factories.indicators import (
    make_annual_value,
    make_indicator,
)
from tests.indicators.checking.told import TODAY, problems

pytestmark = pytest.mark.django_db


def test_baseline_year_that_differs_is_found():
    make_annual_value(indicator=make_indicator(), fiscal_year=2019, value="84")

    assert problems() == [
        (
            "計画「試験計画」 指標1-1-1-1「指標の名1」 令和元年度（2019年度）の実績値",
            "基準年度の実績値84町内会/年が、指標の現状値83町内会/年と違います。",
        )
    ]


def test_baseline_year_that_agrees_as_shown_is_fine():
    indicator = make_indicator(decimal_places=1, baseline_value="83.0")
    make_annual_value(indicator=indicator, fiscal_year=2019, value="83")

    assert problems() == []


@pytest.mark.parametrize(
    ("fiscal_year", "today", "count"),
    [
        (2026, date(2026, 4, 1), 0),
        (2026, date(2026, 3, 31), 1),
        (2030, TODAY, 1),
    ],
)
def test_value_of_a_year_not_begun_is_found(fiscal_year, today, count):
    make_annual_value(indicator=make_indicator(), fiscal_year=fiscal_year)

    assert sum("まだ始まっていない" in problem for _, problem in problems(today)) == count


def test_reason_for_a_future_year_is_fine():
    make_annual_value(
        indicator=make_indicator(), fiscal_year=2029, value=None, missing_reason="no_survey"
    )
    assert problems() == []


def test_slip_of_a_digit_is_told_once():
    indicator = make_indicator()
    for year, value in {2021: "83", 2022: "840", 2023: "84", 2024: "85"}.items():
        make_annual_value(indicator=indicator, fiscal_year=year, value=value)

    ((place, problem),) = problems()

    assert "令和4年度" in place
    assert "約10倍" in problem


def survey(**fields):
    return make_indicator(
        unit="%", decimal_places=1, is_survey=True, **{"baseline_value": "32.3"} | fields
    )


def test_share_of_answers_beyond_100_percent_is_found():
    indicator = survey(targets={2025: "120", 2030: "↗"})
    make_annual_value(indicator=indicator, fiscal_year=2021, value="40", sample_size=800)

    assert [problem for _, problem in problems()] == [
        "回答者の割合なのに、目標値120%が0%から100%の範囲を外れています。"
    ]


def test_value_beyond_100_percent_is_found_where_all_else_is_a_share():
    make_annual_value(indicator=survey(targets={2025: "↗", 2030: "↗"}), value="102.3")

    ((_, problem),) = problems()
    assert "0%から100%の範囲" in problem


def test_ratio_that_may_exceed_100_percent_is_fine():
    indicator = make_indicator(
        unit="%",
        decimal_places=1,
        direction="lower",
        baseline_value="73.2",
        targets={2025: "83.6", 2030: "62.1"},
        statutory_line_value=Decimal(350),
        statutory_line_name="早期健全化基準",
    )
    make_annual_value(indicator=indicator, value="120.5")
    make_annual_value(indicator=indicator, fiscal_year=2023, value="-3.0")

    assert problems() == []

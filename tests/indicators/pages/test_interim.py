from datetime import date

import pytest

from indicators.editions import Edition
from indicators.pages.interim import InterimEvaluation, evaluated_years
from tests.factories.indicators import make_plan
from tests.factories.report_plan import TODAY, make_report_plan, report_milestone

pytestmark = pytest.mark.django_db


def evaluation(*, reports: bool = True) -> InterimEvaluation:
    plan = make_report_plan()
    if reports:
        report_milestone(plan)
    return InterimEvaluation.from_edition(Edition(plan, TODAY), 2025)


def test_every_indicator_stands_against_its_interim_target():
    found = evaluation()

    assert (found.counts.met, found.counts.not_met, found.counts.unknown) == (1, 4, 8)
    rows = {row.row.name: row for row in found.policies[0].rows}
    told = {
        name: (
            rows[name].target.text,
            rows[name].row.value,
            rows[name].change,
            rows[name].shortfall,
        )
        for name in (
            "数値目標・達成",
            "数値目標・後退",
            "上限",
            "負の値",
            "方向目標・調査",
            "値なし",
        )
    }
    assert told == {
        "数値目標・達成": ("85", "86町内会/年", "+3町内会/年", "なし"),
        "数値目標・後退": ("85", "80町内会/年", "△3町内会/年", "5町内会/年"),
        "上限": ("7.7", "7.8%", "+3.1ポイント", "0.1ポイント"),
        "負の値": ("△60", "△70百万円", "+50百万円", "10百万円"),
        "方向目標・調査": ("↗", "", "+3.0ポイント", ""),
        "値なし": ("85", "", "", ""),
    }


def test_indicators_that_are_short_are_listed_in_the_books_order():
    assert [row.row.name for row in evaluation().short] == [
        "数値目標・後退",
        "数値目標・道のり",
        "上限",
        "負の値",
    ]


def test_before_the_values_nothing_is_met_or_missed():
    found = evaluation(reports=False)

    assert found.counts.unknown == found.counts.total == 13
    assert found.short == ()


def test_value_of_an_earlier_year_is_told_with_its_year():
    rows = {row.row.name: row for row in evaluation().policies[0].rows}

    survey = rows["方向目標・調査"]
    assert (survey.last_year.short, survey.last_value) == ("R6", "35.3%")
    assert not survey.is_of_the_year
    assert rows["上限"].is_of_the_year


@pytest.mark.parametrize(
    ("today", "years"),
    [(date(2025, 3, 31), []), (date(2025, 4, 1), [2025]), (date(2030, 4, 1), [2025, 2030])],
)
def test_evaluation_exists_from_the_first_day_of_its_year(today, years):
    assert [own.fiscal_year for own in evaluated_years(make_plan(), today)] == years

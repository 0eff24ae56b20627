"""How far it is to the target, by kind, in units people know."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.domain.distance import distance_to_target
from indicators.domain.measure import Measure
from indicators.domain.series import AnnualFact, JudgedSeries
from indicators.domain.vocabulary import Direction
from tests.indicators.domain.test_wording import CLIMB, DEBT, MAINTAIN, TREND, facts

TODAY = date(2026, 11, 22)
PERCENT, PROJECTS = Measure("%", 1), Measure("事業", 0)
ASSOCIATIONS = Measure("町内会/年", 0)
CLUBS = facts("83", "85", "86", decimal_places=0)
FALL = facts("16500", "15750", "15000", decimal_places=0)
LOWER = facts("273", "256", "240", decimal_places=0, direction=Direction.LOWER)
UNMEASURED = facts(None, "80.0", "90.0")
UNMEASURED_TREND = facts(None, "↗", "↗")


def said(indicator, measure, year, value):
    annual = {} if value is None else {year: AnnualFact(year, Decimal(value))}
    series = JudgedSeries(indicator, annual, TODAY)
    return distance_to_target(series, series.year(year), measure)


@pytest.mark.parametrize(
    ("indicator", "measure", "year", "value", "words"),
    [
        (CLUBS, ASSOCIATIONS, 2024, "83", "令和7年度の目標まで、あと2町内会"),
        (CLUBS, ASSOCIATIONS, 2024, "85", "令和7年度の目標ちょうど"),
        (CLUBS, ASSOCIATIONS, 2024, "86", "令和7年度の目標より1町内会よい"),
        (CLUBS, ASSOCIATIONS, 2026, "85", "令和12年度の目標まで、あと1町内会"),
        (CLUBS, ASSOCIATIONS, 2024, None, "令和元年度の83町内会から令和7年度の目標まで2町内会"),
        (UNMEASURED, PERCENT, 2024, "79.9", "令和7年度の目標まで、あと0.1ポイント"),
        (UNMEASURED, PERCENT, 2024, None, ""),
        (LOWER, Measure("件", 0), 2024, "259", "令和7年度の目標まで、あと3件"),
        (LOWER, Measure("件", 0), 2024, "250", "令和7年度の目標より6件よい"),
        (MAINTAIN, PROJECTS, 2024, "140", "目標の水準より1事業よい"),
        (MAINTAIN, PROJECTS, 2024, "139", "目標の水準ちょうど"),
        (MAINTAIN, PROJECTS, 2024, "133", "目標の水準まで、あと6事業"),
        (MAINTAIN, PROJECTS, 2024, None, ""),
        (DEBT, PERCENT, 2024, "6.9", "上限まで余裕 0.8ポイント"),
        (DEBT, PERCENT, 2025, "7.7", "上限ちょうど（余裕なし）"),
        (DEBT, PERCENT, 2024, "7.8", "上限を0.1ポイント超えている"),
        (FALL, Measure("人", 0), 2024, "15900", "下限まで余裕 150人"),
        (FALL, Measure("人", 0), 2024, "15700", "下限を50人割っている"),
        (TREND, PERCENT, 2024, "35.2", "基準値より2.9ポイントよい"),
        (TREND, PERCENT, 2024, "29.2", "基準値より3.1ポイント悪い"),
        (TREND, PERCENT, 2024, "32.3", "基準値と同じ"),
        (TREND, PERCENT, 2024, None, ""),
        (UNMEASURED_TREND, PERCENT, 2024, "50", ""),
        (CLIMB, PERCENT, 2018, "9.0", ""),
        (facts("5"), PERCENT, 2024, "6.0", ""),
    ],
)
def test_distance(indicator, measure, year, value, words):
    assert said(indicator, measure, year, value) == words


def test_distance_is_of_the_rounded_value_that_is_shown():
    assert said(facts("98.6", "98.7", "98.8"), PERCENT, 2024, "98.65") == "令和7年度の目標ちょうど"

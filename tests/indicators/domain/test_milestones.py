"""Was the target of a milestone year met? The verdicts of the rule book, read as an answer."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.domain.milestones import Outcome, count_outcomes, outcome_in
from indicators.domain.series import AnnualFact, JudgedSeries
from tests.indicators.domain.test_wording import DEBT, MAINTAIN, TREND, facts

TAX = facts("98.6", "98.7", "98.8")
LATE_TARGET = facts("10", "40")


@pytest.mark.parametrize(
    ("indicator", "value", "outcome"),
    [
        (TAX, "98.7", Outcome.MET),
        (TAX, "98.6", Outcome.NOT_MET),
        (TAX, "98.2", Outcome.NOT_MET),
        (MAINTAIN, "139", Outcome.MET),
        (MAINTAIN, "133", Outcome.NOT_MET),
        (DEBT, "7.7", Outcome.MET),
        (DEBT, "7.8", Outcome.NOT_MET),
        (TREND, "35.3", Outcome.MET),
        (TREND, "35.2", Outcome.NOT_MET),
        (TREND, None, Outcome.UNKNOWN),
        (TAX, None, Outcome.UNKNOWN),
    ],
)
def test_outcome_of_the_interim_year(indicator, value, outcome):
    annual = {} if value is None else {2025: AnnualFact(2025, Decimal(value))}

    assert outcome_in(JudgedSeries(indicator, annual, date(2026, 11, 22)), 2025) is outcome


def test_value_before_the_milestone_year_decides_nothing():
    series = JudgedSeries(TAX, {2024: AnnualFact(2024, Decimal("98.8"))}, date(2026, 11, 22))

    assert outcome_in(series, 2025) is Outcome.UNKNOWN


def test_year_without_a_target_of_its_own_decides_nothing():
    series = JudgedSeries(LATE_TARGET, {2030: AnnualFact(2030, Decimal(50))}, date(2031, 11, 22))

    assert outcome_in(series, 2030) is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("met", "not_met", "unknown", "sentence"),
    [
        (0, 0, 0, "目標を定めた指標は、まだ登録されていません。"),
        (0, 0, 12, "12指標とも、目標に届いたかどうかはまだ分かりません。"),
        (0, 0, 1, "ただ1つの指標が目標に届いたかどうかは、まだ分かりません。"),
        (8, 4, 0, "12指標のうち、届いたのは8指標、届かなかったのは4指標です。"),
        (
            6,
            4,
            2,
            "12指標のうち、届いたのは6指標、届かなかったのは4指標です。"
            "残り2指標は、まだ分かりません。",
        ),
    ],
)
def test_counts_are_told_in_a_sentence(met, not_met, unknown, sentence):
    outcomes = [Outcome.MET] * met + [Outcome.NOT_MET] * not_met + [Outcome.UNKNOWN] * unknown

    assert count_outcomes(outcomes).sentence == sentence

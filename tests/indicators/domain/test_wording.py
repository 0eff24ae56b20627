"""Every rule has a sentence, and the sentence says what was compared with what."""

from dataclasses import replace
from decimal import Decimal

import pytest

from indicators.domain.facts import IndicatorFacts, Observation, StatutoryLine
from indicators.domain.judgement import absent, judge
from indicators.domain.measure import Measure
from indicators.domain.targets import Target
from indicators.domain.vocabulary import Arrow, Direction, MissingReason
from indicators.domain.wording import explain


def facts(baseline: str | None, *targets: str, **options: object) -> IndicatorFacts:
    return IndicatorFacts(
        **{
            "direction": Direction.HIGHER,
            "decimal_places": 1,
            "first_year": 2021,
            "last_year": 2030,
            "baseline_year": 2019,
            "baseline_value": None if baseline is None else Decimal(baseline),
            "targets": tuple(
                Target(year, arrow=Arrow.UP) if text == "↗" else Target(year, Decimal(text))
                for year, text in zip((2025, 2030), targets, strict=False)
            ),
        }
        | options
    )


CLIMB = facts("10", "40", "60")
DEBT = facts(
    "4.7",
    "7.7",
    "9.5",
    direction=Direction.LOWER,
    statutory_line=StatutoryLine(Decimal(25), "早期健全化基準"),
)
TREND = facts("32.3", "↗", "↗", is_survey=True)
MAINTAIN = facts("139", "139", "139", decimal_places=0)


@pytest.mark.parametrize(
    ("indicator", "year", "value", "sentence"),
    [
        (CLIMB, 2024, "40", "令和6年度の実績40.0%は、目標（令和7年度）の40.0%以上です。"),
        (
            CLIMB,
            2025,
            "39",
            "令和7年度の実績39.0%は、目標（令和7年度）の40.0%まであと1.0ポイントです。",
        ),
        (
            CLIMB,
            2025,
            "9",
            "令和7年度の実績9.0%は、目標（令和7年度）の40.0%まであと31.0ポイントです。"
            "基準値10.0%も下回っています。",
        ),
        (CLIMB, 2024, "36", "令和6年度の実績36.0%は、この年度の計画線35.0%以上です。"),
        (
            CLIMB,
            2024,
            "24.9",
            "令和6年度の実績24.9%は、基準値10.0%からこの年度の計画線35.0%までの道のりの59.6%（149/250）まで進んでいます。",
        ),
        (CLIMB, 2024, "9.9", "令和6年度の実績9.9%は、基準値10.0%を0.1ポイント下回っています。"),
        (
            replace(CLIMB, baseline_value=None),
            2024,
            "39.9",
            "令和6年度の実績39.9%は、この年度の計画線40.0%まであと0.1ポイントです。",
        ),
        (
            facts("98.6", "98.7", "98.8"),
            2026,
            "98.7",
            "令和8年度の実績98.7%は、基準値98.6%より0.1ポイントよくなっています。",
        ),
        (
            TREND,
            2024,
            "35.2",
            "令和6年度の実績35.2%は、基準値32.3%との差が2.9ポイントで、調査の誤差の目安（3.00ポイント）"
            "より小さいため、変わったとはいえません。",
        ),
        (DEBT, 2024, "6.9", "令和6年度の実績6.9%は、この年度の計画値の上限7.7%以下です。"),
        (
            DEBT,
            2024,
            "7.3",
            "令和6年度の実績7.3%は、この年度の計画値の上限7.7%以下です。"
            "ただしこの年度の計画線7.2%を上回っていて、計画より早く動いています。",
        ),
        (
            DEBT,
            2024,
            "7.8",
            "令和6年度の実績7.8%は、この年度の計画値の上限7.7%を0.1ポイント上回っています。",
        ),
        (DEBT, 2024, "25", "令和6年度の実績25.0%は、法律で定める早期健全化基準25.0%以上です。"),
    ],
)
def test_explain_percentages(indicator, year, value, sentence):
    verdict = judge(indicator, year, Observation(Decimal(value)))

    assert explain(verdict, Measure("%", 1), indicator.direction) == sentence


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("140", "令和6年度の実績140事業は、目標（令和7年度）の139事業以上を保っています。"),
        (
            "133",
            "令和6年度の実績133事業は、目標（令和7年度）の139事業を6事業下回っていて、"
            "維持とみなす幅（6.95事業）以内です。",
        ),
        (
            "132",
            "令和6年度の実績132事業は、目標（令和7年度）の139事業を7事業下回っていて、"
            "維持とみなす幅（6.95事業）を超えています。",
        ),
    ],
)
def test_explain_counts(value, sentence):
    verdict = judge(MAINTAIN, 2024, Observation(Decimal(value)))

    assert explain(verdict, Measure("事業", 0), Direction.HIGHER) == sentence


@pytest.mark.parametrize("reason", list(MissingReason))
def test_explain_every_absence(reason):
    assert explain(absent(reason), Measure("%", 1), Direction.HIGHER).endswith("。")


@pytest.mark.parametrize("year", [2015, 2019, 2031])
def test_explain_years_that_are_not_judged(year):
    verdict = judge(DEBT, year, Observation(Decimal(5)))

    assert "評価の対象ではありません" in explain(verdict, Measure("%", 1), Direction.LOWER)


def test_change_is_in_points_for_percentages_and_in_units_otherwise():
    assert Measure("%", 1).change(Decimal("-0.4")) == "△0.4ポイント"
    assert Measure("件", 0).change(Decimal(3)) == "+3件"

"""Where an indicator stands at a milestone and what is asked about it: tables of worked cases."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.examination import questions_of
from indicators.domain.facts import IndicatorFacts
from indicators.domain.measure import Measure
from indicators.domain.milestones import Outcome
from indicators.domain.series import AnnualFact, JudgedSeries
from indicators.domain.standing import Trend, standing_at
from indicators.domain.targets import Target
from indicators.domain.vocabulary import Arrow, Direction, MissingReason

AUTUMN_2026 = date(2026, 11, 22)
CLIMB = IndicatorFacts(
    direction=Direction.HIGHER,
    decimal_places=0,
    first_year=2021,
    last_year=2030,
    baseline_year=2019,
    baseline_value=Decimal(83),
    targets=(Target(2025, Decimal(85)), Target(2030, Decimal(95))),
)
CEILING = replace(
    CLIMB,
    direction=Direction.LOWER,
    decimal_places=1,
    baseline_value=Decimal("4.7"),
    targets=(Target(2025, Decimal("7.7")), Target(2030, Decimal("9.5"))),
)
SURVEY = replace(
    CLIMB,
    decimal_places=1,
    is_survey=True,
    baseline_value=Decimal("32.3"),
    targets=(Target(2025, arrow=Arrow.UP), Target(2030, arrow=Arrow.UP)),
)


def series(values: dict[int, str | MissingReason], facts: IndicatorFacts = CLIMB) -> JudgedSeries:
    annual = {
        year: AnnualFact(year, None, told)
        if isinstance(told, MissingReason)
        else AnnualFact(year, Decimal(told))
        for year, told in values.items()
    }
    return JudgedSeries(facts, annual, AUTUMN_2026)


def asked(values: dict[int, str | MissingReason], facts: IndicatorFacts = CLIMB) -> str:
    own = series(values, facts)
    unit = "%" if facts.decimal_places else "件"
    return "\n".join(
        questions_of(standing_at(own, 2025), own.facts, Measure(unit, facts.decimal_places))
    )


def test_standing_says_who_is_short_by_how_much_and_what_changed():
    standing = standing_at(series({2023: "80", 2024: "81", 2025: "84"}), 2025)

    assert standing.outcome is Outcome.NOT_MET
    assert (standing.shortfall, standing.change) == (1, 1)
    assert standing.missing_years == (2021, 2022)
    assert standing.trend is Trend.BETTER


def test_standing_without_the_years_value_rests_on_the_last_known_one():
    standing = standing_at(series({2023: "84"}), 2025)

    assert standing.outcome is Outcome.UNKNOWN
    assert standing.last.fiscal_year.start == 2023
    assert (standing.shortfall, standing.change) == (1, 1)


def test_standing_knows_nothing_of_later_years():
    assert standing_at(series({2024: "84", 2026: "99"}), 2025).last.value == 84


def test_standing_without_any_value_claims_nothing():
    standing = standing_at(series({}), 2025)

    assert (standing.last, standing.shortfall, standing.change) == (None, None, None)
    assert standing.trend is Trend.UNKNOWN
    assert standing.needed_per_year is None


def test_year_with_an_answer_is_not_missing():
    told = {2021: MissingReason.NO_SURVEY, 2022: MissingReason.NOT_CALCULABLE, 2023: "84"}

    assert standing_at(series(told), 2025).missing_years == (2024, 2025)


def test_baseline_year_is_no_value_of_the_plan():
    assert standing_at(series({2019: "83", 2020: "84"}), 2025).last is None


@pytest.mark.parametrize(
    ("values", "facts", "trend"),
    [
        (("81", "82", "84"), CLIMB, Trend.BETTER),
        (("84", "82", "81"), CLIMB, Trend.WORSE),
        (("84", "84", "84"), CLIMB, Trend.FLAT),
        (("84", "82", "83"), CLIMB, Trend.MIXED),
        (("84", "84", "85"), CLIMB, Trend.BETTER),
        (("85", "84", "84"), CLIMB, Trend.WORSE),
        (("5.0", "6.0", "7.0"), CEILING, Trend.WORSE),
        (("7.0", "6.0", "5.0"), CEILING, Trend.BETTER),
    ],
)
def test_trend_is_seen_from_the_good_direction(values, facts, trend):
    own = series(dict(zip((2022, 2024, 2025), values, strict=True)), facts)

    assert standing_at(own, 2025).trend is trend


@pytest.mark.parametrize(
    ("values", "facts", "question"),
    [
        ({2025: "84"}, CLIMB, "目標まであと1件です。"),
        ({2025: "80"}, CLIMB, "基準より悪い値です。"),
        ({2025: "7.8"}, CEILING, "計画値を0.1ポイント超えています。"),
        ({}, CLIMB, "令和7年度の値が登録されていません。"),
        ({2025: MissingReason.NO_SURVEY}, SURVEY, "令和7年度の調査がありません。"),
        ({2025: MissingReason.AWAITING_PUBLICATION}, CLIMB, "いつごろ公表される見込みでしょうか。"),
        ({2025: MissingReason.NOT_CALCULABLE}, CLIMB, "値が算定されません。"),
        ({2023: "84", 2025: "85"}, CLIMB, "R3・R4・R6の値がありません。"),
        ({2023: "84", 2024: "83", 2025: "82"}, CLIMB, "R5からR7までの値は、悪いほうへ"),
        ({2023: "84", 2024: "84", 2025: "84"}, CLIMB, "値が変わっていません。"),
        ({2023: "84", 2024: "82", 2025: "84"}, CLIMB, "上下しています。"),
        ({2025: "33.0"}, SURVEY, "調査の誤差の目安"),
        ({2025: "85"}, replace(CLIMB, baseline_value=None), "現状値（基準値）がありません。"),
        ({2025: "85"}, CLIMB, "1年当たり+2.0件の動きが要り、これまでは1年当たり+0.3件でした。"),
        ({2025: "96"}, CLIMB, "令和12年度の目標にも、すでに届いています。"),
    ],
)
def test_figures_give_cause_to_ask(values, facts, question):
    assert question in asked(values, facts)


def test_indicator_that_is_well_is_not_questioned():
    values = {year: str(85 + 2 * (year - 2021)) for year in range(2021, 2026)}
    kept = replace(CLIMB, targets=(Target(2025, Decimal(85)), Target(2030, Decimal(100))))

    assert asked(values, kept) == ""


@given(
    st.dictionaries(
        st.integers(2019, 2026),
        st.one_of(
            st.integers(-200, 200).map(str),
            st.sampled_from([MissingReason.NO_SURVEY, MissingReason.AWAITING_PUBLICATION]),
        ),
    ),
    st.sampled_from([CLIMB, CEILING, SURVEY, replace(CLIMB, baseline_value=None)]),
)
def test_every_word_is_a_question_and_none_a_cause(values, facts):
    questions = asked(values, facts).splitlines()

    for question in questions:
        assert question.endswith("でしょうか。")
        assert not re.search(r"ため|せい|影響|原因|おかげ", question)

"""A verdict worked out by hand: the same answer as the rule book, reached in the same order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.facts import Observation
from indicators.domain.judgement import judge
from indicators.domain.measure import Measure
from indicators.domain.steps import steps_of
from indicators.domain.verdict import Verdict
from indicators.domain.vocabulary import Direction, Level
from tests.indicators.domain.test_judgement import DEBT_SERVICE, INFORMATION, WORKED_CASES
from tests.indicators.domain.test_judgement_properties import NUMBERS, YEARS, facts

PERCENT = Measure("%", 1)
# What a deciding question and its answer mean, by the question's last words.
DECISIONS = {
    ("目標に届いていますか。", "はい"): {"達成"},
    ("計画線に届いていますか。", "はい"): {"順調"},
    ("計画線に届いていますか。", "いいえ"): {"未達"},
    ("基準値より悪いですか。", "はい"): {"後退"},
    ("基準値より悪いですか。", "いいえ"): {"未達"},
    ("基準値と比べられますか。", "いいえ"): {"未達"},
    ("目安より小さいですか。", "はい"): {"誤差の範囲"},
    ("目安より小さいですか。", "いいえ"): {"後退"},
    ("目標の水準にありますか。", "はい"): {"維持"},
    ("維持とみなす幅以内ですか。", "はい"): {"おおむね維持"},
    ("維持とみなす幅以内ですか。", "いいえ"): {"後退"},
    ("範囲に収まっていますか。", "はい"): {"計画値の範囲内"},
    ("範囲に収まっていますか。", "いいえ"): {"計画値の範囲外"},
    ("以上ですか。", "はい"): {"早期健全化基準以上"},
}


def assert_checkable(own, year, value, verdict):
    steps = steps_of(own, verdict, Measure("%", own.decimal_places))
    (deciding,) = [step for step in steps if step.verdict]
    assert deciding.verdict == verdict.label
    for (question, answer), labels in DECISIONS.items():
        if deciding.question.endswith(question) and deciding.answer == answer:
            assert verdict.label in labels
    return deciding


@pytest.mark.parametrize(
    ("indicator", "year", "value", "label"),
    [(case[1], case[2], case[3], case[5]) for case in WORKED_CASES],
)
def test_worked_case_is_reached_by_hand(indicator, year, value, label):
    verdict = judge(indicator, year, Observation(Decimal(value)))

    assert assert_checkable(indicator, year, value, verdict).verdict == label


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, YEARS, st.sampled_from(Direction), st.booleans())
def test_any_verdict_is_decided_by_exactly_one_step(
    baseline, interim, final, value, year, direction, survey
):
    own = facts(direction, baseline, interim, final, survey)

    assert_checkable(own, year, value, judge(own, year, Observation(value)))


def test_steps_show_the_numbers_of_a_real_indicator():
    verdict = judge(DEBT_SERVICE, 2024, Observation(Decimal("6.9")))

    steps = steps_of(DEBT_SERVICE, verdict, PERCENT)

    assert [(step.numbers, step.answer, step.verdict) for step in steps] == [
        ("その桁より下は四捨五入します。", "6.9%", ""),
        ("目標7.7%は、基準値4.7%より悪い数値です（低いほどよい）。", "上限・下限", ""),
        ("6.9% ＜ 25.0%", "いいえ", ""),
        ("途中の年度では、前後の計画値のうち緩いほうです。", "7.7%", ""),
        ("6.9% ＜ 7.7%", "はい", "計画値の範囲内"),
        ("計画線 4.7 ＋（7.7 － 4.7）× 5 ÷ 6 ＝ 7.2%", "いいえ", ""),
    ]


def test_steps_of_a_survey_show_its_band():
    verdict = judge(INFORMATION, 2024, Observation(Decimal("35.2")))

    last = steps_of(INFORMATION, verdict, PERCENT)[-1]

    assert (last.numbers, last.answer) == ("差 2.9ポイント、目安 3.00ポイント", "はい")


def test_verdict_without_working_has_nothing_to_check():
    assert steps_of(INFORMATION, Verdict(Level.UNJUDGED, "基準年"), PERCENT) == ()

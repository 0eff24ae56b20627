import pytest

from tests.factories.indicators import (
    make_annual_value,
    make_indicator,
    make_target,
)
from tests.indicators.checking.told import problems

pytestmark = pytest.mark.django_db


def test_missing_milestone_target_is_found():
    make_indicator(targets={2025: "85"})

    assert [problem for _, problem in problems()] == ["令和12年度（2030年度）の目標がありません。"]


def test_target_outside_the_milestones_is_found():
    make_indicator(targets={2025: "85", 2028: "85", 2030: "86"})

    assert [problem for _, problem in problems()] == [
        "令和10年度（2028年度）の目標がありますが、計画の目標年度ではありません。"
    ]


def test_arrow_against_the_direction_is_found_once():
    make_indicator(targets={2025: "↘", 2030: "86"})

    assert problems() == [
        (
            "計画「試験計画」 指標1-1-1-1「指標の名1」 令和7年度（2025年度）の目標",
            "矢印「↘」は、望ましい方向と矛盾しています。",
        )
    ]


def test_revised_target_without_reason_is_found():
    make_target(indicator=make_indicator(), fiscal_year=2030, target="90", effective_from=2026)

    assert [problem for _, problem in problems()] == ["目標を見直した理由を入力してください。"]


def test_indicator_that_cannot_be_judged_is_found(monkeypatch):
    make_indicator()

    def refuse(*_):
        raise ValueError("比較できません。")

    monkeypatch.setattr("indicators.loading.judging.judge", refuse)

    assert [problem for _, problem in problems()] == [
        "評価できません。令和3年度を評価できません。比較できません。"
    ]


def test_numbers_finer_than_shown_are_found():
    indicator = make_indicator(baseline_value="83.4", targets={2025: "85.5", 2030: "86"})
    make_annual_value(indicator=indicator, value="84.25")

    assert [problem.partition("は、")[0] for _, problem in problems()] == ["83.4", "85.5", "84.25"]


def test_sample_sizes_of_what_is_no_survey_are_found():
    indicator = make_indicator(baseline_sample_size=500)
    make_annual_value(indicator=indicator, sample_size=400)

    assert [problem for _, problem in problems()] == [
        "アンケート調査ではない指標に、現状値の回答者数が入力されています。",
        "アンケート調査ではない指標には、回答者数を入力できません。",
    ]

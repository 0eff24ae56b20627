import pytest

from indicators.models import AnnualValue, Indicator, Target
from tests.factories.indicators import (
    make_annual_value,
    make_indicator,
)
from tests.indicators.checking.told import problems, without_constraint

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "fields", "problem"),
    [
        (
            "annual_value_xor_reason",
            {"missing_reason": "no_survey"},
            "実績値か、値がない理由の、どちらか一方を入力してください。",
        ),
        (
            "annual_value_xor_reason",
            {"value": None, "missing_reason": ""},
            "実績値か、値がない理由の、どちらか一方を入力してください。",
        ),
        (
            "not_calculable_says_why",
            {"value": None, "missing_reason": "not_calculable"},
            "「算定されない」のときは、その理由も入力してください。",
        ),
        (
            "annual_value_year_sensible",
            {"fiscal_year": 1900},
            "年度は1950年度から2100年度までにしてください。",
        ),
        (
            "annual_value_year_sensible",
            {"fiscal_year": 20240},
            "年度は1950年度から2100年度までにしてください。",
        ),
    ],
)
def test_value_that_the_database_should_have_refused_is_found(name, fields, problem):
    indicator = make_indicator()
    with without_constraint(AnnualValue, name):
        make_annual_value(indicator=indicator, **fields)

    assert problem in [problem for _, problem in problems()]


def test_target_with_neither_value_nor_arrow_is_found():
    indicator = make_indicator()
    with without_constraint(Target, "target_value_xor_arrow"):
        Target.objects.filter(fiscal_year=2025).update(value=None)

    assert problems() == [
        (
            f"計画「試験計画」 指標{indicator.code}「指標の名1」 令和7年度（2025年度）の目標",
            "目標は、数値か矢印のどちらか一方を入力してください。",
        )
    ]


def test_baseline_with_neither_value_nor_reason_is_found():
    make_indicator()
    with without_constraint(Indicator, "baseline_value_xor_reason"):
        Indicator.objects.update(baseline_value=None)

    assert "現状値か、現状値がない理由の、どちらか一方を入力してください。" in [
        problem for _, problem in problems()
    ]


@pytest.mark.parametrize(
    ("model", "fields", "problem"),
    [
        (Target, {"value": None, "arrow": "sideways"}, "「矢印の目標」"),
        (AnnualValue, {"value": None, "missing_reason": "lost"}, "「値がない理由」"),
    ],
)
def test_code_outside_the_choices_is_found(model, fields, problem):
    make_annual_value(indicator=make_indicator(targets={2025: "85", 2030: "86"}))
    model.objects.filter(pk=model.objects.first().pk).update(**fields)

    assert [found for _, found in problems()] == [f"{problem}に、選択肢にない値が入っています。"]


def test_unknown_direction_is_found():
    make_indicator(targets={2025: "↗", 2030: "86"})
    with without_constraint(Indicator, "indicator_direction_known"):
        Indicator.objects.update(direction="sideways")

    assert [problem for _, problem in problems()] == ["望ましい方向を選んでください。"]

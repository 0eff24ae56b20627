from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection

from indicators.checking import find_problems
from indicators.loading.plan import load_plan
from indicators.models import AnnualValue, Indicator, Target
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_glossary_term,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
    make_related_plan,
    make_target,
)

TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.django_db


def problems(today=TODAY):
    return [(finding.place, finding.problem) for finding in find_problems(today)]


@contextmanager
def without_constraint(model, name):
    """Let rows in that the database refuses, as an imported database may hold them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        else:
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            yield


def test_real_plan_has_no_problems():
    fixtures = settings.BASE_DIR / "fixtures"
    load_plan(fixtures / "sunagawa-7", sdg_goals=fixtures / "sdg-goals.toml")

    assert problems() == []


def test_empty_database_has_no_problems():
    assert problems() == []


def test_finding_says_where_what_and_how_to_mend():
    indicator = make_indicator(targets={})

    (finding,) = find_problems(TODAY)

    assert finding.place == f"計画「試験計画」 指標{indicator.code}「指標の名1」"
    assert str(finding) == (
        "計画「試験計画」 指標1-1-1-1「指標の名1」\n"
        "  問題: 目標が1つもありません。\n"
        "  直し方: 管理画面の「指標」で、目標年度ごとに数値か矢印を入力してください。"
    )


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


def test_codes_that_do_not_follow_their_parents_are_found():
    policy = make_policy(goal=make_goal(number=6), code="5-1")
    project = make_basic_project(policy=policy, code="6-1-1")
    make_indicator(basic_project=project, code="6-1-2-1")

    assert [problem for _, problem in problems()] == [
        "番号「5-1」が、基本目標の番号「6-」で始まっていません。",
        "番号「6-1-1」が、施策番号「5-1-」で始まっていません。",
        "番号「6-1-2-1」が、基本事業番号「6-1-1-」で始まっていません。",
    ]


def test_code_used_twice_in_a_plan_is_found():
    plan = make_plan()
    for number in (1, 2):
        policy = make_policy(goal=make_goal(plan=plan, number=number), code="1-1")
        make_basic_project(policy=policy, code=f"1-1-{number}", no_indicator_reason="なし")

    assert "「1-1」が2回使われています" in "".join(problem for _, problem in problems())


def test_same_codes_in_two_plans_are_fine():
    make_indicator()
    make_indicator(
        basic_project=make_basic_project(
            policy=make_policy(goal=make_goal(plan=make_plan(shows_on_home=False)))
        )
    )
    assert problems() == []


def test_orders_used_twice_are_found():
    indicator = make_indicator()
    make_indicator(basic_project=indicator.basic_project, code="1-1-1-2", order=1)
    policy = indicator.basic_project.policy
    make_related_plan(policy=policy)
    make_related_plan(policy=policy, order=1, name="別の計画")

    assert problems() == [
        (
            "計画「試験計画」 指標1-1-1-1「指標の名1」",
            "並び順1が重なっています（1-1-1-1 指標の名1、1-1-1-2 指標の名1）。",
        ),
        (
            "計画「試験計画」 施策1-1 関係個別計画「関係個別計画1」",
            "並び順1が重なっています（関係個別計画1、別の計画）。",
        ),
    ]


def test_basic_project_without_indicator_or_reason_is_found():
    make_basic_project()

    assert problems() == [
        (
            "計画「試験計画」 基本事業1-1-1",
            "指標がなく、「指標を設定しない理由」もありません。",
        )
    ]


def test_goal_without_policy_is_found():
    make_goal()
    assert problems() == [("計画「試験計画」 基本目標1", "施策が1つもありません。")]


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"first_fiscal_year": 2030, "last_fiscal_year": 2035}, 1),
        ({"first_fiscal_year": 2031, "last_fiscal_year": 2040}, 0),
        ({"shows_on_home": False}, 0),
        ({"is_published": False}, 0),
    ],
)
def test_home_plans_of_the_same_years_are_found(fields, count):
    make_plan(name="第7期")
    make_plan(name="第8期", milestones={}, **fields)

    assert len(problems()) == count


def test_mark_without_term_is_found():
    policy = make_policy(aim="協働*のまちと、地域コミュニティ*を目指します。")
    make_glossary_term(policies=(policy,), term="地域コミュニティ")

    assert problems() == [
        (
            "計画「試験計画」 施策1-1",
            "施策の目標の「…協働*」に、用語解説の語がありません。",
        )
    ]


def test_mark_of_a_term_that_only_another_policy_explains_is_found():
    policy = make_policy(aim="協働*のまちを目指します。")
    other = make_policy(goal=policy.goal, aim="協働*を進めます。")
    make_glossary_term(policies=(other,), term="協働")

    assert [place for place, _ in problems()] == ["計画「試験計画」 施策1-1"]


def test_terms_never_used_are_found():
    policy = make_policy()
    make_glossary_term(policies=(policy,), term="人口")
    make_glossary_term(policies=(policy,), term="国土強靱化")
    make_glossary_term(plan=policy.goal.plan, term="協働")

    assert problems() == [
        (
            "計画「試験計画」 施策1-1",
            "用語解説の「国土強靱化」が、この施策の文のどこにも出てきません。",
        ),
        ("計画「試験計画」 用語解説「協働」", "どの施策にも掲載されていません。"),
    ]


@pytest.mark.parametrize("plans", [1, 3])
def test_queries_do_not_grow_with_the_rows(plans, django_assert_num_queries):
    for _ in range(plans):
        policy = make_policy(goal=make_goal(plan=make_plan(shows_on_home=False)))
        indicator = make_indicator(basic_project=make_basic_project(policy=policy))
        make_annual_value(indicator=indicator)
        make_glossary_term(policies=(policy,), term="人口")

    with django_assert_num_queries(41):
        assert problems() == []

import pytest

from tests.factories.indicators import (
    make_basic_project,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
    make_related_plan,
)
from tests.indicators.checking.told import problems

pytestmark = pytest.mark.django_db


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

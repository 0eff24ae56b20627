import pytest
from django.conf import settings

from indicators.checking import find_problems
from indicators.loading.plan import load_plan
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_glossary_term,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)
from tests.indicators.checking.told import TODAY, problems

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("plans", [1, 3])
def test_queries_do_not_grow_with_the_rows(plans, django_assert_num_queries):
    for _ in range(plans):
        policy = make_policy(goal=make_goal(plan=make_plan(shows_on_home=False)))
        indicator = make_indicator(basic_project=make_basic_project(policy=policy))
        make_annual_value(indicator=indicator)
        make_glossary_term(policies=(policy,), term="人口")

    with django_assert_num_queries(45):
        assert problems() == []

import pytest

from finance.models import SoundnessRatio
from sunagawa_plan.lending import lend
from tests.factories.finance import make_ratio
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_glossary_term,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)

pytestmark = pytest.mark.django_db


def plant(*, is_published: bool = True) -> None:
    plan = make_plan(slug="p", is_published=is_published)
    policy = make_policy(goal=make_goal(plan=plan, number=6))
    make_policy(goal=policy.goal)
    for term in ("実質公債費比率", "健全化判断比率", "協働"):
        make_glossary_term(policies=(policy,), plan=plan, term=term, explanation=f"{term}の説明")
    make_annual_value(
        indicator=make_indicator(basic_project=make_basic_project(policy=policy)), value="84"
    )
    make_ratio(code="debt", glossary_term="実質公債費比率", plan_slug="p", indicator_code="6-1-1-1")
    make_ratio(code="alone", glossary_term="資金不足比率")


def test_plan_lends_values_words_and_the_policy_of_its_indicator(django_assert_num_queries):
    plant()
    ratios = list(SoundnessRatio.objects.all())

    with django_assert_num_queries(5):
        lent = lend(ratios)

    assert set(lent.ratios) == {"debt"}
    assert {term: word.explanation for term, word in lent.words.items()} == {
        "実質公債費比率": "実質公債費比率の説明",
        "健全化判断比率": "健全化判断比率の説明",
    }
    assert [policy.address for policy in lent.policies] == ["/plans/p/policies/6-1/"]


def test_unpublished_plan_lends_nothing():
    plant(is_published=False)

    lent = lend(SoundnessRatio.objects.all())

    assert (dict(lent.ratios), dict(lent.words), lent.policies) == ({}, {}, ())

import pytest

from tests.factories.indicators import (
    make_glossary_term,
    make_policy,
)
from tests.indicators.checking.told import problems

pytestmark = pytest.mark.django_db


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

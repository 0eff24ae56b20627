import pytest

from finance.domain.amounts import Amount
from finance.domain.items import Item, ItemTree
from finance.domain.publication import Explanation, obstacles
from finance.domain.settlement import Settlement, YearFacts
from finance.domain.vocabulary import Section

TREE = ItemTree(
    (
        Item("total", Section.REVENUE, is_total=True),
        Item("tax", Section.REVENUE, "total"),
        Item("other", Section.REVENUE, "total", last_year=2019),
        Item("rest", Section.REVENUE, "total"),
    )
)
NAMES = {"total": "歳入総額", "tax": "市税", "other": "譲与税", "rest": "その他"}


def told(amounts, explanation=None, year=2020):
    facts = YearFacts(year, {code: Amount(number) for code, number in amounts.items()})
    given = {"total": explanation} if explanation else {}
    found = obstacles(Settlement(TREE, {year: facts}), year, names=NAMES, explanations=given)
    return [(each.item_code, each.problem) for each in found]


def test_year_that_adds_up_may_be_published():
    assert told({"total": 30, "tax": 10, "rest": 20}) == []


def test_every_open_item_stands_in_the_way():
    assert told({"total": 30, "tax": 10}) == [("rest", "「その他」が未入力です。")]


def test_amount_of_an_ended_item_stands_in_the_way():
    found = told({"total": 31, "tax": 10, "rest": 20, "other": 1})

    assert [code for code, _ in found] == ["other"]


@pytest.mark.parametrize(
    ("total", "explanation", "is_free"),
    [
        (31, None, False),
        (31, Explanation(note=" "), False),
        (31, Explanation(note="端数処理のため"), True),
        (31, Explanation(difference_reason="翌年度に精算"), True),
        (32, None, False),
        (32, Explanation(note="端数処理のため"), False),
        (32, Explanation(difference_reason="翌年度に精算"), True),
        (30, Explanation(difference_reason="翌年度に精算"), False),
        (30, Explanation(note="速報から訂正"), True),
    ],
)
def test_difference_needs_a_note_when_rounding_explains_it_and_else_a_reason(
    total, explanation, is_free
):
    assert (told({"total": total, "tax": 10, "rest": 20}, explanation) == []) is is_free


def test_difference_is_told_with_both_sides():
    assert told({"total": 1_032, "tax": 1_010, "rest": 20}) == [
        ("total", "「歳入総額」1,032千円が、内訳の計1,030千円と2千円違います。")
    ]

import pytest

from finance.domain.items import Item, ItemTree
from finance.domain.vocabulary import Section

REVENUE = Section.REVENUE
TREE = ItemTree(
    (
        Item("revenue_total", REVENUE, is_total=True),
        Item("own_source", REVENUE, "revenue_total", is_total=True),
        Item("dependent", REVENUE, "revenue_total", is_total=True),
        Item("municipal_tax", REVENUE, "own_source"),
        Item("fund_balance", Section.FUNDS, is_total=True),
    )
)


def test_walk_gives_parts_behind_their_total_with_depth():
    assert [(item.code, depth) for item, depth in TREE.walk()] == [
        ("revenue_total", 0),
        ("own_source", 1),
        ("municipal_tax", 2),
        ("dependent", 1),
        ("fund_balance", 0),
    ]


def test_walk_keeps_to_a_section():
    assert [item.code for item, _ in TREE.walk(Section.FUNDS)] == ["fund_balance"]
    assert [item.code for item in TREE.roots(Section.EXPENDITURE)] == []


def test_root_is_the_total_at_the_top():
    assert TREE.root_of("municipal_tax").code == "revenue_total"
    assert TREE.root_of("fund_balance").code == "fund_balance"


def test_totals_with_parts_and_leaves_are_told_apart():
    assert [item.code for item in TREE.with_parts()] == ["revenue_total", "own_source"]
    assert TREE.parts("municipal_tax") == ()
    assert "dependent" in TREE
    assert "other" not in TREE


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ((Item("a", REVENUE), Item("a", REVENUE)), "2つあります"),
        ((Item("a", REVENUE, "b"),), "「b」がありません"),
        ((Item("a", REVENUE), Item("b", Section.FUNDS, "a")), "区分が違います"),
        ((Item("a", REVENUE, "b"), Item("b", REVENUE, "a")), "輪"),
        ((Item("a", REVENUE, "a"),), "輪"),
    ],
)
def test_items_that_make_no_tree_are_refused(items, message):
    with pytest.raises(ValueError, match=message):
        ItemTree(items)


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (None, None, {2015, 2016, 2017}),
        (2016, None, {2016, 2017}),
        (None, 2016, {2015, 2016}),
        (2016, 2016, {2016}),
    ],
)
def test_item_exists_from_its_first_to_its_last_year(first, last, years):
    item = Item("a", REVENUE, first_year=first, last_year=last)

    assert {year for year in (2015, 2016, 2017) if item.exists_in(year)} == years

import pytest

from finance.domain.amounts import Amount
from finance.domain.entry_checks import balance_caution, cautions
from finance.domain.items import Item, ItemTree
from finance.domain.settlement import Settlement, YearFacts
from finance.domain.vocabulary import Section

TREE = ItemTree(
    (
        Item("income", Section.REVENUE),
        Item("spending", Section.EXPENDITURE),
        Item("fund", Section.FUNDS),
    )
)


def settlement(code, before, now):
    years = {
        year: YearFacts(year, {} if amount is None else {code: Amount(amount)})
        for year, amount in ((2019, before), (2020, now))
    }
    return Settlement(TREE, years)


@pytest.mark.parametrize(
    ("code", "before", "now", "words"),
    [
        ("income", 2_094_730, 2_094_730_000, ["1000倍"]),
        ("income", 2_094_730, 21_000_000, ["10倍"]),
        ("income", 2_094_730, 209_473, ["10分の1"]),
        ("income", 2_094_730, 2_094_730, ["前年度と同じ額"]),
        ("fund", 2_094_730, 2_094_730, []),
        ("income", 2_094_730, 4_000_000, []),
        ("income", 5, 50, []),
        ("income", 2_094_730, 0, []),
        ("income", None, 2_094_730, []),
        ("income", 2_094_730, None, []),
        ("income", 2_094_730, -2_000_000, ["負の額"]),
        ("fund", -5_000, -6_000, []),
    ],
)
def test_slips_are_told_and_ordinary_amounts_are_not(code, before, now, words):
    found = cautions(settlement(code, before, now), code, 2020)
    assert len(found) == len(words)
    assert all(word in text for word, text in zip(words, found, strict=True))


@pytest.mark.parametrize(("income", "spending", "is_told"), [(9, 10, True), (10, 10, False)])
def test_spending_above_income_is_told(income, spending, is_told):
    amounts = {"income": Amount(income), "spending": Amount(spending)}
    found = balance_caution(Settlement(TREE, {2020: YearFacts(2020, amounts)}), 2020)
    assert ("1千円多く" in found) is is_told

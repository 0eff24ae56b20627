from decimal import Decimal

from finance.domain.amounts import Amount
from finance.domain.items import Item, ItemTree
from finance.domain.settlement import Settlement, YearFacts
from finance.domain.sums import SumResult
from finance.domain.vocabulary import AmountMissingReason, Section, YearOnYearState
from finance.domain.year_on_year import as_printed

TREE = ItemTree(
    (
        Item("revenue_total", Section.REVENUE, is_total=True),
        Item("tax", Section.REVENUE, "revenue_total"),
        Item("levy", Section.REVENUE, "revenue_total", first_year=2020, last_year=2021),
        Item("expenditure_total", Section.EXPENDITURE, is_total=True),
        Item("fund_balance", Section.FUNDS, is_total=True),
        Item("building_fund", Section.FUNDS, "fund_balance", last_year=2020),
    )
)


def settlement(**years):
    """Years as y2019={…} of amounts by item code."""
    return Settlement(
        TREE,
        {
            int(name[1:]): YearFacts(
                int(name[1:]), {code: Amount(number) for code, number in amounts.items()}
            )
            for name, amounts in years.items()
        },
    )


def test_balance_is_revenue_minus_expenditure():
    known = settlement(
        y2019={"revenue_total": 13_076_456, "expenditure_total": 12_664_467}, y2020={}
    )

    assert known.balance(2019) == 411_989
    assert known.balance(2020) is None
    assert known.balance(2018) is None


def test_share_is_of_the_total_of_the_section():
    known = settlement(y2019={"revenue_total": 200, "tax": 50, "fund_balance": 0})

    assert known.share("tax", 2019) == Decimal("25.0")
    assert known.share("revenue_total", 2019) == Decimal("100.0")
    assert known.share("fund_balance", 2019) is None
    assert known.share("building_fund", 2019) is None


def test_item_outside_its_years_is_absent_and_not_merely_unknown():
    known = settlement(y2019={}, y2020={"levy": 5}, y2021={"building_fund": 7})

    assert known.amount("levy", 2019) == Amount(None, AmountMissingReason.NO_SUCH_ITEM)
    assert known.amount("building_fund", 2022) == Amount(None, AmountMissingReason.NO_SUCH_FUND)
    assert known.amount("tax", 2019) is None
    assert known.outside_life(2021) == ("building_fund",)


def test_item_that_begins_or_ends_is_newly_arisen_or_ceased():
    known = settlement(y2019={}, y2020={"levy": 5, "building_fund": 7}, y2021={"levy": 6}, y2022={})

    assert known.year_on_year("levy", 2020).state is YearOnYearState.NEWLY_ARISEN
    assert known.year_on_year("levy", 2021).ratio == Decimal("120.0")
    assert known.year_on_year("levy", 2022).state is YearOnYearState.CEASED
    assert known.year_on_year("building_fund", 2021).state is YearOnYearState.CEASED
    assert known.year_on_year("building_fund", 2022).state is YearOnYearState.NONE


def test_gap_between_years_is_no_previous_year():
    known = settlement(y2018={"tax": 10}, y2020={"tax": 20})

    assert known.gaps == (2019,)
    assert known.year_on_year("tax", 2020).state is YearOnYearState.UNKNOWN
    assert known.compared("tax", 2020, 2018).ratio == Decimal("200.0")


def test_ended_item_is_listed_once_more_for_its_last_ratio():
    known = settlement(y2020={"building_fund": 7}, y2021={}, y2022={})
    listed = {
        year: [item.code for item, _ in known.listed(year, Section.FUNDS)]
        for year in (2020, 2021, 2022)
    }

    assert "building_fund" in listed[2020]
    assert "building_fund" in listed[2021]
    assert "building_fund" not in listed[2022]


def test_sum_checks_leave_out_what_does_not_exist():
    known = settlement(y2022={"revenue_total": 10, "tax": 10, "fund_balance": 3})
    results = {check.code: check.result for check in known.sum_checks(2022)}

    assert results == {"revenue_total": SumResult.EQUAL, "fund_balance": SumResult.DIFFERENT}


def test_item_without_amount_or_reason_is_unanswered():
    known = settlement(y2022={"revenue_total": 10, "expenditure_total": 0, "fund_balance": 0})

    assert known.unanswered(2022) == ("tax",)


def test_print_that_disagrees_is_found():
    years = {
        2019: YearFacts(2019, {"tax": Amount(10)}),
        2020: YearFacts(2020, {"tax": Amount(12)}, {"tax": as_printed(Decimal("120.1"), None)}),
    }

    found = list(Settlement(TREE, years).contradicted(2020))

    assert [(code, a.text, b.text) for code, a, b in found] == [("tax", "120.1", "120.0")]


def test_amount_per_inhabitant_needs_a_population():
    years = {
        2019: YearFacts(2019, {"tax": Amount(34)}, population=17),
        2020: YearFacts(2020, {"tax": Amount(34)}),
    }
    known = Settlement(TREE, years)

    assert known.per_inhabitant("tax", 2019) == 2_000
    assert known.per_inhabitant("tax", 2020) is None
    assert known.per_inhabitant("levy", 2019) is None


def test_nothing_known_is_no_error():
    known = settlement()

    assert (known.latest, known.gaps, known.fiscal_years) == (None, (), ())

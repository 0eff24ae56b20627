from datetime import date
from decimal import Decimal

import pytest

from finance.domain.amount_columns import FUND_COLUMNS, SETTLEMENT_COLUMNS, columns_of
from finance.domain.amount_rows import AmountReader, KnownAccount, KnownItem
from finance.domain.amounts import Amount
from finance.domain.items import Item, ItemTree
from finance.domain.settlement import Settlement, YearFacts
from finance.domain.vocabulary import AmountMissingReason, Section
from sunagawa_plan.lib.uploads import RowError

ITEMS = (
    Item("revenue_total", Section.REVENUE, is_total=True),
    Item("tax", Section.REVENUE, "revenue_total"),
    Item("fund", Section.FUNDS, last_year=2019),
)
KNOWN = KnownAccount(
    "general_account",
    "一般会計",
    {
        "revenue_total": KnownItem(1, ITEMS[0], "歳入総額"),
        "tax": KnownItem(2, ITEMS[1], "市税", ((2020, "市税等"),)),
        "fund": KnownItem(3, ITEMS[2], "庁舎整備"),
    },
    Settlement(ItemTree(ITEMS), {2018: YearFacts(2018, {"tax": Amount(2_077_832)})}),
)
ROW = {
    "account": "general_account",
    "fiscal_year": "2019",
    "item_code": "tax",
    "amount_thousand_yen": "2,094,730",
    "missing_reason": None,
}


def reader():
    return AmountReader({"general_account": KNOWN}, date(2026, 11, 22))


def read(**cells):
    return reader().read(ROW | cells, 2)


def faults(**cells):
    with pytest.raises(RowError) as caught:
        read(**cells)
    return caught.value.messages


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("2,094,730", 2_094_730),
        ("２，０９４，７３０千円", 2_094_730),
        (" 2094730\n", 2_094_730),
        (2094730.0, 2_094_730),
        (2_094_730, 2_094_730),
        (Decimal(2094730), 2_094_730),
        ("△1,234", -1_234),
        ("▲1,234", -1_234),
        ("0", 0),
    ],
)
def test_amount_is_read_as_offices_write_it(cell, amount):
    assert read(amount_thousand_yen=cell).amount == Amount(amount)


@pytest.mark.parametrize("spelling", ["2019", 2019, "R元", "令和元年度", "Ｒ１", "H31"])
def test_year_is_read_in_every_spelling(spelling):
    assert read(fiscal_year=spelling).fiscal_year == 2019


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"amount_thousand_yen": None, "missing_reason": "no_such_fund"}, "no_such_fund"),
        ({"amount_thousand_yen": "－", "missing_reason": "基金なし"}, "no_such_fund"),
        ({"amount_thousand_yen": "", "missing_reason": "公表されていない"}, "not_published"),
    ],
)
def test_reason_is_read_by_code_or_word(cells, reason):
    row = read(item_code="fund", **cells)

    assert row.amount == Amount(None, AmountMissingReason(reason))


@pytest.mark.parametrize("reason", [None, "", "awaiting_entry", "未入力"])
def test_blank_says_nothing(reason):
    assert read(amount_thousand_yen=None, missing_reason=reason).amount is None


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"amount_thousand_yen": "－"}, "amount_thousand_yen", "該当なし"),
        ({"amount_thousand_yen": "皆増"}, "amount_thousand_yen", "前年比の語"),
        ({"amount_thousand_yen": "1,23"}, "amount_thousand_yen", "「1,23」"),
        ({"amount_thousand_yen": "20億円"}, "amount_thousand_yen", "千円"),
        ({"amount_thousand_yen": "1234.5"}, "amount_thousand_yen", "整数"),
        ({"missing_reason": "no_such_item"}, "amount_thousand_yen", "両方"),
        ({"missing_reason": "なし"}, "missing_reason", "「なし」"),
        ({"item_code": "taxes"}, "item_code", "「taxes」"),
        ({"item_code": None}, "item_code", "項目コードがありません"),
        ({"account": "ordinary_account"}, "account", "「ordinary_account」"),
        ({"account": None}, "account", "会計"),
        ({"fiscal_year": "元年"}, "fiscal_year", "元号がありません"),
        ({"fiscal_year": "2027"}, "fiscal_year", "まだ始まっていません"),
        ({"fiscal_year_wareki": "平成30年度"}, "fiscal_year", "合っていません"),
        ({"item_name": "地方交付税"}, "item_name", "登録は「市税」"),
        ({"section": "funds"}, "section", "行がずれていないか"),
        ({"parent_code": "own_source"}, "parent_code", "登録は「revenue_total」"),
        (
            {"previous_amount_thousand_yen": "2,070,265"},
            "previous_amount_thousand_yen",
            "2,077,832千円と違います",
        ),
        ({"difference_reason": "端数"}, "difference_reason", "合計の行だけ"),
        (
            {"item_code": "fund", "fiscal_year": "2020"},
            "amount_thousand_yen",
            "この年度にはない項目",
        ),
    ],
)
def test_fault_names_its_column_and_quotes_its_cell(cells, column, words):
    found = faults(**cells)

    assert list(found) == [column]
    assert words in found[column]


def test_all_faults_of_a_row_are_told_at_once():
    assert set(faults(fiscal_year="x", item_code="y", account="z")) == {"fiscal_year", "account"}


def test_same_item_and_year_twice_is_refused():
    each = reader()
    each.read(ROW, 2)

    with pytest.raises(RowError, match="2行目に同じ項目の同じ年度"):
        each.read(ROW | {"fiscal_year": "R元"}, 5)


def test_name_is_that_of_the_year():
    assert read(fiscal_year="2020", item_name="市税等").fiscal_year == 2020
    assert "item_name" in faults(fiscal_year="2020", item_name="市税")


def test_ratio_is_taken_only_as_printed():
    assert read(year_on_year="100.8", year_on_year_state="number").printed is None
    assert read(year_on_year="97.5", year_on_year_state="as_printed").printed == Decimal("97.5")


def test_column_that_the_file_lacks_says_nothing():
    assert read().note is None
    assert read(note=None).note == ""


def test_funds_file_is_of_the_general_account():
    cells = {name: cell for name, cell in ROW.items() if name != "account"}

    assert reader().read(cells, 2).account is KNOWN


def test_kind_of_file_is_seen_from_its_headings():
    assert columns_of(("fiscal_year", "fund_code")) is FUND_COLUMNS
    assert columns_of(("item_code",)) is SETTLEMENT_COLUMNS

"""The book's table on the page, cell by cell, against the print."""

import tomllib

import pytest
from django.conf import settings

from finance.models import SettlementAmount, SettlementYear
from finance.pages.book import AccountBook
from finance.pages.cells import amount_cell
from finance.pages.settlement import SettlementChoice, SettlementPage
from tests.factories.finance import make_account, make_table, make_year

FILE = settings.BASE_DIR / "fixtures" / "sunagawa-7" / "settlement.toml"
PRINTED = tomllib.loads(FILE.read_text(encoding="utf-8"))["items"]
YEARS = (2015, 2016, 2017, 2018, 2019)


def page_of(book, **query: str) -> SettlementPage:
    return SettlementPage.from_book(book, SettlementChoice.from_query(query, book.years))


def rows_of(page) -> dict[str, object]:
    return {row.code: row for table in page.tables[0] for row in table.rows}


def test_every_printed_amount_and_ratio_stands_in_the_table(book):
    rows = rows_of(page_of(book))

    assert len(rows) == len(PRINTED) == 22
    for item in PRINTED:
        for cell, year in zip(rows[item["code"]].cells, YEARS, strict=True):
            printed = item["years"][str(year)]
            assert cell.amount == printed.get("amount", "－")
            assert cell.ratio.removesuffix("%") == printed.get("year_on_year", "")


def test_ratios_of_the_first_year_are_marked_as_printed_and_no_others(book):
    cells = [(cell, row) for row in rows_of(page_of(book)).values() for cell in row.cells]

    marked = [cell.fiscal_year.start for cell, _ in cells if cell.remark]
    assert set(marked) == {2015}
    assert len(marked) == 21
    assert {cell.remark for cell, _ in cells} == {"", "冊子の値"}


def test_new_fund_is_first_none_then_newly_arisen(book):
    fund = rows_of(page_of(book))["government_building_fund"]

    assert (fund.cells[0].amount, fund.cells[0].reason, fund.cells[0].ratio) == (
        "－",
        "基金なし",
        "",
    )
    assert (fund.cells[1].amount, fund.cells[1].ratio) == ("600,000", "皆増")


def test_ended_item_is_ceased_in_the_first_year_without_it_and_then_nothing(db):
    account = make_account()
    make_table(account=account)
    for year, amount in ((2016, 600), (2017, "no_such_fund"), (2018, "no_such_fund")):
        make_year(account=account, fiscal_year=year, amounts={"building_fund": amount})
    book = AccountBook.published()

    said = [amount_cell(book, "building_fund", year) for year in (2017, 2018)]

    assert [(cell.amount, cell.reason, cell.ratio) for cell in said] == [
        ("－", "基金なし", "皆減"),
        ("－", "基金なし", ""),
    ]


def test_zero_absent_unknown_and_unpublished_are_four_things(db):
    account = make_account()
    make_table(account=account)
    for year, amount in ((2016, 0), (2017, "no_such_fund"), (2018, "not_published"), (2020, 5)):
        make_year(account=account, fiscal_year=year, amounts={"building_fund": amount})
    book = AccountBook.published()

    said = {
        year: (cell.amount, cell.reason)
        for year in range(2016, 2021)
        for cell in [amount_cell(book, "building_fund", year)]
    }

    assert said == {
        2016: ("0", ""),
        2017: ("－", "基金なし"),
        2018: ("", "公表されていない"),
        2019: ("", "公開していません"),
        2020: ("5", ""),
    }


def test_one_year_in_detail_has_shares(book):
    page = page_of(book, year="2019")
    revenue = {row.name: row.cells[0].share for row in page.detail[0].rows}

    assert page.fiscal_year.start == 2019
    assert (revenue["歳入総額"], revenue["自主財源"], revenue["市税"]) == (
        "100.0%",
        "35.6%",
        "16.0%",
    )
    assert (page.balance, page.balance_exact) == ("4億1,199万円", "411,989千円")


def test_two_years_are_compared(book):
    comparison = page_of(book, year="2019", **{"with": "2015"}).comparison
    rows = {row.name: row for _, section in comparison.sections for row in section}

    total = rows["歳入総額"]
    assert (total.amount, total.other_amount) == ("13,076,456", "12,789,229")
    assert (total.change, total.ratio) == ("+287,227", "102.2%")
    assert rows["財政調整"].change == "△921,810"
    assert (rows["庁舎整備"].ratio, rows["庁舎整備"].change) == ("皆増", "+1,031,571")
    assert rows["庁舎整備"].other_reason == "基金なし"


def test_nothing_is_compared_unless_asked(book):
    assert page_of(book, year="2017").comparison is None


def test_composition_lies_in_the_books_order_with_the_tables_keys(book):
    page = page_of(book)
    revenue, spending = page.parts.wide.bars

    assert revenue.heading.words == "歳入　130億7,646万円"
    drawn = [(part.name, f"layer-{part.look}") for part in revenue.segments]
    keyed = [(row.name, row.swatch) for row in page.detail[0].rows if row.swatch]
    assert drawn == keyed
    assert spending.segments[0].name == "人件費"


def test_charts_hold_the_books_amounts(book):
    revenue, spending = page_of(book).charts
    tax = [str(part.value) for part in revenue.chart.wide.segments if part.name == "市税"]

    assert tax == ["20.49399", "20.89792", "20.70265", "20.77832", "20.9473"]
    assert [entry.words for entry in spending.chart.wide.legend][-1] == "人件費"


def test_twenty_years_stand_in_tables_of_five_the_latest_first(db):
    account = make_account()
    make_table(account=account)
    for year in range(2000, 2020):
        make_year(account=account, fiscal_year=year, amounts={"revenue_total": year})
    page = page_of(AccountBook.published())

    assert [block[0].heading for block in page.tables] == [
        "平成27～令和元年度",
        "平成22～平成26年度",
        "平成17～平成21年度",
        "平成12～平成16年度",
    ]
    assert all(len(row.cells) == 5 for block in page.tables for row in block[0].rows)


def test_notes_and_reasons_of_a_year_are_shown(book):
    amount = SettlementAmount.objects.get(year__fiscal_year=2019, item__code="revenue_total")
    amount.note, amount.difference_reason = "端数のため", "内訳を後で訂正"
    amount.save()

    page = page_of(AccountBook.published())

    assert page.detail[0].rows[0].cells[0].note == "端数のため 内訳を後で訂正"


def test_unpublished_year_cannot_be_chosen(book):
    SettlementYear.objects.filter(fiscal_year=2017).update(status="draft")
    page = page_of(AccountBook.published(), year="2017")

    assert page.fiscal_year.start == 2019
    assert 2017 not in [year.start for year in page.years]


def test_renamed_item_bears_the_later_name_and_tells_the_former(book):
    item = book.items["municipal_tax"]
    item.later_names.create(effective_from=2018, name="市民税等")

    row = rows_of(page_of(AccountBook.published()))["municipal_tax"]

    assert (row.name, row.former_names) == ("市民税等", ("市税",))


@pytest.mark.django_db
def test_account_without_published_years_is_none():
    make_account()

    assert AccountBook.published() is None

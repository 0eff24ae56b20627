import pytest

from finance.pages.lent import Lent
from finance.pages.report import FinanceReport
from tests.factories.finance import make_ratio, make_ratio_value, make_threshold

pytestmark = pytest.mark.django_db


def lend_nothing(_ratios) -> Lent:
    return Lent()


def report(year: int) -> FinanceReport:
    return FinanceReport.until(year, lend_nothing)


def test_report_ends_with_its_own_year(book):
    finance = report(2018)

    assert finance.fiscal_year.start == 2018
    assert [year.start for year in finance.sections[0].table.years] == [2015, 2016, 2017, 2018]
    assert finance.sentence.startswith("平成30年度（2018年度）の一般会計は、歳入が")


def test_report_of_a_year_without_settlement_goes_as_far_as_there_is_one(book):
    finance = report(2024)

    assert finance.fiscal_year.start == 2019
    assert [year.start for year in finance.sections[0].table.years] == [
        2015,
        2016,
        2017,
        2018,
        2019,
    ]
    assert finance.row.fiscal_year == 2019


def test_report_before_all_settlements_has_none(book):
    finance = report(2014)

    assert (finance.sections, finance.fiscal_year, finance.row, finance.sentence) == (
        (),
        None,
        None,
        "",
    )


def test_report_without_any_account_has_none():
    assert report(2024).sections == ()


def test_ratios_end_with_the_reports_year():
    ratio = make_ratio(name="実質公債費比率")
    make_threshold(ratio=ratio)
    for year, value in ((2022, "6.9"), (2023, "7.0"), (2024, "7.1"), (2025, "30.0")):
        make_ratio_value(ratio=ratio, fiscal_year=year, value=value)
    silent = make_ratio()
    make_ratio_value(ratio=silent, fiscal_year=2025, value="1.0")

    finance = report(2024)

    line, unpublished = finance.ratios
    assert [cell.value for cell in line.cells] == ["6.9%", "7.0%", "7.1%"]
    assert line.latest.level == "on_track"
    assert {(cell.value, cell.reason) for cell in unpublished.cells} == {("", "未入力")}
    assert unpublished.latest.fiscal_year.start == 2024


def test_ratio_stands_where_it_was_last_published():
    make_ratio_value(ratio=make_ratio(), fiscal_year=2022, value=None)
    make_ratio_value(ratio=make_ratio(), fiscal_year=2023, value="7.0")

    finance = report(2024)

    first, second = finance.ratios
    assert [cell.reason for cell in first.cells] == ["黒字のため生じない", "未入力"]
    assert first.latest.fiscal_year.start == 2022
    assert [cell.reason for cell in second.cells] == ["未入力", ""]


def test_report_before_all_ratios_has_none():
    make_ratio_value(fiscal_year=2025)

    finance = report(2024)

    assert (finance.ratios, finance.ratio_years) == ((), ())


def test_report_asks_a_fixed_number_of_queries(book, django_assert_num_queries):
    with django_assert_num_queries(8):
        report(2024)


def test_report_draws_what_its_tables_say(book):
    finance = report(2018)

    revenue, expenditure, funds = finance.sections
    for section, totals in (
        (revenue, ["127.9", "129.9", "132.5", "126.0"]),
        (expenditure, ["123.6", "125.8", "128.5", "121.6"]),
        (funds, ["32.7", "35.7", "34.4", "36.5"]),
    ):
        drawn = section.chart.wide
        assert [text.words for text in drawn.totals] == totals
        last = {own.name: own.value for own in drawn.segments if own.fiscal_year == 2018}
        for row in section.table.rows:
            if row.swatch:
                printed = int(row.cells[-1].amount.replace(",", ""))
                assert last[row.name] * 100_000 == printed
    assert finance.parts.wide.title == "平成30年度（2018年度）の歳入と歳出の内訳"


def test_report_draws_ratios_up_to_its_year():
    ratio = make_ratio()
    for year, value in ((2023, "7.0"), (2024, "7.1"), (2025, "30.0")):
        make_ratio_value(ratio=ratio, fiscal_year=year, value=value)
    make_ratio_value(ratio=make_ratio(), fiscal_year=2024, value=None)

    finance = report(2024)

    (line,) = finance.drawn_ratios
    drawn = [label.text.words for label in line.chart.labels]
    assert drawn == ["R6 実績 7.1"]
    assert len(finance.ratios) == 2


def test_report_of_sample_values_marks_its_drawings(book):
    finance = FinanceReport.until(2024, lend_nothing, is_sample=True)

    assert all(own.chart.wide.watermark.words == "見本" for own in finance.sections)

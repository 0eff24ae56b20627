"""The reports on finance that planners take home, where little or nothing is published."""

import datetime as dt

import pytest

from finance.exports.book_layout import book_layout_table
from finance.exports.planner_reports import REPORTS
from finance.models import SettlementYear
from finance.pages.book import AccountBook
from sunagawa_plan.shared.planner_reports import ReportChoice
from tests.factories.finance import make_account, make_table

pytestmark = pytest.mark.django_db


def test_an_amount_that_nobody_entered_says_so():
    account = make_account()
    make_table(account=account)
    SettlementYear.objects.create(account=account, fiscal_year=2020)
    book = AccountBook.of(account, SettlementYear.objects.all())

    rows = list(book_layout_table(book, [2020]).rows)

    assert all(row[2:] == ("未入力", None) for row in rows)


def test_drafts_are_no_part_of_the_planners_report():
    account = make_account()
    make_table(account=account)
    SettlementYear.objects.create(account=account, fiscal_year=2020)
    build = {report.name: report.build for report in REPORTS}

    with pytest.raises(ValueError, match="公開している決算がまだありません"):
        build["settlement-book"](ReportChoice(dt.date(2026, 4, 10)))
    assert list(build["settlement"](ReportChoice(dt.date(2026, 4, 10))).rows) == []
    assert list(build["funds"](ReportChoice(dt.date(2026, 4, 10))).rows) == []

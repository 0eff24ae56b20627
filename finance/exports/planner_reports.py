"""The reports on finance that planners ask for."""

from finance.domain.vocabulary import AccountCode
from finance.exports.book_layout import book_layout_table
from finance.exports.settlement import (
    funds_table,
    funds_table_of,
    settlement_table,
    settlement_table_of,
)
from finance.models import SettlementYear
from finance.pages.book import AccountBook
from finance.pages.past import past_books
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.planner_reports import Audience, ReportChoice, TableReport


def _settlement(choice: ReportChoice) -> Table:
    if choice.as_of:
        return settlement_table_of(past_books(choice.as_of))
    return settlement_table(SettlementYear.objects.published())


def _funds(choice: ReportChoice) -> Table:
    if choice.as_of:
        return funds_table_of(past_books(choice.as_of))
    return funds_table(SettlementYear.objects.published())


def _book(choice: ReportChoice) -> Table:
    book = _general(choice)
    if book is None:
        raise ValueError("公開している決算がまだありません。")
    return book_layout_table(book, book.span)


def _general(choice: ReportChoice) -> AccountBook | None:
    if choice.as_of is None:
        return AccountBook.published(AccountCode.GENERAL)
    books = past_books(choice.as_of)
    return next((own for own in books if own.account.code == AccountCode.GENERAL.value), None)


REPORTS = (
    TableReport(
        "settlement",
        "決算（縦に並べた表）",
        "公開している全年度の決算額と前年比。1行に1つの額です。取り込みにも使えます。",
        Audience.MACHINES,
        ("as_of",),
        SettlementYear,
        _settlement,
    ),
    TableReport(
        "settlement-book",
        "歳入歳出決算状況の推移（冊子の形）",
        "計画書の表と同じく、項目を縦に、年度を横に並べます。",
        Audience.PEOPLE,
        ("as_of",),
        SettlementYear,
        _book,
    ),
    TableReport(
        "funds",
        "基金残高",
        "公開している全年度の基金の残高。1行に1つの額です。",
        Audience.MACHINES,
        ("as_of",),
        SettlementYear,
        _funds,
    ),
)

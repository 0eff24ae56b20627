"""The settlement in the book's layout, held against the printed table."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from finance.exports.book_layout import book_layout_table
from finance.pages.book import AccountBook
from sunagawa_plan.lib.downloads import file_of
from sunagawa_plan.lib.tables.shape import plain_text

pytestmark = pytest.mark.django_db

BOOK = Path(__file__).parents[2] / "resources" / "goal-6.txt"


def printed_rows() -> list[list[str]]:
    """Return the ten figures of every line of the printed table, in the order of print."""
    lines = BOOK.read_text("utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("歳入総額\t"))
    end = next(n for n in range(start, len(lines)) if lines[n].startswith("(資料："))
    cells = [line.split("\t") for line in lines[start:end] if line.strip()]
    return sorted([cell for cell in row if cell][-10:] for row in cells)


@pytest.mark.usefixtures("book")
def test_every_printed_figure_stands_in_the_table():
    book = AccountBook.published()

    rows = book_layout_table(book, book.span).rows

    figures = sorted(
        [f"{cell:,}" if isinstance(cell, int) else plain_text(cell, None) for cell in row[2:]]
        for row in rows
    )
    assert figures == printed_rows()


@pytest.mark.usefixtures("book")
def test_workbook_groups_two_columns_under_each_year():
    book = AccountBook.published()
    table = book_layout_table(book, book.span)

    sheet = load_workbook(io.BytesIO(b"".join(file_of(table, "xlsx")[1]))).worksheets[0]

    assert [sheet.cell(6, column).value for column in (3, 5, 7, 9, 11)] == [
        "平成27年度",
        "平成28年度",
        "平成29年度",
        "平成30年度",
        "令和元年度",
    ]
    assert [sheet.cell(7, column).value for column in (1, 2, 3, 4)] == [
        "区分",
        "項目",
        "決算額",
        "前年比",
    ]
    assert (sheet["C8"].value, sheet["C8"].number_format) == (12789229, "#,##0")
    assert (sheet["D8"].value, sheet["D8"].number_format) == (104.2, "#,##0.0")

"""Tables laid out for people: a title, lines that explain, grouped headings, figures as printed.

Their second line says that programs should take another file. What programs read is a plain
Table: one heading row and nothing else.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sunagawa_plan.lib.tables.escapes import guard_formula, single_line, to_cp932
from sunagawa_plan.lib.tables.shape import Cell, Column, Row, Table, plain_text
from sunagawa_plan.lib.tables.xlsx_writer import put, sheet_name, without_clock

_FOR_PEOPLE = "人が読むための表です。機械で処理するときは「{}」のファイルをお使いください。"
_HEADING = PatternFill("solid", fgColor="DDE3F0")
_RULE = Side(style="hair", color="8A8A8A")
_FRAME = Border(top=_RULE, bottom=_RULE, left=_RULE, right=_RULE)
_NARROWEST, _WIDEST = 8, 30


@dataclass(frozen=True)
class PeopleColumn(Column):
    """A column under its Japanese title; neighbours of one group share a heading above."""

    group: str = ""


@dataclass(frozen=True)
class PeopleTable(Table):
    """A table for people. machine names the file for programs; lines stand below the title."""

    columns: tuple[PeopleColumn, ...]
    machine: str = ""
    lines: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """Return what stands above the table."""
        return (self.title, _FOR_PEOPLE.format(self.machine), *self.lines)

    @property
    def headings(self) -> list[Row]:
        """Return one row of headings, or two where columns are grouped."""
        titles = tuple(column.title for column in self.columns)
        if not any(column.group for column in self.columns):
            return [titles]
        spans = [(name, end - start) for name, start, end in _groups(self.columns)]
        return [
            tuple(cell for name, width in spans for cell in (name, *[""] * (width - 1))),
            titles,
        ]


def people_column(title: str, group: str = "", *, places: int | None = None) -> PeopleColumn:
    return PeopleColumn(f"{group} {title}".strip(), title, places, group)


def people_csv_chunks(table: PeopleTable) -> Iterator[bytes]:
    """Return the table as UTF-8 with BOM, CRLF, in the order of print."""
    yield _csv(table, lambda text: text.encode("utf-8-sig"))


def people_cp932_chunks(table: PeopleTable) -> Iterator[bytes]:
    yield _csv(table, to_cp932)


def people_xlsx_chunks(table: PeopleTable) -> Iterator[bytes]:
    """Return the table as a workbook that prints on A4 across, its headings on every page."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = sheet_name(table.title)
    for number, line in enumerate(table.told, start=1):
        put(sheet, number, 1, line)
    first = len(table.told) + 2
    body = first + len(table.headings)
    for number, headings in enumerate(table.headings, start=first):
        _write_headings(sheet, number, headings)
    for number, row in enumerate(table.rows, start=body):
        _write_row(sheet, number, row, table.columns)
    _dress(sheet, table.columns, first, body)
    content = io.BytesIO()
    workbook.save(content)
    yield without_clock(content)


def _csv(table: PeopleTable, encode: Callable[[str], bytes]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerows([_text(line, None)] for line in table.told)
    writer.writerow([])
    for headings in table.headings:
        writer.writerow(_text(cell, None) for cell in headings)
    places = [column.places for column in table.columns]
    for row in table.rows:
        writer.writerow(map(_text, row, places))
    return encode(buffer.getvalue())


def _text(cell: Cell, places: int | None) -> str:
    return guard_formula(single_line(cell)) if isinstance(cell, str) else plain_text(cell, places)


def _write_headings(sheet: Worksheet, number: int, headings: Row) -> None:
    for column, text in enumerate(headings, start=1):
        cell = put(sheet, number, column, text)
        cell.fill, cell.border, cell.font = _HEADING, _FRAME, Font(bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _write_row(sheet: Worksheet, number: int, row: Row, columns: Sequence[PeopleColumn]) -> None:
    for index, (content, column) in enumerate(zip(row, columns, strict=True), start=1):
        cell = put(sheet, number, index, content, column.places)
        cell.border = _FRAME
        is_number = isinstance(cell.value, int | float)
        if is_number:
            cell.number_format = f"#,##{cell.number_format}"
        # Among figures a word, or the dash of the book, stands in the middle of its column.
        side = "right" if is_number else "center" if column.group else "left"
        cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=not is_number)


def _dress(sheet: Worksheet, columns: Sequence[PeopleColumn], first: int, body: int) -> None:
    """Make the sheet readable on screen and paper: widths, groups, frozen and repeated headings."""
    sheet["A1"].font = Font(bold=True, size=14)
    for name, start, end in _groups(columns):
        if name and end - start > 1:
            sheet.merge_cells(
                start_row=first, end_row=first, start_column=start + 1, end_column=end
            )
    for index in range(1, len(columns) + 1):
        cells = sheet.iter_rows(min_row=body - 1, min_col=index, max_col=index, values_only=True)
        widest = max((_width(cell) for (cell,) in cells), default=0)
        width = min(max(widest + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = f"A{body}"
    sheet.print_title_rows = f"{first}:{body - 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.HeaderFooter.oddFooter.center.text = "&P / &N"  # type: ignore[union-attr]


def _groups(columns: Sequence[PeopleColumn]) -> Iterator[tuple[str, int, int]]:
    """Give each run of neighbours under one heading: its name, first column and end, from 0."""
    start = 0
    for name, run in groupby(columns, key=lambda column: column.group):
        end = start + len(list(run))
        yield name, start, end
        start = end


def _width(cell: object) -> int:
    """Return how many half-width places a text takes."""
    return sum(1 if character.isascii() else 2 for character in str(cell or ""))

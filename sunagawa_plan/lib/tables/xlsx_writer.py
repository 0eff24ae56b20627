"""Excel workbooks: one sheet, headings in row 1, numbers as numbers, texts never as formulas."""

import io
import re
from datetime import date, datetime, time
from decimal import Decimal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import MergedCell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from sunagawa_plan.lib.tables.escapes import guard_formula, to_xlsx_text
from sunagawa_plan.lib.tables.shape import Cell, Column, Row, Table, plain_number, plain_text

# Excel's own limits.
_TEXT_LENGTH = 32_767
_TITLE_LENGTH = 31
_NUMBER_DIGITS = 15
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a 29 February 1900 that never was

_Sheet = WriteOnlyWorksheet | Worksheet

_SHORTENED = "…（以下省略。全文はCSVかJSONにあります）"
_TIME_OF_WRITING = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]|^'|'$")


def xlsx_bytes(table: Table) -> bytes:
    """`table` as a workbook, written row by row.

    Numbers are numbers shown at their places; beyond Excel's 15 digits they are texts, exact.
    Control characters are escaped as Excel does (_x000B_). A text longer than a cell can hold ends
    with a remark saying so. Dates are dates; times, which Excel keeps without zone, ISO texts.
    """
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(sheet_name(table.title or table.name))
    sheet.freeze_panes = "A2"
    sheet.append([_text_cell(sheet, column.name) for column in table.columns])
    for row in table.rows:
        sheet.append(_cells(sheet, table.columns, row))
    content = io.BytesIO()
    workbook.save(content)
    return without_clock(content)


def put(
    sheet: Worksheet, row: int, column: int, content: Cell, places: int | None = None
) -> SheetCell:
    """Write one cell of a sheet that is not written row by row, by the same rules; return it."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        raise TypeError(f"セル{cell.coordinate}は結合されているため、書き込めません。")
    made = _cell(sheet, content, places)
    if not isinstance(made, SheetCell):
        cell.value = made
        return cell
    cell.value, cell.data_type = made.value, made.data_type
    cell.number_format = made.number_format
    cell.quotePrefix = made.quotePrefix
    return cell


def without_clock(workbook: io.BytesIO) -> bytes:
    """The same parts without the time of writing, so that equal tables are equal bytes (ETag)."""
    content = io.BytesIO()
    with ZipFile(workbook) as written, ZipFile(content, "w", ZIP_DEFLATED) as stored:
        for name in written.namelist():
            part = written.read(name)
            if name == "docProps/core.xml":
                part = _TIME_OF_WRITING.sub(b"2000-01-01T00:00:00Z", part)
            # A bare ZipInfo is dated 1980, and would not be compressed.
            stored.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return content.getvalue()


def sheet_name(title: str) -> str:
    """Return a title as Excel takes it for a sheet."""
    title = _NOT_IN_TITLE.sub("・", title)
    # Excel counts UTF-16 units.
    return title.encode("utf-16-le")[: _TITLE_LENGTH * 2].decode("utf-16-le", "ignore")


def _cells(
    sheet: WriteOnlyWorksheet, columns: tuple[Column, ...], row: Row
) -> list[SheetCell | bool | None]:
    return [_cell(sheet, cell, column.places) for column, cell in zip(columns, row, strict=True)]


def _cell(sheet: _Sheet, cell: Cell, places: int | None) -> SheetCell | bool | None:
    match cell:
        case None | "":
            return None
        case bool():
            return cell
        case int() | Decimal():
            return _number_cell(sheet, plain_number(cell, places))
        case date() if not isinstance(cell, datetime) and cell >= _FIRST_DAY:
            return _styled(sheet, datetime.combine(cell, time.min), "yyyy-mm-dd")
    return _text_cell(sheet, plain_text(cell, None))


def _number_cell(sheet: _Sheet, digits: str) -> SheetCell:
    whole, _, decimals = digits.partition(".")
    if len((whole + decimals).lstrip("-0")) > _NUMBER_DIGITS:
        return _text_cell(sheet, digits)
    if decimals:
        return _styled(sheet, float(digits), f"0.{'0' * len(decimals)}")
    return _styled(sheet, int(digits), "0")


def _styled(sheet: _Sheet, value: float | datetime, shown: str) -> SheetCell:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = shown
    return cell


def _text_cell(sheet: _Sheet, text: str) -> SheetCell:
    escaped = to_xlsx_text(text)
    if len(escaped.encode("utf-16-le")) > _TEXT_LENGTH * 2:
        escaped = _shortened(text)
    cell = WriteOnlyCell(sheet, escaped)
    cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
    if guard_formula(text) != text:
        cell.quotePrefix = True  # Excel keeps it a text even after somebody edits the cell
    return cell


def _shortened(text: str) -> str:
    # An escaped character takes 7 places at most, so what is kept always fits.
    kept = (_TEXT_LENGTH - len(_SHORTENED)) // 7
    return to_xlsx_text(text[:kept]) + _SHORTENED

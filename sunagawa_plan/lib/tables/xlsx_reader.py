"""Excel workbooks from offices: read as values, within limits, nothing computed or guessed."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import MergedCell

from sunagawa_plan.lib.numerals import repair_float
from sunagawa_plan.lib.spelling import quote
from sunagawa_plan.lib.tables.escapes import from_xlsx_text
from sunagawa_plan.lib.tables.shape import Cell, Row, UploadError
from sunagawa_plan.lib.tables.xlsx_parts import BROKEN, check_parts, merged_range

# In 0.0"%" and 0.0\\% the sign is mere decoration; otherwise it multiplies by a hundred.
_LITERALS_OF_FORMAT = re.compile(r'"[^"]*"|\\.')


@dataclass(frozen=True)
class XlsxSheet:
    """A visible sheet; its rows are read when they are asked for, once."""

    title: str
    rows: Iterator[Row]


def read_xlsx(content: bytes) -> tuple[XlsxSheet, ...]:
    """The visible sheets of a workbook from left to right.

    Numbers come as int or Decimal at Excel's 15 digits; a cell shown as a percentage as the text
    shown (「98.6%」), so that the unit can be checked; dates as date, with a time as datetime.
    UploadError for anything but a workbook, for one too large, and where a sheet is read for
    formulas, error values and merged cells.
    """
    check_parts(content)
    try:
        workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        seen = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    except Exception as error:
        # A damaged workbook makes openpyxl fail in any way: KeyError, ParseError, BadZipFile, …
        raise UploadError(BROKEN) from error
    if not seen:
        raise UploadError(BROKEN)
    return tuple(XlsxSheet(str(sheet.title), _rows(sheet, content)) for sheet in seen)


def _rows(sheet: Any, content: bytes) -> Iterator[Row]:
    try:
        _refuse_merged(content, sheet._worksheet_path)  # noqa: SLF001 - nowhere else
        # The stated size of the sheet may be wrong, or a million empty rows.
        sheet.reset_dimensions()
        for cells in sheet.iter_rows():
            yield tuple(map(_value, cells))
    except UploadError:
        raise
    except Exception as error:
        raise UploadError(BROKEN) from error


def _refuse_merged(content: bytes, part: str) -> None:
    if merged := merged_range(content, part):
        raise UploadError(
            f"セル{merged}が結合されています。結合を解除して、1つのセルに1つずつ値を入れてください。"
        )


def _value(cell: SheetCell | MergedCell) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        raise UploadError(
            f"セル{cell.coordinate}に数式が入っています。"
            "コピーして「値の貼り付け」で値に置き換えてください。"
        )
    if cell.data_type == "e":
        raise UploadError(
            f"セル{cell.coordinate}がエラー値{quote(value)}です。正しい値を入力してください。"
        )
    match value:
        case None | bool():
            return value
        case int() | float():
            return _number(cell, value)
        case datetime():
            return value.date() if value.time() == datetime.min.time() else value
        case date():
            return value
    return from_xlsx_text(str(value)) or None


def _number(cell: SheetCell | MergedCell, value: float) -> Cell:
    try:
        number = repair_float(value)
    except ValueError as error:
        raise UploadError(f"セル{cell.coordinate}：{error}") from error
    if "%" in _LITERALS_OF_FORMAT.sub("", cell.number_format):
        return f"{(number * 100).normalize():f}%"
    return value if isinstance(value, int) else number

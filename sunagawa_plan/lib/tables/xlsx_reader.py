"""Excel workbooks from offices: read as values, within limits, nothing computed or guessed."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import MergedCell

from sunagawa_plan.lib.numerals import repair_float
from sunagawa_plan.lib.spelling import quote
from sunagawa_plan.lib.tables.escapes import from_xlsx_text
from sunagawa_plan.lib.tables.shape import Cell, Row, UploadError

MAX_PARTS = 2_000
MAX_UNPACKED_BYTES = 150 * 1024 * 1024
MAX_CELLS_PER_ROW = 500
_EXCEL_ROWS = 1_048_576
# In 0.0"%" and 0.0\\% the sign is mere decoration; otherwise it multiplies by a hundred.
_LITERALS_OF_FORMAT = re.compile(r'"[^"]*"|\\.')

_BROKEN = "Excelブックとして開けません。Excelで開いて、xlsx形式で保存し直してください。"


def read_xlsx(content: bytes) -> Iterator[Row]:
    """The rows of the first sheet, headings first; further sheets (instructions) are left alone.

    Numbers come as int or Decimal at Excel's 15 digits; a cell shown as a percentage as the text
    shown (「98.6%」), so that the unit can be checked; dates as date, with a time as datetime.
    UploadError for anything but a workbook, for one too large, for formulas and error values.
    """
    _check_directory(content)
    try:
        yield from _rows(content)
    except UploadError:
        raise
    except Exception as error:
        # A damaged workbook makes openpyxl fail in any way: KeyError, ParseError, BadZipFile, …
        raise UploadError(_BROKEN) from error


def sheet_title(content: bytes) -> str:
    """The name of the sheet that read_xlsx reads; nothing for a file that is no workbook."""
    if not content.startswith(b"PK"):
        return ""
    workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        return str(workbook.sheetnames[0])
    finally:
        workbook.close()


def _check_directory(content: bytes) -> None:
    """Refuses a zip bomb by its directory; zipfile never unpacks more than the directory says."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UploadError(_BROKEN) from error
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise UploadError(
            "Excelブック（xlsx）ではありません。ExcelブックかCSV形式で保存し直してください。"
        )
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES:
        raise UploadError(
            "ブックが大きすぎます。必要な表だけを新しいブックに貼り付けて保存し直してください。"
        )


def _rows(content: bytes) -> Iterator[Row]:
    workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        sheet = workbook.worksheets[0]
        # The stated size of the sheet may be wrong, or a million empty rows.
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            _check_size(number, len(cells))
            yield tuple(map(_value, cells))
    finally:
        workbook.close()


def _check_size(row_number: int, cells: int) -> None:
    if row_number > _EXCEL_ROWS:
        raise UploadError(_BROKEN)
    if cells > MAX_CELLS_PER_ROW:
        raise UploadError(
            f"{row_number}行目の列が多すぎます（{MAX_CELLS_PER_ROW}列まで）。"
            "表の右側の列を削除して保存し直してください。"
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

"""An uploaded table sent back with its mistakes marked where they stand."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sunagawa_plan.lib.tables.form_workbook import INPUT
from sunagawa_plan.lib.tables.shape import Sheet
from sunagawa_plan.lib.tables.xlsx_writer import put, sheet_name, without_clock

# The heading of the column in which each row's mistakes are told; readers pass it by.
FAULTS = "直すところ"
_AUTHOR = "総合計画ポータル"
_WRONG = PatternFill("solid", fgColor="F9D0CC")
_TOLD = Font(color="A30000", bold=True)
_FAULTS_WIDTH = 60
_COMMENT_SIZE = (120, 320)
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row (1 is the heading) and column (1 is A, 0 the row as a whole)."""

    row: int
    column: int
    told: str


def marked_workbook(content: bytes, sheet: Sheet, faults: Sequence[Fault]) -> bytes:
    """Return the uploaded workbook with fills, comments and a column of words for its faults.

    content has been read as `sheet` before, so it is known to be harmless. Everything else in a
    workbook stays as it was; a CSV file comes back as a workbook.
    """
    is_workbook = content.startswith(_ZIP)
    workbook = load_workbook(io.BytesIO(content)) if is_workbook else _from_rows(sheet)
    target = workbook[sheet.title] if is_workbook and sheet.title else workbook.worksheets[0]
    _clear(target)
    _mark(target, faults)
    stored = io.BytesIO()
    workbook.save(stored)
    return without_clock(stored)


def _from_rows(sheet: Sheet) -> Workbook:
    workbook = Workbook()
    target = workbook.worksheets[0]
    target.title = sheet_name(sheet.title or "報告")
    for number, row in enumerate([sheet.headers, *sheet.rows], start=1):
        for column, cell in enumerate(row, start=1):
            put(target, number, column, cell)
    return workbook


def _clear(target: Worksheet) -> None:
    """Take away the marks of an earlier round: mended cells must not look wrong."""
    for row in target.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == _AUTHOR:
                cell.comment = None
                cell.fill = INPUT
    if column := _told_in(target):
        for number in range(2, target.max_row + 1):
            put(target, number, column, None).fill = PatternFill()


def _mark(target: Worksheet, faults: Sequence[Fault]) -> None:
    told_in = _told_in(target) or target.max_column + 1
    put(target, 1, told_in, FAULTS).font = _TOLD
    target.column_dimensions[get_column_letter(told_in)].width = _FAULTS_WIDTH
    sentences: dict[int, list[str]] = {}
    for fault in faults:
        sentences.setdefault(fault.row, []).append(fault.told)
        if fault.column:
            cell = target.cell(fault.row, fault.column)
            cell.fill = _WRONG
            cell.comment = Comment(fault.told, _AUTHOR, *_COMMENT_SIZE)
    for number, told in sentences.items():
        cell = put(target, number, told_in, "".join(told))
        cell.font, cell.fill = _TOLD, _WRONG
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _told_in(target: Worksheet) -> int:
    """Return the column that tells the faults of an earlier round; 0 for none."""
    found = (cell.column for cell in target[1] if cell.value == FAULTS)
    return next((int(column) for column in found if column), 0)

"""A workbook to be filled in: prefilled, locked but for its inputs, with rules and a how-to sheet.

For people; what comes back is read like any other upload. Its headings are those that the reader
recognises, so the first sheet is a table with its headings in row 1.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sunagawa_plan.lib.labelled_code import LabelledCode
from sunagawa_plan.lib.tables.shape import Row
from sunagawa_plan.lib.tables.xlsx_writer import put, sheet_name, without_clock

_HEADING = PatternFill("solid", fgColor="DDE3F0")
INPUT = PatternFill("solid", fgColor="FFF9DB")
_RULE = Side(style="hair", color="8A8A8A")
_FRAME = Border(top=_RULE, bottom=_RULE, left=_RULE, right=_RULE)
_READ_ONLY = Font(color="595959")
_HOW_TO = "使い方"
_HOW_TO_WIDTH = 100
_MAX_LISTED = 255
_LAST_RULED_ROW = 3_000
_TEXT = "@"


class Rule(LabelledCode):
    """What may be typed into an input; Excel warns, the portal decides."""

    ANYTHING = "anything", ""
    NUMBER = (
        "number",
        "数値を入力してください。値がないときは空欄にして「値がない理由」を選びます。",
    )
    WHOLE = "whole", "1以上の整数を入力してください。"


@dataclass(frozen=True)
class FormColumn:
    """One column; width in characters. choices make a list to choose from, hint shows beside a cell.

    A text column keeps what Excel would make a date or a number of (6-1, 012262).
    """

    title: str
    width: int = 12
    is_input: bool = False
    is_hidden: bool = False
    rule: Rule = Rule.ANYTHING
    choices: tuple[str, ...] = ()
    hint: str = ""
    is_text: bool = False


@dataclass(frozen=True)
class FormRow:
    """Cells under the columns; numbers are shown at `places`, None as they are. A locked row takes no input."""

    cells: Row
    places: int | None = 0
    is_locked: bool = False


@dataclass(frozen=True)
class FormSheet:
    """One sheet; spare empty rows can be filled in below the given ones.

    One that is not locked takes any number of rows: its rules reach far below the given ones.
    """

    title: str
    columns: tuple[FormColumn, ...]
    rows: Sequence[FormRow]
    spare_rows: int = 0
    frozen_columns: int = 0
    is_locked: bool = True

    @property
    def all_rows(self) -> list[FormRow]:
        """Return the given rows and the spare ones."""
        return [*self.rows, *[FormRow((None,) * len(self.columns))] * self.spare_rows]


def form_workbook(sheets: Iterable[FormSheet], *, how_to: Sequence[str]) -> bytes:
    """Return the workbook; its last sheet tells how to fill it in, one line each."""
    workbook = Workbook()
    first = workbook.active
    if first is not None:
        workbook.remove(first)
    for sheet in sheets:
        _write(workbook.create_sheet(sheet_name(sheet.title)), sheet)
    _tell(workbook.create_sheet(_HOW_TO), how_to)
    content = io.BytesIO()
    workbook.save(content)
    return without_clock(content)


def _write(target: Worksheet, sheet: FormSheet) -> None:
    _head(target, sheet)
    for number, row in enumerate(sheet.all_rows, start=2):
        _fill(target, number, sheet.columns, row)
    for index, column in enumerate(sheet.columns, start=1):
        if column.is_input and (sheet.all_rows or not sheet.is_locked):
            last = len(sheet.all_rows) + 1 if sheet.is_locked else _LAST_RULED_ROW
            _guard(target, index, column, last)
    # Without a password: it keeps from slips, not from will.
    target.protection.sheet = sheet.is_locked
    target.protection.formatColumns = target.protection.formatRows = False
    target.freeze_panes = f"{get_column_letter(sheet.frozen_columns + 1)}2"
    target.print_title_rows = "1:1"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = 9  # A4
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def _head(target: Worksheet, sheet: FormSheet) -> None:
    for index, column in enumerate(sheet.columns, start=1):
        cell = put(target, 1, index, column.title)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEADING, _FRAME
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        shape = target.column_dimensions[get_column_letter(index)]
        shape.width, shape.hidden = column.width, column.is_hidden
        if column.is_text:
            shape.number_format = _TEXT


def _fill(target: Worksheet, number: int, columns: Sequence[FormColumn], row: FormRow) -> None:
    for index, (column, content) in enumerate(zip(columns, row.cells, strict=True), start=1):
        cell = put(target, number, index, content, row.places)
        is_open = column.is_input and not row.is_locked
        cell.protection = Protection(locked=not is_open)
        if column.is_text:
            cell.number_format = _TEXT
        cell.border = _FRAME
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if is_open:
            cell.fill = INPUT
        else:
            cell.font = _READ_ONLY


def _guard(target: Worksheet, index: int, column: FormColumn, last: int) -> None:
    rule = _validation(column)
    if column.hint:
        rule.promptTitle, rule.prompt = column.title[:32], column.hint[:_MAX_LISTED]
        rule.showInputMessage = True
    letter = get_column_letter(index)
    rule.add(f"{letter}2:{letter}{last}")
    target.add_data_validation(rule)


def _validation(column: FormColumn) -> DataValidation:
    if column.choices:
        listed = f'"{",".join(column.choices)}"'
        made = DataValidation(type="list", formula1=listed, allow_blank=True, errorStyle="stop")
        return _refusing(made, "一覧から選んでください。")
    at_least = {Rule.NUMBER: "-999999999999999", Rule.WHOLE: "1"}.get(column.rule)
    if at_least is None:
        return DataValidation(allow_blank=True)
    made = DataValidation(
        type="whole" if column.rule is Rule.WHOLE else "decimal",
        operator="greaterThanOrEqual",
        formula1=at_least,
        allow_blank=True,
        errorStyle="warning",
    )
    return _refusing(made, column.rule.label)


def _refusing(made: DataValidation, told: str) -> DataValidation:
    made.errorTitle, made.error, made.showErrorMessage = "入力を確かめてください", told, True
    return made


def _tell(target: Worksheet, lines: Sequence[str]) -> None:
    target.column_dimensions["A"].width = _HOW_TO_WIDTH
    for number, line in enumerate(lines, start=1):
        cell = put(target, number, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if number == 1:
            cell.font = Font(bold=True, size=14)
    target.protection.sheet = True

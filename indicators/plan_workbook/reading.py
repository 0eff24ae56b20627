"""The sheets of an uploaded workbook → PlanBook, with every problem by sheet, row and column."""

from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl.utils import get_column_letter

from indicators.loading.book import PlanBook
from indicators.plan_workbook.assembling import Assembly
from indicators.plan_workbook.book_row import BookRow
from indicators.plan_workbook.sheets import SHEETS, BookSheet
from sunagawa_plan.lib.tables import Sheet
from sunagawa_plan.shared.loading.problems import PlanFileError

_FIRST_LINE = 2


def read_plan_workbook(sheets: Mapping[str, Sheet]) -> PlanBook:
    """Read a plan, unpublished; raise PlanFileError with everything that is not understood."""
    problems = [
        f"シート「{sheet.title}」がないか、空です。ひな形のシートに入力してください。"
        for sheet in SHEETS
        if sheet.is_needed and not _has_rows(sheets.get(sheet.title))
    ]
    rows = {
        sheet: _rows(sheet, sheets[sheet.title], problems) if sheet.title in sheets else []
        for sheet in SHEETS
    }
    if problems:
        raise PlanFileError(problems)
    assembly = Assembly(rows, problems)
    book = assembly.book()
    if problems:
        raise PlanFileError(problems)
    return book


def _has_rows(sheet: Sheet | None) -> bool:
    return sheet is not None and any(cell is not None for row in sheet.rows for cell in row)


def _rows(sheet: BookSheet, found: Sheet, problems: list[str]) -> list[dict[str, Any]]:
    try:
        names = sheet.headings.recognise(found.headers)
    except ValueError as error:
        problems.append(f"シート「{sheet.title}」: {error}")
        return []
    filled = (
        (line, cells)
        for line, cells in enumerate(found.rows, start=_FIRST_LINE)
        if any(cell is not None for cell in cells)
    )
    return [_read(sheet, names, line, cells, problems) for line, cells in filled]


def _read(
    sheet: BookSheet, names: tuple[str, ...], line: int, cells: Iterable[Any], problems: list[str]
) -> dict[str, Any]:
    place = f"シート「{sheet.title}」{line}行目"
    row = BookRow(dict(zip(names, cells, strict=True)))
    says = {column.name: row.value(column) for column in sheet.columns}
    headings = {column.name: column.heading for column in sheet.columns}
    for name, told in row.errors.items():
        letter = f"{get_column_letter(names.index(name) + 1)}列 " if name in names else ""
        problems.append(f"{place} {letter}{headings[name]}: {told}")
    return says | {"place": place}

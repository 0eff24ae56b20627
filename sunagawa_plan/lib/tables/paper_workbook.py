"""Workbooks to be printed and passed round a table: A4 across, headings on every page.

For people. Each sheet says so in its second line and names the file for programs.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sunagawa_plan.lib.tables.xlsx_writer import put, sheet_name, without_clock

_HEADING = PatternFill("solid", fgColor="DDE3F0")
_GROUP = PatternFill("solid", fgColor="F2F3F4")
_RULE = Side(style="hair", color="8A8A8A")
_FRAME = Border(top=_RULE, bottom=_RULE, left=_RULE, right=_RULE)
_LINE = 15.0
_TITLE, _BOLD, _SMALL = Font(bold=True, size=14), Font(bold=True), Font(size=9, color="595959")


@dataclass(frozen=True)
class Figure:
    """A number as it is printed: at its places, a difference with its sign, negatives with △."""

    value: Decimal
    places: int = 0
    is_change: bool = False

    @property
    def format(self) -> str:
        digits = "#,##0" + (f".{'0' * self.places}" if self.places else "")
        if self.is_change:
            return f'"+"{digits};"△"{digits};"±"{digits}'
        return f'{digits};"△"{digits}'


PaperCell = str | Figure


def figure(
    value: Decimal | None, places: int, *, is_change: bool = False, otherwise: str = ""
) -> PaperCell:
    """Return a number as a cell, or the words that stand where there is none."""
    return otherwise if value is None else Figure(value, places, is_change)


@dataclass(frozen=True)
class PaperColumn:
    """A heading with the column's width in half-width characters; words among figures are centred."""

    title: str
    width: int
    is_figure: bool = False


@dataclass(frozen=True)
class PaperRow:
    """Cells under the columns; a group row has one text, over the whole width."""

    cells: tuple[PaperCell, ...]
    is_group: bool = False


@dataclass(frozen=True)
class PaperSheet:
    """One sheet: a title, lines below it, a table. machine names the file for programs."""

    name: str
    title: str
    machine: str
    lines: tuple[str, ...]
    columns: tuple[PaperColumn, ...]
    rows: tuple[PaperRow, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """Return what stands above the table."""
        use = (
            f"人が読み、印刷するための版です。機械で処理するときは{self.machine}をお使いください。"
        )
        return (self.title, use, *self.lines)


def paper_workbook(sheets: Iterable[PaperSheet]) -> bytes:
    """Return the sheets as one workbook."""
    workbook = Workbook()
    for number, sheet in enumerate(sheets):
        page = workbook.worksheets[0] if number == 0 else workbook.create_sheet()
        _write(page, sheet)
    content = io.BytesIO()
    workbook.save(content)
    return without_clock(content)


def _write(page: Worksheet, sheet: PaperSheet) -> None:
    page.title = sheet_name(sheet.name)
    width = len(sheet.columns)
    for number, line in enumerate(sheet.told, start=1):
        _write_line(page, number, line, sheet.columns)
    page["A1"].font, page["A2"].font = _TITLE, _SMALL
    head = len(sheet.told) + 2
    for index, column in enumerate(sheet.columns, start=1):
        cell = put(page, head, index, column.title)
        cell.font, cell.fill, cell.border = _BOLD, _HEADING, _FRAME
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        page.column_dimensions[get_column_letter(index)].width = column.width
    heights = (_height(column.title, column.width) for column in sheet.columns)
    page.row_dimensions[head].height = max(heights, default=_LINE)
    for number, row in enumerate(sheet.rows, start=head + 1):
        (_write_group if row.is_group else _write_row)(page, number, row, sheet.columns)
    last = max(head + len(sheet.rows), head)
    page.freeze_panes = f"A{head + 1}"
    page.print_title_rows = f"{head}:{head}"
    page.print_area = f"A1:{get_column_letter(width)}{last}"
    _set_up(page, sheet.title)


def _write_line(page: Worksheet, number: int, line: str, columns: Sequence[PaperColumn]) -> None:
    cell = put(page, number, 1, line)
    page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(columns))
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    room = sum(column.width for column in columns)
    page.row_dimensions[number].height = _height(line, room) + (6 if number == 1 else 0)


def _write_group(
    page: Worksheet, number: int, row: PaperRow, columns: Sequence[PaperColumn]
) -> None:
    cell = put(page, number, 1, str(row.cells[0]))
    page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(columns))
    cell.font, cell.fill = _BOLD, _GROUP
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    page.row_dimensions[number].height = _height(cell.value, sum(own.width for own in columns))


def _write_row(page: Worksheet, number: int, row: PaperRow, columns: Sequence[PaperColumn]) -> None:
    for index, (content, column) in enumerate(zip(row.cells, columns, strict=True), start=1):
        if isinstance(content, Figure):
            cell = put(page, number, index, content.value, content.places)
            cell.number_format = content.format
        else:
            cell = put(page, number, index, content)
        side = "right" if isinstance(content, Figure) else "center" if column.is_figure else "left"
        cell.border = _FRAME
        # A number that is too long for its column would else be shown as ###.
        is_number = side == "right"
        cell.alignment = Alignment(
            horizontal=side, vertical="top", wrap_text=not is_number, shrink_to_fit=is_number
        )
    # Programs that open the file do not measure its text: without a height it would be cut off.
    page.row_dimensions[number].height = max(
        _height(content, column.width) for content, column in zip(row.cells, columns, strict=True)
    )


def _height(content: object, room: int) -> float:
    """Return how many points high a text stands in a column of this width."""
    text = content if isinstance(content, str) else ""
    return _LINE * max(1, -(-_width(text) // max(room - 1, 1)))


def _set_up(page: Worksheet, title: str) -> None:
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = page.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.7
    # An & starts a code in headers.
    page.oddHeader.right.text = title.replace("&", "&&")  # type: ignore[union-attr]
    page.oddFooter.center.text = "&P / &N"  # type: ignore[union-attr]


def _width(text: str) -> int:
    """Return how many half-width places a text takes."""
    return sum(1 if character.isascii() else 2 for character in text)

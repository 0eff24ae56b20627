"""What a table is, before it becomes a file and after it was one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sunagawa_plan.lib.numerals import format_plain
from sunagawa_plan.lib.spelling import quote

Cell = str | int | Decimal | bool | date | datetime | None
Row = tuple[Cell, ...]


class UploadError(ValueError):
    """An uploaded file that cannot be read; the message is Japanese and says what to do."""


@dataclass(frozen=True)
class Column:
    """One column: `name` for machines (the heading in files), `title` in Japanese for people.

    `places`: the decimals at which its numbers are written; None writes each number as it is.
    """

    name: str
    title: str
    places: int | None = None


@dataclass(frozen=True)
class Table:
    """Long-form rows under columns. `rows` may be a generator: writers read it once, row by row.

    Texts are what a database can hold (no lone surrogates). An empty text is written as an empty
    cell, like None.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]


@dataclass(frozen=True)
class Sheet:
    """An uploaded table. rows[0] stood in row 2 of the file; empty cells are None.

    Cells of a CSV file are texts. Every row is as long as `headers`. A sheet of a workbook has its
    name, and those of the visible sheets beside it, which are not read.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    title: str = ""
    others: tuple[str, ...] = ()

    @property
    def which(self) -> str:
        """Say which of several sheets was read, and how to have another one read."""
        return which_sheet(self.title, self.others) if self.others else ""


def which_sheet(read: str, others: Iterable[str]) -> str:
    """Say which sheet was read, for somebody whose table may stand in another."""
    names = "、".join(map(quote, others))
    return (
        f"最初のシート{quote(read)}を読みました。表がほかのシート（{names}）にあるときは、"
        "そのシートを最初（左端）に移して保存し直してください。"
    )


def plain_number(number: Decimal | int, places: int | None) -> str:
    """98.60, -12.3: the number's own digits, or half-up at `places`. ValueError unless finite."""
    if places is not None:
        return format_plain(number, places)
    if not Decimal(number).is_finite():
        raise ValueError(f"{quote(number)}は書き出せません。有限の数ではありません。")
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def plain_text(cell: Cell, places: int | None) -> str:
    """A cell as plain text: plain decimals, true/false, ISO dates, nothing for None."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int() | Decimal():
            return plain_number(cell, places)
        case date():
            return cell.isoformat()
    return cell

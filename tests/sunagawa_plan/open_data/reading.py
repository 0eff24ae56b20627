"""Readers that know nothing of the portal's own, and the values that a file ought to give them.

A cell is None, a bool, a Decimal (every number) or a text.
"""

import csv
import html
import io
import math
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import openpyxl
import pandas as pd

from sunagawa_plan.lib.tables.dataset import DescribedColumn
from sunagawa_plan.lib.tables.escapes import from_xlsx_text, single_line, unguard_formula
from sunagawa_plan.lib.tables.shape import plain_number
from sunagawa_plan.open_data.shelves import PublicFile

Cell = None | bool | Decimal | str
Rows = list[tuple[Cell, ...]]
_NUMBERS = ("integer", "decimal")


def expected(file: PublicFile, *, in_one_line: bool) -> Rows:
    """What the file's own rows say; CSV files keep texts in one line."""
    return [
        tuple(
            _expected(cell, column, in_one_line=in_one_line)
            for cell, column in zip(row, file.dataset.columns, strict=True)
        )
        for row in file.table().rows
    ]


def _expected(cell: Any, column: DescribedColumn, *, in_one_line: bool) -> Cell:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | Decimal):
        return Decimal(plain_number(cell, column.places))
    return single_line(cell) if in_one_line else cell


def typed(
    records: Iterable[Sequence[str]],
    columns: Sequence[DescribedColumn],
    *,
    text_of: Callable[[str], str] = unguard_formula,
) -> Rows:
    """Read texts by the declared types; the first record must be the columns' names."""
    heading, *rows = records
    assert list(heading) == [column.name for column in columns]
    return [
        tuple(_typed(text, column, text_of) for text, column in zip(row, columns, strict=True))
        for row in rows
    ]


def _typed(text: str, column: DescribedColumn, text_of: Callable[[str], str]) -> Cell:
    if text == "":
        return None
    if column.datatype in _NUMBERS:
        assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text), text
        return Decimal(text)
    if column.datatype == "boolean":
        return {"true": True, "false": False}[text.lower()]
    return text_of(text)


def read_rfc4180(content: bytes) -> list[list[str]]:
    """RFC 4180 to the letter: CRLF, quotes only around whole fields, records of equal length."""
    text = content.decode("utf-8-sig")
    assert text.endswith("\r\n")
    records: list[list[str]] = [[]]
    position = 0
    while position < len(text):
        field, position = _field(text, position)
        records[-1].append(field)
        if text.startswith("\r\n", position):
            records.append([])
            position += 2
        else:
            assert text[position] == ",", text[position : position + 20]
            position += 1
    assert records.pop() == []
    assert len({len(record) for record in records}) == 1
    return records


def _field(text: str, start: int) -> tuple[str, int]:
    if text[start] != '"':
        end = min(text.find(mark, start) % (len(text) + 1) for mark in (",", "\r\n"))
        field = text[start:end]
        assert not set(field) & {'"', "\r", "\n"}, field
        return field, end
    match = re.compile(r'"((?:[^"]|"")*)"').match(text, start)
    assert match, text[start : start + 20]
    return match[1].replace('""', '"'), match.end()


def read_cp932(content: bytes) -> list[list[str]]:
    """Python's csv on CP932; references to what CP932 lacks are those of HTML."""
    text = content.decode("cp932")
    return [
        [html.unescape(cell) if "&#x" in cell else cell for cell in record]
        for record in csv.reader(io.StringIO(text, newline=""), strict=True)
    ]


def read_pandas(content: bytes, columns: Sequence[DescribedColumn]) -> Rows:
    """pandas.read_csv without any option: numbers, truths and absences as it takes them."""
    frame = pd.read_csv(io.BytesIO(content))
    assert list(frame.columns) == [column.name for column in columns]
    for column in columns:
        values = frame[column.name].dropna()
        if column.datatype in _NUMBERS and len(values):
            assert pd.api.types.is_numeric_dtype(values), column.name
    return [
        tuple(_from_pandas(cell, column) for cell, column in zip(row, columns, strict=True))
        for row in frame.itertuples(index=False, name=None)
    ]


def _from_pandas(cell: Any, column: DescribedColumn) -> Cell:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return None
    if column.datatype in _NUMBERS:
        return Decimal(repr(float(cell)))
    return bool(cell) if column.datatype == "boolean" else unguard_formula(str(cell))


def read_openpyxl(content: bytes, columns: Sequence[DescribedColumn]) -> Rows:
    """The first sheet as openpyxl reads it; it leaves Excel's escapes (_x000D_) to the reader."""
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    heading, *rows = sheet.iter_rows(values_only=True)
    assert list(heading) == [column.name for column in columns]
    return [tuple(_from_excel(cell) for cell in row) for row in rows]


def _from_excel(cell: Any) -> Cell:
    match cell:
        case None | bool():
            return cell
        case int() | float():
            return Decimal(repr(cell))
    return from_xlsx_text(cell)


def read_json(content: dict[str, Any]) -> Rows:
    """The rows of a JSON file that was read with parse_float=Decimal."""
    return [tuple(_from_json(cell) for cell in row.values()) for row in content["rows"]]


def _from_json(cell: Any) -> Cell:
    is_number = isinstance(cell, int | Decimal) and not isinstance(cell, bool)
    return Decimal(cell) if is_number else cell


def read_office_csv(content: bytes, columns: Sequence[DescribedColumn]) -> Rows:
    """What LibreOffice Calc showed in its cells, saved by it as CSV; a line break is LF there."""
    text = content.decode("utf-8-sig")
    # In a workbook a text is a text: it needs no apostrophe, and keeps its own.
    return typed(csv.reader(io.StringIO(text, newline=""), strict=True), columns, text_of=str)

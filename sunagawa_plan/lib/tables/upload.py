"""The file somebody uploads → a Sheet, or one Japanese sentence that says what to do."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import count, islice

from sunagawa_plan.lib.spelling import fold_width, quote
from sunagawa_plan.lib.tables.csv_files import read_csv
from sunagawa_plan.lib.tables.foreign_files import refuse_foreign
from sunagawa_plan.lib.tables.shape import Cell, Row, Sheet, UploadError, which_sheet
from sunagawa_plan.lib.tables.xlsx_parts import BROKEN
from sunagawa_plan.lib.tables.xlsx_reader import XlsxSheet, read_xlsx

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 500
_EXCEL_ROWS = 1_048_576
TOO_LARGE = f"ファイルが大きすぎます（{MAX_BYTES // 1024**2}MBまで）。行を分けて、いくつかのファイルにしてください。"

_ZIP = b"PK\x03\x04"
_NOTHING_IN_IT = "中身が空です。1行目に見出し、2行目から値を入れてください。"

Told = Callable[[int], object]


class _EmptyError(UploadError):
    """Nothing at all where a table should be."""


def _nobody(_rows: int) -> None:
    """Hears how many rows have been read."""


def read_upload(content: bytes, *, filename: str, told: Told = _nobody) -> Sheet:
    """The table in an uploaded CSV, tab-separated or xlsx file: headings in row 1, data below.

    The kind is seen from the content, never from the name. Empty rows and unnamed empty columns at
    the end are dropped, empty rows in between are kept, shorter rows are filled up with None.
    `told` hears how many rows have been read so far.

    Raises UploadError (a ValueError, Japanese, naming the file and the row or cell): empty, too
    large, an old or password-protected workbook, not a table at all, unreadable characters,
    formulas, merged cells, no or doubled headings, values without a heading, a table in another
    sheet than the first.
    """
    try:
        if not _checked(content).startswith(_ZIP):
            return _sheet(read_csv(content), told)
        first, *others = read_xlsx(content)
        return _first_sheet(first, tuple(sheet.title for sheet in others), told)
    except UploadError as error:
        raise UploadError(f"ファイル{quote(filename)}：{error}") from error


def read_book(content: bytes, *, filename: str, wanted: Container[str]) -> dict[str, Sheet]:
    """The wanted sheets of an uploaded workbook that are not empty, by name; else like read_upload()."""
    try:
        sheets = read_xlsx(_checked(content))
        named = ((sheet.title, _named(sheet)) for sheet in sheets if sheet.title in wanted)
        return {title: sheet for title, sheet in named if sheet}
    except UploadError as error:
        raise UploadError(f"ファイル{quote(filename)}：{error}") from error


def _checked(content: bytes) -> bytes:
    if not content:
        raise UploadError(_NOTHING_IN_IT)
    if len(content) > MAX_BYTES:
        raise UploadError(TOO_LARGE)
    refuse_foreign(content)
    return content


def _first_sheet(first: XlsxSheet, others: tuple[str, ...], told: Told) -> Sheet:
    try:
        read = _sheet(first.rows, told)
    except UploadError as error:
        # Nothing, or no headings: what was meant may stand in another sheet.
        hint = which_sheet(first.title, others) if others else ""
        raise UploadError(f"{error}{hint}") from error
    return Sheet(read.headers, read.rows, first.title, others)


def _named(sheet: XlsxSheet) -> Sheet | None:
    try:
        read = _sheet(sheet.rows)
    except _EmptyError:
        return None
    except UploadError as error:
        raise UploadError(f"シート{quote(sheet.title)}：{error}") from error
    return Sheet(read.headers, read.rows, sheet.title)


def _sheet(records: Iterator[Row], told: Told = _nobody) -> Sheet:
    records = map(_within_bounds, records, count(1))
    first = next(records, ())
    rows = _filled_rows(records, told)
    if _is_blank(first):
        if any(rows):
            raise UploadError("1行目に見出しがありません。1行目に列の名前を入れてください。")
        raise _EmptyError(_NOTHING_IN_IT)
    headers = _headers(first)
    width = len(headers)
    return Sheet(headers, tuple(_fitted(row, width, number) for number, row in enumerate(rows, 2)))


def _within_bounds(row: Row, number: int) -> Row:
    if number > _EXCEL_ROWS:
        raise UploadError(BROKEN)
    if len(row) > MAX_COLUMNS:
        raise UploadError(
            f"{number}行目の列が多すぎます（{MAX_COLUMNS}列まで）。"
            "表の右側の列を削除して保存し直してください。"
        )
    return row


def _filled_rows(records: Iterable[Row], told: Told) -> Iterator[Row]:
    """The rows up to the last one that is not empty."""
    empty = 0
    for number, row in enumerate(records, start=1):
        if _is_blank(row):
            empty += 1
            continue
        if number > MAX_ROWS:
            raise UploadError(f"行が多すぎます（{MAX_ROWS:,}行まで）。ファイルを分けてください。")
        yield from ((),) * empty
        empty = 0
        told(number)
        yield row


def _headers(first: Row) -> tuple[str, ...]:
    headers = [" ".join(str(cell).split()) if cell is not None else "" for cell in first]
    while not headers[-1]:
        headers.pop()
    if "" in headers:
        raise UploadError(
            f"{headers.index('') + 1}列目に見出しがありません。列の名前を入れるか、列を削除してください。"
        )
    counts = Counter(map(fold_width, headers))
    doubled = [header for header in headers if counts[fold_width(header)] > 1]
    if doubled:
        raise UploadError(f"見出し{quote(doubled[0])}が2つ以上あります。1つにしてください。")
    return tuple(headers)


def _fitted(row: Row, width: int, number: int) -> Row:
    for column, cell in enumerate(islice(row, width, None), width + 1):
        if not _is_blank((cell,)):
            raise UploadError(
                f"{number}行目の{column}列目に、見出しのない値{quote(cell)}があります。"
                "コンマの数を確かめるか、値を取り除いてください。"
            )
    return row[:width] + (None,) * (width - len(row))


def _is_blank(row: Iterable[Cell]) -> bool:
    return not any(cell is not None and str(cell).strip() for cell in row)

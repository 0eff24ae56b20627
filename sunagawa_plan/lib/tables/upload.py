"""The file somebody uploads → a Sheet, or one Japanese sentence that says what to do."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from sunagawa_plan.lib.spelling import fold_width, quote
from sunagawa_plan.lib.tables.csv_files import read_csv
from sunagawa_plan.lib.tables.shape import Cell, Row, Sheet, UploadError
from sunagawa_plan.lib.tables.xlsx_reader import read_xlsx

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 200_000

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def read_upload(content: bytes, *, filename: str) -> Sheet:
    """The table in an uploaded CSV, tab-separated or xlsx file: headings in row 1, data below.

    The kind is seen from the content, never from the name. Empty rows and unnamed empty columns at
    the end are dropped, empty rows in between are kept, shorter rows are filled up with None.

    Raises UploadError (a ValueError, Japanese, naming the file and the row or cell): empty, too
    large, an old or password-protected workbook, not a table at all, unreadable characters,
    formulas, no or doubled headings, values without a heading.
    """
    try:
        return _sheet(_records(content))
    except UploadError as error:
        raise UploadError(f"ファイル{quote(filename)}：{error}") from error


def _records(content: bytes) -> Iterator[Row]:
    if len(content) > MAX_BYTES:
        raise UploadError(
            f"ファイルが大きすぎます（{MAX_BYTES // 1024**2}MBまで）。分けてください。"
        )
    if content.startswith(_OLE):
        raise UploadError(
            "古い形式（xls）か、パスワードの付いたブックです。"
            "パスワードを外し、「Excelブック（xlsx）」で保存し直してください。"
        )
    return read_xlsx(content) if content.startswith(_ZIP) else read_csv(content)


def _sheet(records: Iterator[Row]) -> Sheet:
    first = next(records, ())
    rows = _filled_rows(records)
    if _is_blank(first):
        if any(rows):
            raise UploadError("1行目に見出しがありません。1行目に列の名前を入れてください。")
        raise UploadError("中身が空です。1行目に見出し、2行目から値を入れてください。")
    headers = _headers(first)
    width = len(headers)
    return Sheet(headers, tuple(_fitted(row, width, number) for number, row in enumerate(rows, 2)))


def _filled_rows(records: Iterable[Row]) -> Iterator[Row]:
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

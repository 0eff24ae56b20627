"""CSV files: written as a stream, in UTF-8 with BOM or CP932, CRLF; read from either."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator

from sunagawa_plan.lib.spelling import quote
from sunagawa_plan.lib.tables.escapes import (
    from_cp932,
    guard_formula,
    resolve_references,
    single_line,
    to_cp932,
    unguard_formula,
)
from sunagawa_plan.lib.tables.shape import Cell, Row, Table, UploadError, plain_text

_CHUNK_CHARACTERS = 64 * 1024
_UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def csv_chunks(table: Table) -> Iterator[bytes]:
    """`table` as UTF-8 with BOM, CRLF, heading row first: what Excel opens without asking.

    Texts lose their line breaks (single_line) and get an apostrophe before a formula sign.
    """
    yield codecs.BOM_UTF8
    yield from _encoded(table, str.encode)


def cp932_chunks(table: Table) -> Iterator[bytes]:
    """The same as csv_chunks() in CP932, for programs that know nothing else.

    A character that CP932 lacks is written as `&#x2197;` and read back by read_upload().
    """
    return _encoded(table, to_cp932)


def read_csv(content: bytes) -> Iterator[Row]:
    """The records of a CSV or tab-separated file, headings first; empty cells are None.

    UploadError for undecodable bytes, NUL, an unclosed quotation mark.
    """
    text = _decode(content)
    if "\0" in text:
        raise UploadError(
            "文字ではないデータ（NUL）が含まれています。CSVかxlsx形式で保存し直してください。"
        )
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=_delimiter(text), strict=True)
    try:
        for record in reader:
            yield tuple(unguard_formula(cell) or None for cell in record)
    except csv.Error as error:
        raise UploadError(
            f'{reader.line_num}行目あたりの引用符（"）の使い方が正しくないか、セルが長すぎます。'
            "Excelなどで開いてCSV形式で保存し直してください。"
        ) from error


def _encoded(table: Table, encode: Callable[[str], bytes]) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(_csv_cell(column.name, None) for column in table.columns)
    places = tuple(column.places for column in table.columns)
    for row in table.rows:
        writer.writerow(map(_csv_cell, *_same_length(row, places)))
        if buffer.tell() >= _CHUNK_CHARACTERS:
            yield encode(buffer.getvalue())
            buffer.seek(0)
            buffer.truncate()
    yield encode(buffer.getvalue())


def _same_length(row: Row, places: tuple[int | None, ...]) -> tuple[Row, tuple[int | None, ...]]:
    if len(row) != len(places):
        raise ValueError(f"列は{len(places)}個ですが、{len(row)}個の値がある行があります。")
    return row, places


def _csv_cell(cell: Cell, places: int | None) -> str:
    if isinstance(cell, str):
        return guard_formula(single_line(cell))
    return plain_text(cell, places)


def _decode(content: bytes) -> str:
    """By BOM, then strict UTF-8, then strict CP932: never by guessing.

    References are resolved in what is, or (plain ASCII) may be, CP932. A CP932 file whose every
    non-ASCII character is half-width katakana may also be valid UTF-8, and is read as that.
    """
    try:
        if content.startswith(_UTF16_BOMS):
            return content.decode("utf-16")
        if content.startswith(codecs.BOM_UTF8):
            return content.decode("utf-8-sig")
        if content.isascii():
            return resolve_references(content.decode("ascii"))
        return _utf8_or_cp932(content)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UploadError(
            f"{line}行目に読み取れない文字{quote(error.object[error.start : error.end].hex(' '))}が"
            "あります。「CSV UTF-8」かxlsx形式で保存し直してください。"
        ) from error


def _utf8_or_cp932(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return resolve_references(from_cp932(content))


def _delimiter(text: str) -> str:
    """A tab (「テキスト（タブ区切り）」) or semicolon where the first line has them and no comma."""
    first_line = text.lstrip("\r\n").partition("\n")[0]
    if "," in first_line:
        return ","
    return next((sign for sign in "\t;" if sign in first_line), ",")

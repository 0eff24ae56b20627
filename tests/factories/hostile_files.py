"""Files as nobody should upload them: for each, its bytes and what the refusal must say."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from openpyxl import Workbook

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def make_book(*sheets: tuple[str, list[list[object]]]) -> Workbook:
    """Make a workbook of named sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return an archive with one part replaced, packed as Excel does."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            new.writestr(entry, part if entry == name else old.read(entry))
    return changed.getvalue()


def sheet_part(rows: str, after: str = "") -> bytes:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def ole(*names: str) -> bytes:
    """Return what begins and is named like an OLE file: old or encrypted workbooks."""
    inside = b"".join(name.encode("utf-16-le") for name in names)
    return bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504 + inside


def plain() -> bytes:
    return saved(make_book(("値", [["a", "b"], [1, 2]])))


def formula(cached: str = "") -> bytes:
    cell = f'<row r="1"><c r="A1"><f>1+1</f>{cached}</c></row>'
    return with_part(plain(), SHEET, sheet_part(cell))


def merged() -> bytes:
    book = make_book(("値", [["a", "b"], [1, 2], [3, 4]]))
    book.worksheets[0].merge_cells("A2:A3")
    return saved(book)


def wrong_sheet() -> bytes:
    return saved(make_book(("説明", []), ("値", [["a"], [1]])))


def declared_bomb() -> bytes:
    """Return a small file whose sheet unpacks to 200 MB, as its directory says."""
    return with_part(plain(), SHEET, b" " * (200 * 2**20))


def shrunk_bomb() -> bytes:
    """Return one within the limit of size, packed to a thousandth."""
    return with_part(plain(), SHEET, sheet_part("<row>" + "<c/>" * 5_000_000 + "</row>"))


def undeclared_bomb() -> bytes:
    """Return one whose sheet unpacks to 50 MB while the directory says 1,000 bytes."""
    rows = sheet_part('<row r="1"><c r="A1"><v>1</v></c></row>' + " " * (50 * 2**20))
    honest = with_part(plain(), SHEET, rows)
    real, small = struct.pack("<L", len(rows)), struct.pack("<L", 1_000)
    checked = struct.pack("<L", zlib.crc32(rows[:1_000]))
    return honest.replace(real, small).replace(struct.pack("<L", zlib.crc32(rows)), checked)


def entity_bomb() -> bytes:
    """Return a sheet that defines entities of entities, a billion characters in all."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(9))
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&e8;</t></is></c></row>'
    return with_part(plain(), SHEET, f"<!DOCTYPE x [{levels}]>".encode() + sheet_part(cell))


def _png() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"\0" * 200


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "中身が空です"),
    "empty workbook": (lambda: saved(make_book(("値", []))), "中身が空です"),
    "formula": (formula, "セルA1に数式"),
    "formula with its value": (lambda: formula("<v>2</v>"), "セルA1に数式"),
    "merged cells": (merged, "セルA2:A3が結合されています"),
    "wrong sheet": (wrong_sheet, "表がほかのシート（「値」）にあるときは"),
    "zip bomb that says so": (declared_bomb, "ブックが大きすぎます"),
    "zip bomb within the limit": (shrunk_bomb, "ブックが大きすぎます"),
    "zip bomb that lies": (undeclared_bomb, "Excelブックとして開けません"),
    "entities without end": (entity_bomb, "Excelブックとして開けません"),
    "password": (lambda: ole("EncryptionInfo", "EncryptedPackage"), "パスワードの付いたブック"),
    "old workbook": (lambda: ole("Workbook"), "古い形式（xls）"),
    "old something": (lambda: ole("x"), "古い形式（xls）か、パスワード"),
    "picture": (_png, "画像（PNG）です"),
    "photograph": (lambda: b"\xff\xd8\xff\xe0" + b"\0" * 200, "画像（JPEG）です"),
    "PDF": (lambda: b"%PDF-1.7\n" + b"\0" * 200, "PDFです"),
    "web page": (lambda: b"\r\n<html><table><tr><td>a</td></tr></table></html>", "ウェブページ"),
    "XML": (lambda: b'<?xml version="1.0"?><Workbook/>', "ウェブページやXML"),
    "NUL": (lambda: b"a,b\n1,\x002\n", "NUL"),
    "UTF-16 without BOM": (lambda: "a,b\n1,2\n".encode("utf-16-le"), "NUL"),
    "broken archive": (lambda: b"PK\x03\x04" + b"x" * 100, "Excelブックとして開けません"),
    "doubled heading": ("値,年度,値\n1,2,3\n".encode, "見出し「値」が2つ以上"),
    "endless row": (lambda: b"," * 100_000 + b"a\n1\n", "列が多すぎます"),
}

import io
import re
import tracemalloc
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import numbers

from sunagawa_plan.lib.tables import Cell, read_book, read_upload, upload, xlsx_parts, xlsx_reader
from sunagawa_plan.lib.tables.shape import UploadError
from tests.factories.hostile_files import REFUSED, SHEET, make_book, saved, sheet_part, with_part

MORNING = datetime(2024, 4, 1, 9)  # noqa: DTZ001 - Excel knows no zones
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 512


def workbook(*rows: list[object]) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    return book


def rows(content: bytes) -> tuple[tuple[Cell, ...], ...]:
    return read_upload(content, filename="a").rows


@pytest.mark.parametrize(
    "content",
    [
        "年度,値\r\nR6,↗\r\n".encode(),
        "年度,値\nR6,↗".encode("utf-8-sig"),
        "年度,値\rR6,↗\r".encode(),
        "年度\t値\r\nR6\t↗\r\n".encode("utf-16"),
        "年度\t値\r\nR6\t↗\r\n".encode(),
        "年度,値\r\nR6,&#x2197;\r\n".encode("cp932"),
        '"年度","値"\r\n"R6","↗"\r\n'.encode(),
        "年度;値\r\nR6;↗\r\n".encode("utf-8-sig"),
        saved(workbook(["年度", "値"], ["R6", "↗"])),
    ],
)
def test_table_is_read_whatever_program_wrote_it(content: bytes) -> None:
    sheet = read_upload(content, filename="values")
    assert (sheet.headers, sheet.rows) == (("年度", "値"), (("R6", "↗"),))


def test_plain_ascii_may_be_a_cp932_export() -> None:
    assert rows(b"code,note\r\n6-1,&#x2197;\r\n") == (("6-1", "↗"),)


def test_references_in_a_utf8_file_are_plain_text() -> None:
    assert rows("code,note\r\n6-1,&#x2197; と書く\r\n".encode()) == (("6-1", "&#x2197; と書く"),)


def test_short_rows_are_filled_up_and_empty_ends_dropped() -> None:
    content = b"a,b,c,,\n1\n,,\n2,,3,,\n\n , ,\n\n"
    sheet = read_upload(content, filename="a.csv")
    assert sheet.headers == ("a", "b", "c")
    assert sheet.rows == (("1", None, None), (None, None, None), ("2", None, "3"))


def test_headings_are_tidied() -> None:
    content = saved(workbook([" 年 度\n", 2024], ["R6", 1]))
    assert read_upload(content, filename="a.xlsx").headers == ("年 度", "2024")


def test_line_breaks_inside_cells_of_others_are_read() -> None:
    assert rows('a,b\n"一\n二",2\n'.encode()) == (("一\n二", "2"),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "中身が空です"),
        (b"\r\n\r\n", "中身が空です"),
        (b"\xef\xbb\xbf", "中身が空です"),
        (saved(workbook()), "中身が空です"),
        (b",,\n1,2,3\n", "1行目に見出しがありません"),
        (OLE, "パスワード"),
        (b"PK\x03\x04" + b"x" * 100, "Excelブックとして開けません"),
        ("年度,値\nR6,".encode() + b"\xff\xff\n", "2行目に読み取れない文字「ff」"),
        (b"\xef\xbb\xbfa\n\xff", "2行目に読み取れない文字「ff」"),
        (b"a,b\n1,\x002\n", "NUL"),
        (b"a,b\n1,&#x0;\n1,2,3\n", "3行目の3列目に、見出しのない値「3」"),
        (b"a,b,\n1,2,3\n", "2行目の3列目に、見出しのない値「3」"),
        (b"a,,c\n1,2,3\n", "2列目に見出しがありません"),
        ("値,年度,値\n".encode(), "見出し「値」が2つ以上"),
        ("値A,値Ａ\n".encode(), "見出し「値A」が2つ以上"),
        (b'a,b\n1,"2\n3,4\n', "引用符"),
        (b'a,b\n1,"2"x\n', "2行目あたりの引用符"),
        (b"a,b\n1," + b"x" * 200_000 + b"\n", "セルが長すぎます"),
        (saved(workbook(["a", "b"], [1, "=1+1"])), "セルB2に数式"),
        (b"a;b,c\n1;2,3,4\n", "2行目の3列目に、見出しのない値「4」"),
        (saved(workbook(["=A2"], [1])), "セルA1に数式"),
        (saved(workbook(["a", "b"], [1, "#DIV/0!"])), "セルB2がエラー値「#DIV/0!」"),
        (saved(workbook(["a"], [1, 2])), "2行目の2列目に、見出しのない値「2」"),
        (saved(workbook(["a"], [1e300])), "セルA2"),
    ],
)
def test_unreadable_file_is_refused_in_japanese(content: bytes, message: str) -> None:
    with pytest.raises(UploadError, match=message) as refusal:
        read_upload(content, filename="実績値.csv")
    assert str(refusal.value).startswith("ファイル「実績値.csv」：")


@pytest.mark.parametrize("kind", REFUSED)
def test_hostile_file_is_refused_within_little_memory(kind: str) -> None:
    make, message = REFUSED[kind]
    content = make()
    tracemalloc.start()
    try:
        with pytest.raises(UploadError, match=re.escape(message)):
            read_upload(content, filename="a")
        # What is on its way in twice, and room for one portion of what is unpacked.
        assert tracemalloc.get_traced_memory()[1] < 3 * len(content) + 8 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "attributes", ['t="shared" ref="A1:A2" si="0"', 't="array" ref="A1:A2"', 't="shared" si="0"']
)
def test_every_kind_of_formula_is_refused(attributes: str) -> None:
    cell = f'<row r="1"><c r="A1"><f {attributes}>1+1</f><v>2</v></c></row>'
    with pytest.raises(UploadError, match="数式"):
        rows(with_part(saved(workbook(["a"], [1])), SHEET, sheet_part(cell)))


def test_hidden_sheets_are_not_taken_for_the_first() -> None:
    book = make_book(("控え", [["x"], [1]]), ("値", [["a"], [2]]), ("説明", [["読む"]]))
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1
    sheet = read_upload(saved(book), filename="a.xlsx")
    assert (sheet.headers, sheet.title, sheet.others) == (("a",), "値", ("説明",))
    assert "「説明」" in sheet.which


def test_rows_read_are_told() -> None:
    told: list[int] = []
    read_upload(b"a\n1\n2\n\n3\n", filename="a", told=told.append)
    assert told == [1, 2, 4]


def test_book_gives_the_filled_sheets_that_are_wanted() -> None:
    content = saved(
        make_book(
            ("使い方", [["=1"]]),
            ("計画", [["名前"], ["第8期"]]),
            ("指標", [["番号", "単位"]]),
            ("目標値", []),
        )
    )
    sheets = read_book(content, filename="a", wanted={"計画", "指標", "目標値"})
    assert list(sheets) == ["計画", "指標"]
    assert sheets["計画"].rows == (("第8期",),)
    assert sheets["指標"].headers == ("番号", "単位")


def test_fault_in_a_book_names_its_sheet() -> None:
    content = saved(make_book(("計画", [["名前"], ["x"]]), ("指標", [["番号"], ["=1"]])))
    with pytest.raises(UploadError, match="シート「指標」：セルA2に数式"):
        read_book(content, filename="a", wanted={"計画", "指標"})


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"", b"PK\x03\x04", b"\x89PNG"])
def test_what_is_no_book_is_refused(content: bytes) -> None:
    with pytest.raises(UploadError, match="ファイル「a」"):
        read_book(content, filename="a", wanted={"計画"})


def test_archive_without_workbook_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(UploadError, match="Excelブック（xlsx）ではありません"):
        rows(content.getvalue())


@pytest.mark.parametrize("part", [b"", b"<broken", b"<worksheet/>", b"\0"])
def test_damaged_sheet_never_crashes(part: bytes) -> None:
    content = with_part(saved(workbook(["a"], [1])), "xl/worksheets/sheet1.xml", part)
    with pytest.raises(UploadError):
        rows(content)


def test_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "MAX_BYTES", 4)
    with pytest.raises(UploadError, match="ファイルが大きすぎます"):
        rows(b"a,b\n1")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "MAX_ROWS", 2)
    assert len(rows(b"a\n1\n2\n\n\n")) == 2
    with pytest.raises(UploadError, match="行が多すぎます（2行まで）"):
        rows(b"a\n1\n2\n3\n")


def test_zip_bomb_is_refused_by_its_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    content = saved(workbook(["a"], [1]))
    monkeypatch.setattr(xlsx_reader, "load_workbook", None)
    monkeypatch.setattr(xlsx_parts, "MAX_UNPACKED_BYTES", 1_000)
    with pytest.raises(UploadError, match="ブックが大きすぎます"):
        rows(content)


def test_sheet_far_too_wide_or_long_is_refused() -> None:
    cell = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
    book = saved(workbook(["a"], [1]))
    for place, message in (
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "列が多すぎます"),
        ('<row r="999999999999"><c><v>1</v></c></row>', "開けません"),
    ):
        part = cell.format(place).encode()
        with pytest.raises(UploadError, match=message):
            rows(with_part(book, "xl/worksheets/sheet1.xml", part))


def test_last_row_of_excel_with_mere_formatting_is_no_row() -> None:
    book = workbook(["a"], [1])
    book.worksheets[0].cell(200_500, 1).number_format = "0.0"
    assert rows(saved(book)) == ((1,),)


def test_numbers_dates_and_percentages_are_read_as_shown() -> None:
    book = workbook(
        ["a", "b", "c", "d", "e", "f", "g"],
        [98.60000000000001, 85, 0.986, 98.6, date(2024, 4, 1), MORNING, time(9)],
    )
    sheet = book.worksheets[0]
    sheet["C2"].number_format = numbers.FORMAT_PERCENTAGE_00
    sheet["D2"].number_format = '0.0"%"'
    (row,) = rows(saved(book))
    assert [str(cell) for cell in row[:5]] == ["98.6", "85", "98.6%", "98.6", "2024-04-01"]
    assert row[5:] == (MORNING, "09:00:00")


def test_first_sheet_is_the_table() -> None:
    book = workbook(["a"], [1])
    book.create_sheet("記入例").append(["b", "c"])
    assert read_upload(saved(book), filename="a.xlsx").headers == ("a",)


@given(st.binary() | st.binary().map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_are_a_table_or_a_japanese_refusal(content: bytes) -> None:
    try:
        sheet = read_upload(content, filename="a")
    except UploadError as refusal:
        message = str(refusal)
    else:
        message = "ファイル「a」"
        assert all(len(row) == len(sheet.headers) for row in sheet.rows)
    assert message.startswith("ファイル「a」")

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sunagawa_plan.lib.tables import Cell, Column, Table, read_upload, xlsx_bytes

TEXTS = st.text() | st.text("'=+-@\t&#x2197;↗𠮷_x01AF\x01\r\n\0 ")


def written(*cells: Cell, title: str = "実績値", places: int | None = None) -> bytes:
    columns = (Column("code", "コード"), Column("cell", "値", places))
    return xlsx_bytes(Table("values", title, columns, [("6-1", cell) for cell in cells]))


def read(content: bytes) -> list[Cell]:
    return [row[1] for row in read_upload(content, filename="values.xlsx").rows]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "'=1", "=", "98.6"])
def test_text_is_never_a_formula(text: str) -> None:
    cell = load_workbook(io.BytesIO(written(text))).worksheets[0]["B2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_text_that_looks_like_a_formula_stays_one_after_editing() -> None:
    sheet = load_workbook(io.BytesIO(written("=1+1", "本文"))).worksheets[0]
    assert sheet["B2"].quotePrefix
    assert not sheet["B3"].quotePrefix


def test_numbers_are_numbers_shown_at_their_places() -> None:
    content = written(Decimal("98.65"), Decimal("-12.3"), 7, places=1)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == [98.7, -12.3, 7]
    assert {sheet.cell(row, 2).number_format for row in (2, 3, 4)} == {"0.0"}


def test_number_beyond_the_digits_of_excel_is_kept_as_text() -> None:
    assert read(written(Decimal("1234567890123456.5"), 10**17)) == [
        "1234567890123456.5",
        "100000000000000000",
    ]


def test_headings_stand_in_row_1_and_stay_in_view() -> None:
    sheet = load_workbook(io.BytesIO(written("x"))).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["code", "cell"]
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize(
    ("title", "sheet_title"),
    [
        ("実績値[R6/R7]:*?", "実績値・R6・R7・・・・"),
        ("'引用'", "・引用・"),
        ("あ" * 40, "あ" * 31),
        ("𠮷" * 40, "𠮷" * 15),
        ("", "values"),
    ],
)
def test_title_is_made_one_that_excel_accepts(title: str, sheet_title: str) -> None:
    assert load_workbook(io.BytesIO(written("x", title=title))).sheetnames == [sheet_title]


def test_text_too_long_for_a_cell_says_so() -> None:
    (text,) = read(written("\x01あ" * 20_000))
    assert isinstance(text, str)
    assert text.startswith("\x01あ\x01あ")
    assert text.endswith("…（以下省略。全文はCSVかJSONにあります）")


def test_longest_text_of_a_cell_is_kept() -> None:
    assert read(written("あ" * 32_767)) == ["あ" * 32_767]


def test_dates_and_truth_are_read_back() -> None:
    moment = datetime(2024, 4, 1, 12, 30, tzinfo=UTC)
    cells = (date(2024, 4, 1), date(1890, 1, 1), moment, True, False, None, "")
    assert read(written(*cells, "end")) == [
        date(2024, 4, 1),
        "1890-01-01",
        "2024-04-01T12:30:00+00:00",
        True,
        False,
        None,
        None,
        "end",
    ]


def test_equal_tables_are_equal_bytes() -> None:
    content = written("x", Decimal("1.5"))
    assert b"1980" not in content
    document = load_workbook(io.BytesIO(content))
    assert document.properties.modified == datetime(2000, 1, 1)  # noqa: DTZ001
    assert written("x", Decimal("1.5")) == content


@given(st.lists(TEXTS | st.decimals(-(10**9), 10**9, places=4) | st.booleans(), max_size=8))
def test_what_is_exported_is_read_back(cells: list[Cell]) -> None:
    expected = [
        cell.replace("\0", "\ufffd") or None if isinstance(cell, str) else cell for cell in cells
    ]
    assert read(written(*cells)) == expected

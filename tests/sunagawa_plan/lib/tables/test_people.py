"""Tables for people: laid out as on paper, and said to be for people."""

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from sunagawa_plan.lib.downloads import file_of
from sunagawa_plan.lib.tables.people import PeopleTable, people_column


def table(**fields) -> PeopleTable:
    given = {
        "name": "wide",
        "title": "実績値",
        "columns": (
            people_column("指標"),
            people_column("R5", "実績値"),
            people_column("R6", "実績値", places=1),
        ),
        "rows": [("収納率", 1234, Decimal("98.25")), ("=1+1", "公表待ち", None)],
        "machine": "values（実績値）",
        "lines": ("単位は千円です。",),
    }
    return PeopleTable(**given | fields)


def content(suffix: str, **fields) -> bytes:
    return b"".join(file_of(table(**fields), suffix)[1])


def test_csv_reads_from_title_to_rows():
    assert content("csv").decode("utf-8-sig").split("\r\n") == [
        "実績値",
        "人が読むための表です。機械で処理するときは「values（実績値）」のファイルをお使いください。",
        "単位は千円です。",
        "",
        ",実績値,",
        "指標,R5,R6",
        "収納率,1234,98.3",
        "'=1+1,公表待ち,",
        "",
    ]


def test_cp932_says_the_same():
    assert content("cp932.csv").decode("cp932") == content("csv").decode("utf-8-sig")


def test_headings_take_one_row_without_groups():
    plain = (people_column("a"), people_column("b"))

    assert (
        content("csv", columns=plain, rows=[(1, 2)])
        .decode("utf-8-sig")
        .endswith("\r\n\r\na,b\r\n1,2\r\n")
    )


def test_workbook_is_laid_out_to_be_printed():
    sheet = load_workbook(io.BytesIO(content("xlsx"))).worksheets[0]

    assert sheet.title == "実績値"
    assert [sheet.cell(row, 1).value for row in range(1, 9)] == [
        "実績値",
        "人が読むための表です。機械で処理するときは「values（実績値）」のファイルをお使いください。",
        "単位は千円です。",
        None,
        None,
        "指標",
        "収納率",
        "=1+1",
    ]
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["B5:C5"]
    assert (sheet["B7"].value, sheet["B7"].number_format) == (1234, "#,##0")
    assert (sheet["C7"].value, sheet["C7"].number_format) == (98.3, "#,##0.0")
    assert sheet["A8"].data_type == "s"
    assert sheet.freeze_panes == "A7"
    assert sheet.print_title_rows == "$5:$6"
    assert sheet.page_setup.orientation == "landscape"


def test_equal_tables_are_equal_workbooks():
    assert content("xlsx") == content("xlsx")


def test_programs_get_no_json_of_it():
    with pytest.raises(LookupError):
        file_of(table(), "json")

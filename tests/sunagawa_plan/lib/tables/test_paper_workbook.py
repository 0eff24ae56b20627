from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sunagawa_plan.lib.tables.paper_workbook import (
    Figure,
    PaperColumn,
    PaperRow,
    PaperSheet,
    figure,
    paper_workbook,
)


def page(*rows: PaperRow, title: str = "中間評価", name: str = "中間評価") -> Worksheet:
    sheet = PaperSheet(
        name=name,
        title=title,
        machine="/plans/p/data/values.csv",
        lines=("2026年11月22日現在",),
        columns=(PaperColumn("指標", 30), PaperColumn("値", 10)),
        rows=rows,
    )
    return load_workbook(BytesIO(paper_workbook([sheet]))).worksheets[0]


def test_sheet_says_that_it_is_for_people_and_where_programs_go():
    told = [cell.value for cell in page()["A"][:3]]

    assert told == [
        "中間評価",
        "人が読み、印刷するための版です。機械で処理するときは/plans/p/data/values.csvをお使いください。",
        "2026年11月22日現在",
    ]


def test_sheet_prints_on_a4_across_with_its_headings_on_every_page():
    sheet = page(PaperRow(("甲", Figure(Decimal(1)))))

    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.print_area == "'中間評価'!$A$1:$B$6"
    assert sheet.freeze_panes == "A6"
    assert sheet.oddFooter.center.text == "&P / &N"


@pytest.mark.parametrize(
    ("content", "value", "shown"),
    [
        (Figure(Decimal("98.6"), 1), 98.6, '#,##0.0;"△"#,##0.0'),
        (Figure(Decimal(-72)), -72, '#,##0;"△"#,##0'),
        (Figure(Decimal("1.5"), 1, is_change=True), 1.5, '"+"#,##0.0;"△"#,##0.0;"±"#,##0.0'),
        ("↗", "↗", "General"),
    ],
)
def test_number_is_a_number_in_the_look_of_print(content, value, shown):
    cell = page(PaperRow(("甲", content)))["B6"]

    assert (cell.value, cell.number_format) == (value, shown)


def test_absent_number_is_its_reason_and_never_zero():
    assert figure(None, 1, otherwise="未入力") == "未入力"
    assert figure(Decimal(0), 1) == Figure(Decimal(0), 1)


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "@cmd", "-2"])
def test_text_is_never_a_formula(text):
    cell = page(PaperRow((text, "")))["A6"]

    assert (cell.value, cell.data_type) == (text, "s")


def test_group_spans_the_table():
    sheet = page(PaperRow(("施策6-1",), is_group=True))

    assert "A6:B6" in {str(area) for area in sheet.merged_cells.ranges}


def test_odd_title_breaks_neither_sheet_nor_header():
    sheet = page(title="A&B: [計画]?", name="A&B: [計画]?")

    assert sheet.oddHeader.right.text == "A&&B: [計画]?"
    assert sheet["A1"].value == "A&B: [計画]?"


def test_row_is_high_enough_for_its_longest_text():
    sheet = page(PaperRow(("あ" * 60, "")), PaperRow(("短い", "")))

    assert (sheet.row_dimensions[6].height, sheet.row_dimensions[7].height) == (75, 15)

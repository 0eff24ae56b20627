"""Workbooks to be filled in: what is locked, what is asked for, and that equal ones are equal bytes."""

import io
from decimal import Decimal

from openpyxl import load_workbook

from sunagawa_plan.lib.tables import read_upload
from sunagawa_plan.lib.tables.form_workbook import (
    FormColumn,
    FormRow,
    FormSheet,
    Rule,
    form_workbook,
)

COLUMNS = (
    FormColumn("指標番号", is_hidden=True),
    FormColumn("指標名", width=40),
    FormColumn(
        "実績値", is_input=True, rule=Rule.NUMBER, hint="％は付けても付けなくても読めます。"
    ),
    FormColumn("値がない理由", is_input=True, choices=("公表待ち", "調査なし")),
    FormColumn("回答者数", is_input=True, rule=Rule.WHOLE),
)
ROWS = (
    FormRow(("6-1-1-1", "=協働事業数", Decimal("98.60"), None, None), places=1),
    FormRow(("6-1-2-1", "公開済みの指標", None, "調査なし", 100), is_locked=True),
)
HOW_TO = ("この表の使い方", "黄色の欄に入力します。")


def opened(spare_rows: int = 0):
    sheet = FormSheet("報告 R6/全課", COLUMNS, ROWS, spare_rows=spare_rows, frozen_columns=2)
    return load_workbook(io.BytesIO(form_workbook([sheet], how_to=HOW_TO)))


def test_only_inputs_of_open_rows_can_be_typed_into():
    sheet = opened(spare_rows=1).worksheets[0]
    assert sheet.protection.sheet
    unlocked = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    assert unlocked == {"C2", "D2", "E2", "C4", "D4", "E4"}


def test_codes_are_hidden_but_present():
    sheet = opened().worksheets[0]
    assert sheet.column_dimensions["A"].hidden
    assert sheet["A2"].value == "6-1-1-1"


def test_inputs_carry_rules_that_warn_and_lists_that_stop():
    rules = {
        str(rule.sqref): (rule.type, rule.errorStyle, rule.formula1, rule.prompt)
        for rule in opened().worksheets[0].data_validations.dataValidation
    }
    assert rules == {
        "C2:C3": ("decimal", "warning", "-999999999999999", "％は付けても付けなくても読めます。"),
        "D2:D3": ("list", "stop", '"公表待ち,調査なし"', None),
        "E2:E3": ("whole", "warning", "1", None),
    }


def test_how_to_stands_on_the_last_sheet():
    workbook = opened()
    assert workbook.sheetnames == ["報告 R6・全課", "使い方"]
    assert [cell.value for cell in workbook["使い方"]["A"]] == list(HOW_TO)


def test_texts_are_never_formulas_and_numbers_are_numbers():
    sheet = opened().worksheets[0]
    assert (sheet["B2"].data_type, sheet["B2"].value) == ("s", "=協働事業数")
    assert (sheet["C2"].value, sheet["C2"].number_format) == (98.6, "0.0")


def test_it_is_read_back_as_it_was_written():
    content = form_workbook([FormSheet("報告", COLUMNS, ROWS)], how_to=HOW_TO)
    sheet = read_upload(content, filename="r.xlsx")
    assert sheet.headers == tuple(column.title for column in COLUMNS)
    assert sheet.rows[0] == ("6-1-1-1", "=協働事業数", Decimal("98.6"), None, None)


def test_equal_workbooks_are_equal_bytes():
    first, second = (
        form_workbook([FormSheet("報告", COLUMNS, ROWS)], how_to=HOW_TO) for _ in range(2)
    )
    assert first == second

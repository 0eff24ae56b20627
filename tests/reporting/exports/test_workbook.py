"""The prefilled workbook: what it shows, what it locks, and that it is a table like any other."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from reporting.domain.entry_columns import COLUMNS
from reporting.exports.workbook import entries_workbook
from reporting.models import Entry
from sunagawa_plan.lib.tables import read_upload
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_indicator,
)
from tests.factories.reporting import enter, hand_in, make_round


def book_of(opened) -> bytes:
    entries = Entry.objects.filter(round=opened).with_series().in_book_order()
    return entries_workbook(opened, entries, section="市長公室課")


def test_everything_known_is_prefilled_and_only_open_rows_take_input(db):
    section = make_department(name="市長公室課")
    project = make_basic_project()
    share = {"basic_project": project, "department": section}
    survey = make_indicator(
        name="満足度*", unit="%", decimal_places=1, is_survey=True, baseline_value="32.3", **share
    )
    done = make_indicator(**share)
    make_annual_value(indicator=survey, fiscal_year=2022, value="33.1", source="市民アンケート")
    make_annual_value(indicator=survey, fiscal_year=2023, value=None, missing_reason="no_survey")
    opened = make_round(plan=survey.plan, note="よろしくお願いします。")
    hand_in(opened.entries.get(indicator=done), "84")
    workbook = load_workbook(BytesIO(book_of(opened)))
    sheet = workbook.worksheets[0]
    headings = {cell.value: cell.column_letter for cell in sheet[1]}
    first = {title: sheet[f"{letter}2"] for title, letter in headings.items()}
    assert first["指標名"].value == "満足度"
    assert first["これまでの値"].value == "R4 33.1　R5 調査なし"
    assert first["現状値"].value == "32.3（R元）"
    assert first["出典"].value == "試験課"
    assert not first["実績値"].protection.locked
    assert sheet[f"{headings['実績値']}3"].value == 84
    assert sheet[f"{headings['実績値']}3"].protection.locked
    assert "お知らせ：よろしくお願いします。" in [cell.value for cell in workbook["使い方"]["A"]]


def test_value_with_more_decimals_than_shown_is_written_whole(db):
    indicator = make_indicator(decimal_places=1)
    opened = make_round(plan=indicator.plan, due_on=date(2025, 12, 1))
    enter(opened.entries.get(), "98.65")
    sheet = read_upload(book_of(opened), filename="r.xlsx")
    assert Decimal("98.65") in sheet.rows[0]


def test_headings_are_those_that_the_import_knows(db):
    opened = make_round()
    sheet = read_upload(book_of(opened), filename="r.xlsx")
    assert set(sheet.headers) <= set(COLUMNS.titles.values())

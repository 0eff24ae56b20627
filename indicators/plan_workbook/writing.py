"""A plan's workbook: filled in from a plan, or empty with the departments that there are."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from indicators.loading.book import PlanBook
from indicators.models import Department
from indicators.plan_workbook.book_rows import Rows, rows_of_sheets
from indicators.plan_workbook.sheets import DEPARTMENTS, SHEETS, BookColumn, BookSheet, Kind
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables.form_workbook import (
    FormColumn,
    FormRow,
    FormSheet,
    form_workbook,
)

_INTRODUCTION = (
    "計画のブックの使い方",
    "1つの計画（基本目標、施策、基本事業、指標、目標値など）を、このブック1冊で登録します。",
    "1. シート「計画」から順に、1行に1件ずつ入力します。見出しの行は変えないでください。",
    "2. 番号（6-1、6-1-2、6-1-2-1）は、施策・基本事業・指標の順につながります。",
    "3. 管理画面の「計画」の一覧で「ブックの取り込み」を選び、このブックを読み込みます。",
    "4. 登録される内容と、直すところ（シート・行・列）が表示されます。1か所でも誤りがあると、何も登録しません。",
    "5. 登録した計画は非公開です。画面で確かめてから「公開する」にします。公開するまでは、ブックを直して何度でも取り込み直せます。",
    "6. 取り込み直しても、職員が画面で直したものは上書きせず、ブックから消した行も削除しません。",
    "7. 実績値はこのブックに入りません。「実績値」の一覧の「ファイルの取り込み」で取り込みます。",
    "数式、セルの結合は使えません。計算した値は「値の貼り付け」で入れてください。",
)


def plan_workbook(book: PlanBook) -> bytes:
    """Return the workbook of a plan."""
    return _workbook(rows_of_sheets(book))


def empty_workbook() -> bytes:
    """Return a workbook for a plan to come."""
    departments = [{"code": row.code, "name": row.name} for row in Department.objects.all()]
    return _workbook({DEPARTMENTS: departments})


def _workbook(rows: Mapping[BookSheet, Rows]) -> bytes:
    sheets = [_sheet(sheet, rows.get(sheet, [])) for sheet in SHEETS]
    return form_workbook(sheets, how_to=[*_INTRODUCTION, *_meanings()])


def _sheet(sheet: BookSheet, rows: Rows) -> FormSheet:
    return FormSheet(
        title=sheet.title,
        columns=tuple(map(_column, sheet.columns)),
        rows=[_row(sheet, row) for row in rows],
        spare_rows=1 if len(rows) > 1 else 20,
        frozen_columns=1,
        is_locked=False,
    )


def _column(column: BookColumn) -> FormColumn:
    return FormColumn(
        title=column.heading,
        width=column.width,
        is_input=True,
        choices=column.choices,
        hint=("必ず入力します。" if column.is_needed else "") + column.meaning,
        is_text=column.kind in {Kind.CODE, Kind.TEXT, Kind.LINES, Kind.YEAR},
    )


def _row(sheet: BookSheet, row: Mapping[str, Any]) -> FormRow:
    cells = (_cell(column, row[column.name]) for column in sheet.columns)
    return FormRow(tuple(cells), places=None)


def _cell(column: BookColumn, value: Any) -> Any:
    if column.kind is Kind.YEAR and value is not None:
        return FiscalYear(value).wareki
    if column.kind is Kind.FLAG:
        return "はい" if value else "いいえ"
    if isinstance(value, StrEnum):
        return getattr(value, "label", str(value))
    return value


def _meanings() -> list[str]:
    lines = []
    for sheet in SHEETS:
        need = "必ず入力します" if sheet.is_needed else "なければ空のままにします"
        lines += ["", f"シート「{sheet.title}」（{need}）"]
        lines += [
            f"　{column.heading}{'（必要）' if column.is_needed else ''}: {column.meaning}"
            for column in sheet.columns
        ]
    return lines

"""The workbooks hold the numbers of the page, cell by cell."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from indicators.editions import Edition
from sunagawa_plan.lib.numerals import format_change, format_number
from sunagawa_plan.reports.documents import ReportDocument, ReportKind, ReportName, document_of
from sunagawa_plan.reports.workbooks import workbook_of
from tests.factories.report_plan import TODAY, make_report_plan, report_milestone
from tests.sunagawa_plan.reports.test_pdf import MADE_AT

pytestmark = pytest.mark.django_db


def made(kind: ReportKind, year: int) -> ReportDocument:
    plan = make_report_plan()
    report_milestone(plan)
    return document_of(ReportName(plan.slug, kind, year), Edition(plan, TODAY))


def rows_of(document: ReportDocument, sheet: int = 0) -> list[dict[str, object]]:
    page = load_workbook(BytesIO(workbook_of(document, MADE_AT))).worksheets[sheet]
    lines = list(page.iter_rows(values_only=True))
    head = next(index for index, line in enumerate(lines) if line[0] == "指標番号")
    rows = [dict(zip(lines[head], line, strict=True)) for line in lines[head + 1 :]]
    return [row for row in rows if row["指標"]]


def shown(cell: object, places: int, *, is_change: bool = False) -> str:
    if isinstance(cell, int | float):
        return (format_change if is_change else format_number)(cell, places)
    return str(cell or "")


def test_progress_workbook_holds_the_numbers_of_the_page():
    document = made(ReportKind.PROGRESS, 2024)
    indicators = [own for sheet in document.page.progress.sheets for own in sheet.indicators]

    rows = rows_of(document)

    assert len(rows) == len(indicators) == 13
    for row, own in zip(rows, indicators, strict=True):
        assert row["指標"] == own.row.name
        assert shown(row["現状値"], own.places) == own.row.baseline
        for cell in own.values:
            in_book = shown(row[f"実績（{cell.fiscal_year.short}）"], own.places)
            assert in_book == (cell.value or cell.reason)
        for target in own.row.targets:
            assert (
                shown(row[f"{target.heading}（{target.fiscal_year.short}）"], own.places)
                == target.text
            )
        change = shown(row["前年度から"], own.places, is_change=True)
        assert own.row.change_from_previous.startswith(change)
        assert bool(change) == bool(own.row.change_from_previous)
        assert row["評価"] == own.row.judged.verdict.label


def test_interim_workbook_holds_the_numbers_of_the_page():
    document = made(ReportKind.INTERIM, 2025)
    indicators = [own for policy in document.page.evaluation.policies for own in policy.rows]

    rows = rows_of(document)

    assert len(rows) == len(indicators) == 13
    for row, own in zip(rows, indicators, strict=True):
        places, reason = own.places, own.row.judged.missing_reason
        assert shown(row["現状値（R元）"], places) == own.row.baseline
        assert shown(row["目標（R7）"], places) == own.target.text
        told = own.row.value.removesuffix(own.row.unit) or reason.label
        assert shown(row["実績（R7）"], places) == told
        change = shown(row["R元からの変化"], places, is_change=True)
        assert bool(change) == bool(own.change)
        assert own.change.startswith(change)
        assert row["結果"] == own.outcome.label


def test_interim_workbook_asks_every_question_of_the_page():
    document = made(ReportKind.INTERIM, 2025)
    asked = [
        (own.row.code, question)
        for policy in document.page.evaluation.policies
        for own in policy.rows
        for question in own.questions
    ]

    rows = rows_of(document, sheet=1)

    assert [(row["指標番号"], row["確かめたいこと"]) for row in rows] == asked


def test_workbook_of_sample_values_says_so():
    document = made(ReportKind.INTERIM, 2025)

    book = load_workbook(BytesIO(workbook_of(document, MADE_AT, is_sample=True)))

    assert all("見本の値です" in sheet["A3"].value for sheet in book.worksheets)


@pytest.mark.parametrize("kind", ["progress/2024", "interim/2025"])
def test_workbook_is_offered_on_its_page(client, kind):
    make_report_plan()
    address = f"/plans/every-case/reports/{kind}.xlsx"

    assert f'href="{address}"' in client.get(f"/plans/every-case/reports/{kind}/").text
    response = client.get(address)
    assert load_workbook(BytesIO(response.content)).worksheets
    assert "attachment" in response["Content-Disposition"]


def test_equal_reports_are_equal_files():
    document = made(ReportKind.INTERIM, 2025)

    assert workbook_of(document, MADE_AT) == workbook_of(document, MADE_AT)

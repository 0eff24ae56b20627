"""A report on the web, as PDF and as workbook against the files: every cell the same number."""

from decimal import Decimal

import pytest

from indicators.domain.vocabulary import MissingReason
from indicators.editions import Edition
from indicators.models import Plan
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.reports.documents import ReportDocument, ReportKind, ReportName, document_of
from sunagawa_plan.reports.pdf import write_pdf
from tests.sunagawa_plan.open_data.html_tables import ShownRow, shown_rows
from tests.sunagawa_plan.open_data.test_pages_and_files import (
    ARROWS,
    TODAY,
    Row,
    cell,
    figure,
    rows_of,
)
from tests.sunagawa_plan.reports import reading
from tests.sunagawa_plan.reports.conftest import pdf_maker
from tests.sunagawa_plan.reports.test_pdf import MADE_AT
from tests.sunagawa_plan.reports.test_workbooks import rows_of as rows_of_workbook

__all__ = ["pdf_maker"]
pytestmark = pytest.mark.django_db

YEAR = 2024
YEARS = range(2021, YEAR + 1)


def progress_report() -> ReportDocument:
    plan = Plan.objects.published().get()
    return document_of(ReportName(plan.slug, ReportKind.PROGRESS, YEAR), Edition(plan, TODAY))


def shown_in(html: str) -> dict[str, ShownRow]:
    return {
        row.link.rstrip("/").rpartition("/")[2]: row
        for row in shown_rows(html)
        if "/indicators/" in row.link and cell(row, "現状値")
    }


def held_by_year() -> dict[int, dict[object, Row]]:
    return {
        year: {row["indicator_code"]: row for row in rows_of(f"progress-{year}")} for year in YEARS
    }


def target_in(cells: dict[str, object], year: object) -> object:
    """The cell of the target of a milestone year: a number, an arrow, or nothing."""
    short = FiscalYear(int(str(year))).short
    return next(own for label, own in cells.items() if "目標" in label and f"（{short}）" in label)


def target_of(file: Row) -> object:
    return file["target_arrow"] or file["target_value"]


def test_report_shows_what_the_files_hold(city):
    shown, held = shown_in(progress_report().body), held_by_year()

    assert set(shown) == set(held[YEAR]) != set()
    for code, row in shown.items():
        assert figure(cell(row, "現状値")) == held[YEAR][code]["baseline_value"], code
        assert cell(row, "評価") == held[YEAR][code]["label"], code
        if (milestone := held[YEAR][code]["target_fiscal_year"]) is not None:
            text = str(target_in(dict(row.cells), milestone))
            assert (text if text in ARROWS else figure(text)) == target_of(held[YEAR][code]), code
        for year in YEARS:
            text, file = cell(row, f"実績（{FiscalYear(year).short}）"), held[year][code]
            if file["value"] is None:
                assert text == MissingReason(file["missing_reason"]).label, (code, year)
            else:
                assert figure(text) == file["value"], (code, year)


def test_workbook_of_the_report_holds_what_the_files_hold(city):
    rows, held = rows_of_workbook(progress_report()), held_by_year()

    assert {row["指標番号"] for row in rows} == set(held[YEAR])
    for row in rows:
        code = row["指標番号"]
        file = held[YEAR][code]
        assert number(row["現状値"]) == file["baseline_value"], code
        assert number(row["前年度から"]) == file["change_from_previous"], code
        assert row["評価"] == file["label"], code
        if file["target_fiscal_year"] is not None:
            in_book = target_in(row, file["target_fiscal_year"])
            assert (in_book if in_book in ARROWS else number(in_book)) == target_of(file), code
        for year in YEARS:
            in_book, file = row[f"実績（{FiscalYear(year).short}）"], held[year][code]
            if file["value"] is None:
                assert in_book == MissingReason(file["missing_reason"]).label, (code, year)
            else:
                assert number(in_book) == file["value"], (code, year)


def number(in_book: object) -> Decimal | None:
    return Decimal(str(in_book)) if isinstance(in_book, int | float) else None


def test_pdf_of_the_report_holds_the_cells_of_the_page(every_case, pdf_maker):
    html = progress_report().paper(MADE_AT)

    rows = reading.pdf_rows(write_pdf(html).content)

    assert rows == reading.html_rows(html)
    assert len(rows) > len(shown_in(html))

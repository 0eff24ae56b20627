"""A section reports in Excel: the workbook goes out, comes back with three kinds of mistakes, is mended."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from openpyxl import load_workbook
from playwright.sync_api import Download, Page, expect

from indicators.models import AnnualValue, Department, Indicator, Plan
from reporting.models import Entry, Round
from reporting.opening import SetUp, open_round
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_clerk import PASSWORD, log_in
from tests.factories.reporting import make_clerk

pytestmark = pytest.mark.django_db
CODES = ("6-4-1-1", "6-4-2-1", "6-5-1-1")


@pytest.fixture
def opened(portal, db) -> Round:
    """A round in which one section has three indicators; the other nine are nobody's."""
    section = Department.objects.create(code="joho", name="情報課")
    for indicator in Indicator.objects.filter(code__in=CODES):
        indicator.department = section
        indicator.save()
    today = localdate()
    days = (today - timedelta(days=5), today + timedelta(days=20))
    made = open_round(plan=Plan.objects.get(slug="sunagawa-7"), set_up=SetUp(2025, *days))
    make_clerk(section, username="tanaka", password=PASSWORD)
    return made


def test_workbook_goes_round_and_nothing_is_lost(context, opened, assert_accessible, tmp_path):
    page = log_in(context.new_page(), "tanaka")
    page.goto(f"/admin/reporting/entry/sheet/{opened.pk}/joho/")
    book = _saved(_download(page, "Excelで入力する：ブックを保存"), tmp_path / "report.xlsx")

    _type(book, {2: "三件", 3: "20", 4: "98.6"})
    _append_row(book, code="6-1-1-1", value="139")
    _append_row(book, code="6-4-2-1", value="21")
    _upload(page, book)
    wrong = page.get_by_role("region", name="直すところの表")
    for sentence in ("三件", "あなたの課の報告ではありません", "3行目に同じ指標"):
        expect(wrong).to_contain_text(sentence)
    expect(page.get_by_text("変更2件")).to_be_visible()
    for width in (PHONE, DESK):
        page.set_viewport_size(width)
        assert_accessible(page)
    marked = _saved(_download(page, "誤りに印を付けたブックを保存する"), tmp_path / "marked.xlsx")
    page.get_by_role("button", name="正しい行だけを取り込む").click()
    expect(page.get_by_text("誤りのため取り込まなかった行3件")).to_be_visible()
    assert _values(opened) == {"6-4-1-1": None, "6-4-2-1": 20, "6-5-1-1": Decimal("98.6")}

    _mend(marked)
    page.goto(f"/admin/reporting/entry/sheet/{opened.pk}/joho/")
    _upload(page, marked)
    expect(page.locator(".import-preview ins")).to_have_text(["3"])
    page.get_by_role("button", name="この内容で取り込む").click()
    expect(page.get_by_text("変更1件、変更なし2件")).to_be_visible()
    assert _values(opened)["6-4-1-1"] == 3
    assert not AnnualValue.objects.filter(fiscal_year=2025).exists()


def _download(page: Page, name: str) -> Download:
    with page.expect_download() as started:
        page.get_by_role("link", name=name).click()
    return started.value


def _saved(download: Download, path: Path) -> Path:
    download.save_as(path)
    return path


def _upload(page: Page, book: Path) -> None:
    page.goto(page.url)
    page.get_by_role("link", name="Excelで入力する：取り込む").click()
    page.get_by_label("ファイル（CSVまたはExcel）").set_input_files(book)
    page.get_by_role("button", name="内容を確かめる").click()


def _type(book: Path, values: dict[int, str]) -> None:
    workbook = load_workbook(book)
    sheet = workbook.worksheets[0]
    column = _columns(sheet)["実績値"]
    for row, text in values.items():
        sheet.cell(row, column).value = text
    workbook.save(book)


def _append_row(book: Path, *, code: str, value: str) -> None:
    workbook = load_workbook(book)
    sheet = workbook.worksheets[0]
    columns, row = _columns(sheet), sheet.max_row + 1
    for heading, text in {"指標番号": code, "年度": 2025, "実績値": value}.items():
        sheet.cell(row, columns[heading]).value = text
    workbook.save(book)


def _mend(book: Path) -> None:
    """Do what the marks ask for: a number for the word, and the two rows that do not belong away."""
    workbook = load_workbook(book)
    sheet = workbook.worksheets[0]
    columns = _columns(sheet)
    assert "三件" in sheet.cell(2, columns["実績値"]).comment.text
    assert [bool(sheet.cell(row, columns["直すところ"]).value) for row in range(2, 7)] == [
        True,
        False,
        False,
        True,
        True,
    ]
    sheet.cell(2, columns["実績値"]).value = 3
    sheet.delete_rows(5, 2)
    workbook.save(book)


def _columns(sheet) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[1]}


def _values(opened: Round) -> dict[str, object]:
    entries = Entry.objects.filter(round=opened, indicator__code__in=CODES)
    return dict(entries.values_list("indicator__code", "value"))

"""A file is previewed with every difference, then imported as a whole or not at all."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from finance.models import SettlementAmount, SettlementYear
from tests.factories.finance import make_account, make_table, make_year
from tests.finance.admin.sheet import AGREEING, address

ROOT = "/admin/finance/settlementyear/"
HEADINGS = "account,fiscal_year,item_code,amount_thousand_yen,missing_reason"


@pytest.fixture
def account(db):
    account = make_account()
    make_table(account=account)
    make_year(account=account, amounts=AGREEING, fiscal_year=2019)
    return account


def lines(*rows):
    return "\r\n".join([HEADINGS, *(f"general_account,{row}" for row in rows)]).encode()


def preview(client, content, reason="", name="決算.csv"):
    file = SimpleUploadedFile(name, content)
    answers = {"import_file": file, "format": "0", "resource": "", "change_reason": reason}
    return client.post(f"{ROOT}import/", answers).text


def confirm(client, page):
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    sent = {name: unescape(value) for name, value in hidden}
    return client.post(f"{ROOT}process_import/", sent, follow=True).text


def stored(code, year):
    row = SettlementAmount.objects.filter(item__code=code, year__fiscal_year=year).first()
    return row.amount_thousand_yen if row else None


def test_preview_stores_nothing_and_shows_sums(clerk, account):
    page = preview(clerk, lines("2020,revenue_total,310,", "2020,municipal_tax,100,"))
    assert "未入力の項目：" in page
    assert not SettlementYear.objects.filter(fiscal_year=2020).exists()


def test_confirmed_file_becomes_a_draft(clerk, account):
    page = preview(clerk, lines("2020,municipal_tax,100,", "2020,building_fund,,基金なし"))
    assert "取り込みました" in confirm(clerk, page)
    assert stored("municipal_tax", 2020) == 100
    assert not SettlementYear.objects.get(fiscal_year=2020).is_published


def test_template_is_filled_in_and_imported(clerk, account):
    content = b"".join(clerk.get(address(view="sheet.csv")).streaming_content).decode("utf-8-sig")
    assert ",100," in content  # last year's municipal tax, beside
    filled = content.replace(",,awaiting_entry,100,", ",110,,100,", 1)
    confirm(clerk, preview(clerk, filled.encode()))
    assert SettlementAmount.objects.get(year__fiscal_year=2020).amount_thousand_yen == 110


def test_list_is_imported_unchanged(clerk, account):
    content = b"".join(clerk.get(f"{ROOT}download/list.cp932.csv").streaming_content)
    assert "取り込むものはありません" in preview(clerk, content)


def test_bad_cell_is_named_with_row_and_column(clerk, account):
    page = preview(clerk, lines("2020,municipal_tax,100,", "2020,personnel,－,"))
    assert "3行目" in page
    assert "D列 amount_thousand_yen（決算額（千円））" in page
    assert "この内容で取り込む" not in page


def test_sheet_of_a_workbook_is_named(clerk, account):
    content = b"".join(clerk.get(address(view="sheet.xlsx")).streaming_content)
    workbook = load_workbook(BytesIO(content))
    workbook.active["I4"] = "だいたい100"
    changed = BytesIO()
    workbook.save(changed)
    page = preview(clerk, changed.getvalue(), name="決算.xlsx")
    assert "シート「一般会計 令和2年度の決算」" in page
    assert "4行目" in page
    assert "I列" in page


def test_published_year_needs_a_reason(clerk, account):
    rows = lines("2019,municipal_tax,101,", "2019,revenue_total,301,")
    assert "理由を入力してください" in preview(clerk, rows)
    confirm(clerk, preview(clerk, rows, reason="集計の誤り"))
    row = SettlementAmount.objects.get(item__code="municipal_tax")
    assert row.amount_thousand_yen == 101
    assert "集計の誤り" in row.history.first().history_change_reason


def test_file_that_breaks_a_published_sum_is_refused(clerk, account):
    page = preview(clerk, lines("2019,municipal_tax,150,"), reason="訂正")
    assert "50千円違います" in page
    assert stored("municipal_tax", 2019) == 100


def test_change_since_the_preview_stops_the_import(clerk, account):
    page = preview(clerk, lines("2020,municipal_tax,100,"))
    row = SettlementAmount.objects.get(item__code="personnel")
    row.note = "別の人の変更"
    row.save()
    assert "何も取り込んでいません" in confirm(clerk, page)
    assert stored("municipal_tax", 2020) is None

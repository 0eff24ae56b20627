from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from finance.exports.catalogue import finance_table
from finance.exports.year_template import template_table
from finance.loading.settlement import load_settlement
from finance.models import Account, SettlementAmount, SettlementYear
from finance.resources import SettlementAmountResource
from finance.year_sheet import YearSheet
from sunagawa_plan.lib.tables import cp932_chunks, csv_chunks, xlsx_bytes
from sunagawa_plan.shared.office_table import OfficeTable
from tests.factories.finance import make_account, make_table, make_year

pytestmark = pytest.mark.django_db

FIXTURES = Path(settings.BASE_DIR) / "fixtures/sunagawa-7"
TODAY = date(2026, 11, 22)
HEADINGS = "account,fiscal_year,item_code,amount_thousand_yen,missing_reason"


def imported(content, *, dry_run=False, reason="決算の訂正"):
    resource = SettlementAmountResource(today=TODAY, change_reason=reason)
    return resource.import_data(
        OfficeTable().create_dataset(content),
        dry_run=dry_run,
        rollback_on_validation_errors=True,
        file_name="決算.csv",
    )


def csv(*lines, headings=HEADINGS):
    return "\r\n".join([headings, *lines]).encode()


def told(result):
    """Every message of a result: of the file, and of its rows by line and column."""
    rows = [
        f"{row.number + 1}行目 {column}: {message}"
        for row in result.invalid_rows
        for column, messages in row.field_specific_errors.items()
        for message in messages
    ]
    return [str(error.error) for error in result.base_errors] + rows


def forms_of(table_name):
    """The public file in three of its forms."""
    return (
        b"".join(csv_chunks(finance_table(table_name, {}))),
        b"".join(cp932_chunks(finance_table(table_name, {}))),
        xlsx_bytes(finance_table(table_name, {})),
    )


@pytest.mark.parametrize("name", ["settlement", "funds"])
@pytest.mark.parametrize("form", [0, 1, 2], ids=["csv", "cp932", "xlsx"])
def test_what_is_exported_imports_unchanged(name, form):
    load_settlement(FIXTURES)
    history = SettlementAmount.history.count()

    result = imported(forms_of(name)[form], reason="")

    assert told(result) == []
    assert (result.totals["new"], result.totals["update"]) == (0, 0)
    assert SettlementAmount.history.count() == history


def test_export_fills_an_empty_database_again():
    load_settlement(FIXTURES)
    content = forms_of("settlement")[0]
    SettlementYear.objects.all().delete()

    result = imported(content)

    assert told(result) == []
    SettlementYear.objects.update(status="published")
    assert forms_of("settlement")[0] == content


def test_new_year_becomes_a_draft():
    account = make_account()
    make_table(account=account)

    result = imported(csv('general_account,R6,municipal_tax,"2,094,730",'))

    assert told(result) == []
    year = SettlementYear.objects.get()
    assert (year.fiscal_year, year.status) == (2024, "draft")
    assert year.amounts.get().amount_thousand_yen == 2_094_730
    assert year.amounts.get().history.get().history_change_reason == (
        "決算の訂正（ファイルの取り込み：決算.csv）"
    )


def test_preview_shows_old_and_new_and_saves_nothing():
    account = make_account()
    make_table(account=account)
    make_year(account=account, amounts={"municipal_tax": 10}, status="draft")

    result = imported(csv("general_account,2019,municipal_tax,20,"), dry_run=True)

    assert result.diff_headers[:4] == ["会計", "年度", "項目", "決算額（千円）"]
    assert result.rows[0].diff[:4] == [
        "一般会計",
        "令和元年度",
        "項目「municipal_tax」",
        "<del>10</del> → <ins>20</ins>",
    ]
    assert SettlementAmount.objects.get().amount_thousand_yen == 10


def test_one_bad_cell_keeps_everything_out_and_is_named():
    account = make_account()
    make_table(account=account)

    result = imported(
        csv(
            "general_account,2019,municipal_tax,20,", 'general_account,2019,other_revenue,"1,23円",'
        )
    )

    assert len(told(result)) == 1
    assert told(result)[0].startswith("3行目 D列 amount_thousand_yen（決算額（千円））: 「1,23円」")
    assert not SettlementYear.objects.exists()


def test_funds_file_names_its_own_columns():
    make_table()
    headings = "fiscal_year,fund_code,balance_thousand_yen,missing_reason"

    result = imported(csv("2019,building_fund,x,", headings=headings))

    assert told(result)[0].startswith("2行目 C列 balance_thousand_yen（年度末残高（千円））: ")


def test_wrong_headings_are_named_and_no_row_is_read():
    result = imported(csv("1", headings="金額"))

    assert len(told(result)) == 1
    assert "見出しが足りません" in told(result)[0]
    assert "「金額」" in told(result)[0]


def published_year():
    account = make_account()
    make_table(account=account)
    return make_year(
        account=account,
        amounts={
            "revenue_total": 30,
            "municipal_tax": 10,
            "other_revenue": 20,
            "expenditure_total": 25,
            "personnel": 5,
            "debt_service": 20,
            "fund_balance": 7,
            "building_fund": "no_such_fund",
            "other_funds": 7,
        },
    )


def test_published_year_is_corrected_with_a_reason():
    year = published_year()

    result = imported(
        csv(
            "general_account,2019,revenue_total,31,",
            "general_account,2019,municipal_tax,11,",
        )
    )

    assert told(result) == []
    assert year.amounts.get(item__code="revenue_total").amount_thousand_yen == 31


def test_published_year_is_not_corrected_without_a_reason():
    year = published_year()

    result = imported(
        csv("general_account,2019,municipal_tax,11,", "general_account,2019,other_revenue,19,"),
        reason="",
    )

    assert told(result) == [
        "一般会計 令和元年度: 公開済みの年度を訂正するときは、理由を入力してください。"
    ]
    assert year.amounts.get(item__code="other_revenue").amount_thousand_yen == 20


def test_published_year_is_not_left_with_a_sum_that_nobody_explains():
    year = published_year()

    result = imported(csv("general_account,2019,municipal_tax,15,"))

    assert len(told(result)) == 1
    assert "30千円が、内訳の計35千円と5千円違います" in told(result)[0]
    assert year.amounts.get(item__code="municipal_tax").amount_thousand_yen == 10


def test_larger_difference_comes_in_with_its_reason():
    year = published_year()

    result = imported(
        csv(
            "general_account,2019,revenue_total,40,,翌年度に精算",
            headings=f"{HEADINGS},difference_reason",
        )
    )

    assert told(result) == []
    row = year.amounts.get(item__code="revenue_total")
    assert (row.amount_thousand_yen, row.difference_reason) == (40, "翌年度に精算")


def test_blank_cell_leaves_what_is_stored():
    year = published_year()

    result = imported(csv("general_account,2019,municipal_tax,,"))

    assert told(result) == []
    assert year.amounts.get(item__code="municipal_tax").amount_thousand_yen == 10


def test_filled_template_is_imported():
    load_settlement(FIXTURES)
    account = Account.objects.get()

    sheet = YearSheet(account=account, year=2020)
    text = b"".join(csv_chunks(template_table(sheet))).decode("utf-8-sig")
    filled = text.replace(
        ",市税,own_source,false,,awaiting_entry,", ',市税,own_source,false,"2,100,000",,'
    )

    result = imported(filled.encode())

    assert told(result) == []
    assert SettlementAmount.objects.get(year__fiscal_year=2020).amount_thousand_yen == 2_100_000

"""From the empty sheet of a new year to its publication and a correction."""

import pytest

from finance.models import SettlementAmount, SettlementYear
from finance.publishing import fingerprint
from tests.factories.finance import make_account, make_item, make_table, make_year
from tests.finance.admin.sheet import AGREEING, address, typed


@pytest.fixture
def account(db):
    """A table with a published FY2019."""
    account = make_account()
    make_table(account=account)
    make_year(account=account, amounts=AGREEING, fiscal_year=2019)
    return account


def draft(account, **amounts):
    return make_year(account=account, amounts=AGREEING | amounts, fiscal_year=2020, status="draft")


def stored(code, year=2020):
    row = SettlementAmount.objects.filter(item__code=code, year__fiscal_year=year).first()
    return row.amount_thousand_yen if row else None


def test_next_year_is_opened_unasked(clerk, account):
    assert clerk.get("/admin/finance/settlementyear/year/").url == address(2020)


def test_opening_a_new_year_stores_nothing(clerk, account):
    response = clerk.get(address())
    assert "未作成" in response.text
    assert SettlementYear.objects.count() == 1


def test_saving_a_new_year_makes_a_draft(clerk, account):
    response = clerk.post(address(), typed(account, municipal_tax="１，２３４"), follow=True)
    assert "下書きを保存しました" in response.text
    assert (stored("municipal_tax"), stored("personnel")) == (1_234, None)
    assert not SettlementYear.objects.get(fiscal_year=2020).is_published


def test_one_bad_cell_saves_nothing_and_loses_nothing(clerk, account):
    sent = typed(account, municipal_tax="1,234", personnel="－")
    response = clerk.post(address(), sent)
    assert "まだ何も保存していません" in response.text
    assert 'value="1,234"' in response.text
    assert stored("municipal_tax") is None


def test_sheet_without_changes_saves_nothing(clerk, account):
    response = clerk.post(address(2019), typed(account, 2019), follow=True)
    assert "変更はありませんでした" in response.text
    assert SettlementAmount.history.filter(history_type="~").count() == 0


def test_correction_asks_for_its_reason(clerk, account):
    sent = typed(account, 2019, municipal_tax="101", revenue_total="301")
    response = clerk.post(address(2019), sent)
    assert "理由を入力してください" in response.text
    assert stored("municipal_tax", 2019) == 100


def test_correction_is_shown_before_it_is_public(clerk, account):
    sent = typed(account, 2019, municipal_tax="101", revenue_total="301")
    sent["change_reason"] = "集計の誤り"
    response = clerk.post(address(2019), sent)
    assert "<del>100</del> → <ins>101</ins>" in response.text
    assert stored("municipal_tax", 2019) == 100


def test_confirmed_correction_is_stored_with_its_reason(clerk, account):
    sent = typed(account, 2019, municipal_tax="101", revenue_total="301")
    sent |= {"change_reason": "集計の誤り", "confirmed": "1"}
    clerk.post(address(2019), sent)
    row = SettlementAmount.objects.get(item__code="municipal_tax", year__fiscal_year=2019)
    assert (row.amount_thousand_yen, row.history.first().history_change_reason) == (
        101,
        "集計の誤り",
    )
    assert str(row.history.first().history_user) == "kaikei"


def test_correction_that_breaks_a_sum_is_not_even_offered(clerk, account):
    sent = typed(account, 2019, municipal_tax="150")
    sent |= {"change_reason": "集計の誤り", "confirmed": "1"}
    response = clerk.post(address(2019), sent)
    assert "次のことを直すまで保存できません" in response.text
    assert stored("municipal_tax", 2019) == 100


def test_script_is_told_sums_ratios_and_slips(clerk, account):
    sent = typed(account, municipal_tax="110", other_revenue="2100000", revenue_total="△")
    figures = clerk.post(address(view="check/"), sent).json()
    rows = figures["rows"]
    assert rows["municipal_tax"]["year_on_year"] == "110.0"
    assert rows["revenue_total"]["computed"] == "2,100,110"
    assert rows["revenue_total"]["errors"]
    assert stored("municipal_tax") is None


def test_summary_shows_what_keeps_a_draft_back(clerk, account):
    draft(account, municipal_tax=150)
    text = clerk.get(address(view="publish/")).text
    assert "まだ公開できません" in text
    assert "50千円違います" in text


def test_draft_is_published_with_one_click(clerk, account):
    year = draft(account)
    sent = {"seen": fingerprint(year), "change_reason": "決算の公表"}
    clerk.post(address(view="publish/"), sent)
    year.refresh_from_db()
    assert (year.is_published, str(year.published_by)) == (True, "kaikei")


def test_larger_difference_is_confirmed_apart(clerk, account):
    year = draft(account, municipal_tax=150)
    row = year.amounts.get(item__code="revenue_total")
    row.difference_reason = "内訳に含まない収入"
    row.save()
    sent = {"seen": fingerprint(year)}

    refused = clerk.post(address(view="publish/"), sent)
    assert "確かめた印" in refused.text
    clerk.post(address(view="publish/"), sent | {"differences_confirmed": "1"})
    assert SettlementYear.objects.get(fiscal_year=2020).is_published


def test_stale_summary_publishes_nothing(clerk, account):
    draft(account)
    response = clerk.post(address(view="publish/"), {"seen": "anything"})
    assert "まだ公開していません" in response.text
    assert not SettlementYear.objects.get(fiscal_year=2020).is_published


def test_history_says_who_changed_what_from_what_to_what(clerk, account):
    sent = typed(account, 2019, municipal_tax="101", revenue_total="301")
    clerk.post(address(2019), sent | {"change_reason": "集計の誤り", "confirmed": "1"})
    year = SettlementYear.objects.get(fiscal_year=2019)
    text = clerk.get(f"/admin/finance/settlementyear/{year.pk}/history/").text
    assert "集計の誤り" in text
    assert "<del>100</del> → <ins>101</ins>" in text


def test_unknown_account_and_year_are_not_found(clerk, account):
    assert clerk.get("/admin/finance/settlementyear/year/nowhere/2020/").status_code == 404
    assert clerk.get(address(3000)).status_code == 404


def test_markup_in_what_is_typed_is_only_text(clerk, account):
    response = clerk.post(address(), typed(account, municipal_tax="<script>x</script>"))
    assert "<script>x" not in response.text


@pytest.mark.parametrize("extra", [0, 30])
@pytest.mark.parametrize(("view", "count"), [("", 12), ("publish/", 10)])
def test_pages_of_a_year_ask_a_fixed_number_of_queries(
    clerk, account, view, count, extra, django_assert_num_queries
):
    for _ in range(extra):
        make_item(account=account)
    draft(account)
    with django_assert_num_queries(count):
        clerk.get(address(view=view))


def test_history_asks_a_fixed_number_of_queries(clerk, account, django_assert_num_queries):
    year = SettlementYear.objects.get()
    with django_assert_num_queries(10):
        clerk.get(f"/admin/finance/settlementyear/{year.pk}/history/")

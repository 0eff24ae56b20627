from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from finance.domain.amounts import Amount
from finance.domain.publication import Explanation
from finance.domain.vocabulary import AmountMissingReason
from finance.entry import Entry
from finance.models import SettlementAmount, SettlementYear
from finance.publishing import (
    OvertakenError,
    RefusedError,
    fingerprint,
    obstacles_of,
    publish,
    save_year,
)
from tests.factories.finance import make_account, make_item, make_table, make_year

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
# Every item of the small table, with totals that agree with their parts.
AGREEING = {
    "revenue_total": 300,
    "municipal_tax": 100,
    "other_revenue": 200,
    "expenditure_total": 250,
    "personnel": 150,
    "debt_service": 100,
    "fund_balance": 40,
    "building_fund": 40,
    "other_funds": 0,
}


def clerk():
    return get_user_model().objects.create_user("suzuki")


def amount(thousand_yen, **explanation):
    return Entry(Amount(thousand_yen), Explanation(**explanation))


def published(account, **amounts):
    return make_year(account=account, amounts=AGREEING | amounts, fiscal_year=2019)


def draft(account, **amounts):
    fields = {"fiscal_year": 2020, "status": "draft"}
    return make_year(account=account, amounts=AGREEING | amounts, **fields)


def publish_now(year):
    publish(year=year, by=clerk(), at=NOW, reason="決算の公表", seen=fingerprint(year))


def test_new_year_becomes_a_draft():
    account = make_account()
    items = make_table(account=account)

    save_year(account=account, fiscal_year=2020, entries={items["municipal_tax"]: amount(5)})

    year = SettlementYear.objects.get()
    assert (year.is_published, year.amounts.get().amount_thousand_yen) == (False, 5)


def test_zero_absence_and_blank_are_stored_as_three_things():
    account = make_account()
    items = make_table(account=account)
    no_fund = Entry(Amount(None, AmountMissingReason.NO_SUCH_FUND))
    entries = {
        items["other_funds"]: amount(0),
        items["building_fund"]: no_fund,
        items["fund_balance"]: Entry(),
    }

    save_year(account=account, fiscal_year=2020, entries=entries)

    stored = SettlementAmount.objects.values_list(
        "item__code", "amount_thousand_yen", "missing_reason"
    )
    assert set(stored) == {("other_funds", 0, ""), ("building_fund", None, "no_such_fund")}


def test_unchanged_entries_leave_no_trace():
    account = make_account()
    items = make_table(account=account)
    published(account)
    before = SettlementAmount.history.count()

    save_year(account=account, fiscal_year=2019, entries={items["municipal_tax"]: amount(100)})

    assert SettlementAmount.history.count() == before


def test_correction_without_a_reason_is_refused_and_undone():
    account = make_account()
    items = make_table(account=account)
    published(account)

    with pytest.raises(ValueError, match="理由を入力"):
        save_year(account=account, fiscal_year=2019, entries={items["building_fund"]: amount(39)})

    assert SettlementAmount.objects.get(item__code="building_fund").amount_thousand_yen == 40


def test_correction_that_breaks_a_sum_is_refused_and_undone():
    account = make_account()
    items = make_table(account=account)
    published(account)

    with pytest.raises(RefusedError) as refusal:
        save_year(
            account=account,
            fiscal_year=2019,
            entries={items["municipal_tax"]: amount(150)},
            reason="訂正",
        )

    assert [each.item_code for each in refusal.value.obstacles] == ["revenue_total"]
    assert SettlementAmount.objects.get(item__code="municipal_tax").amount_thousand_yen == 100


def test_correction_keeps_its_reason():
    account = make_account()
    items = make_table(account=account)
    published(account)
    entries = {items["municipal_tax"]: amount(101), items["revenue_total"]: amount(301)}

    save_year(account=account, fiscal_year=2019, entries=entries, reason="集計の誤り")

    record = SettlementAmount.objects.get(item__code="municipal_tax").history.first()
    assert (record.amount_thousand_yen, record.history_change_reason) == (101, "集計の誤り")


def test_published_item_cannot_be_left_blank():
    account = make_account()
    items = make_table(account=account)
    published(account)

    with pytest.raises(RefusedError):
        save_year(
            account=account, fiscal_year=2019, entries={items["personnel"]: Entry()}, reason="訂正"
        )

    assert SettlementAmount.objects.filter(item__code="personnel").exists()


@pytest.mark.parametrize(
    ("total", "explanation", "is_ready"),
    [
        (300, {}, True),
        (301, {}, False),
        (301, {"note": "端数処理のため"}, True),
        (310, {"note": "端数処理のため"}, False),
        (310, {"difference_reason": "内訳に含まない収入があるため"}, True),
    ],
    ids=["equal", "rounding", "rounding-noted", "larger-noted", "larger-with-reason"],
)
def test_publication_asks_for_what_the_difference_needs(total, explanation, is_ready):
    account = make_account()
    items = make_table(account=account)
    year = draft(account)
    entries = {items["revenue_total"]: amount(total, **explanation)}
    save_year(account=account, fiscal_year=2020, entries=entries)

    assert (obstacles_of(year) == ()) is is_ready


def test_publishing_keeps_who_when_and_why():
    make_table(account=(account := make_account()))

    publish_now(draft(account))

    year = SettlementYear.objects.get()
    record = year.history.first()
    assert (year.is_published, year.published_at, str(year.published_by)) == (True, NOW, "suzuki")
    assert record.history_change_reason == "決算の公表"


def test_unready_draft_is_not_published():
    make_table(account=(account := make_account()))
    year = draft(account, municipal_tax=150)

    with pytest.raises(RefusedError):
        publish_now(year)

    assert not SettlementYear.objects.published().exists()


def test_draft_changed_since_the_summary_is_not_published():
    account = make_account()
    items = make_table(account=account)
    year = draft(account)
    seen = fingerprint(year)
    entries = {items["personnel"]: amount(151), items["expenditure_total"]: amount(251)}
    save_year(account=account, fiscal_year=2020, entries=entries)

    with pytest.raises(OvertakenError):
        publish(year=year, by=clerk(), at=NOW, reason="公表", seen=seen)


def test_head_is_checked_with_its_own_rules():
    account = make_account()

    with pytest.raises(ValidationError, match="時点と出典"):
        save_year(account=account, fiscal_year=2020, entries={}, head={"population": 16_000})

    assert not SettlementYear.objects.exists()


def test_item_that_begins_later_does_not_disturb_earlier_years():
    account = make_account()
    items = make_table(account=account)
    year = published(account)

    make_item(
        account=account, section="funds", parent=items["fund_balance"], first_fiscal_year=2020
    )

    assert obstacles_of(year) == ()

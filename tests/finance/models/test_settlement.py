import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from finance.models import SettlementAmount, SettlementYear
from tests.factories.finance import make_account, make_amount, make_item, make_table, make_year

pytestmark = pytest.mark.django_db


def refusal(row):
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return "".join(caught.value.messages)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"amount_thousand_yen": None}, "どちらか一方"),
        ({"missing_reason": "no_such_fund"}, "どちらか一方"),
        ({"printed_year_on_year": "1.0", "printed_state": "ceased"}, "数値か語の"),
    ],
)
def test_amount_that_cannot_be_is_refused_by_model_and_database(fields, message):
    year = make_year()
    item = make_item(account=year.account, section="funds")
    row = SettlementAmount(year=year, item=item, **{"amount_thousand_yen": 0} | fields)

    assert message in refusal(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_amount_is_entered_once():
    year = make_year()
    row = make_amount(year=year, item=make_item(account=year.account))

    with pytest.raises(IntegrityError), transaction.atomic():
        make_amount(year=year, item=row.item)


@pytest.mark.parametrize("number", [0, -12_345, 9_000_000_000_000])
def test_zero_negative_and_huge_amounts_are_amounts(number):
    year = make_year()
    row = make_amount(year=year, item=make_item(account=year.account), amount=number)
    row.full_clean()
    row.refresh_from_db()

    assert row.fact.thousand_yen == number


def test_amount_belongs_to_the_account_of_its_year():
    year = make_year()
    stranger = make_item(account=make_account(code="ordinary_account", name="普通会計"))

    assert "この会計の項目ではありません" in refusal(
        SettlementAmount(year=year, item=stranger, amount_thousand_yen=1)
    )


def test_no_such_fund_is_for_funds():
    year = make_year()
    item = make_item(account=year.account, section="revenue")

    assert "基金の項目だけ" in refusal(
        SettlementAmount(year=year, item=item, missing_reason="no_such_fund")
    )


def test_item_outside_its_years_takes_a_reason_but_no_amount():
    year = make_year(fiscal_year=2019)
    item = make_item(account=year.account, first_fiscal_year=2020)

    SettlementAmount(year=year, item=item, missing_reason="no_such_item").full_clean()
    assert "この年度にはない項目" in refusal(
        SettlementAmount(year=year, item=item, amount_thousand_yen=1)
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"fiscal_year": 1949}, "1950年度"),
        ({"fiscal_year": 2101}, "2100年度"),
        ({"status": "hidden"}, "有効な選択肢ではありません"),
        ({"population": 16_486}, "時点と出典も"),
        ({"population": 0, "population_source": "住民基本台帳"}, "1人以上"),
    ],
)
def test_year_that_cannot_be_is_refused_by_model_and_database(fields, message):
    year = SettlementYear(account=make_account(), **{"fiscal_year": 2019} | fields)

    assert message in refusal(year)
    with pytest.raises(IntegrityError), transaction.atomic():
        year.save()


def test_year_is_a_draft_until_published():
    account = make_account()
    SettlementYear.objects.create(account=account, fiscal_year=2019)
    shown = make_year(account=account, fiscal_year=2020)

    assert list(SettlementYear.objects.published()) == [shown]
    assert SettlementYear.objects.published().settlement(account).fiscal_years == (2020,)


def test_settlement_is_read_in_three_queries(django_assert_num_queries):
    account = make_account()
    make_table(account=account)
    for _ in range(5):
        make_year(account=account, amounts={"municipal_tax": 1, "building_fund": "no_such_fund"})

    with django_assert_num_queries(3):
        settlement = SettlementYear.objects.published().settlement(account)
        assert settlement.thousand_yen("municipal_tax", 2023) == 1
        assert settlement.thousand_yen("building_fund", 2023) is None


def test_every_change_is_kept_with_its_reason():
    year = make_year()
    row = make_amount(year=year, item=make_item(account=year.account), amount=5)
    row.amount_thousand_yen = 6
    row._change_reason = "決算の訂正"
    row.save()

    assert [
        (change.amount_thousand_yen, change.history_change_reason) for change in row.history.all()
    ] == [(6, "決算の訂正"), (5, None)]

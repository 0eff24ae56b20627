import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from finance.models import SettlementItem, SettlementItemName
from tests.factories.finance import make_account, make_item, make_table

pytestmark = pytest.mark.django_db


def refusal(row):
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return "".join(caught.value.messages)


def test_name_holds_from_its_year_on():
    item = make_item(name="税外収入", printed_label="計")
    SettlementItemName.objects.create(item=item, effective_from=2022, name="諸収入等")
    SettlementItemName.objects.create(
        item=item, effective_from=2020, name="税外収入等", printed_label="小計"
    )

    assert [item.name_in(year) for year in (2019, 2020, 2021, 2022)] == [
        "税外収入",
        "税外収入等",
        "税外収入等",
        "諸収入等",
    ]
    assert [item.label_in(year) for year in (2019, 2020, 2022)] == ["計", "小計", "諸収入等"]


def test_names_of_all_items_cost_two_queries(django_assert_num_queries):
    make_table()

    with django_assert_num_queries(2):
        assert len([item.name_in(2019) for item in SettlementItem.objects.with_names()]) == 9


def test_tree_is_read_in_one_query(django_assert_num_queries):
    account = make_account()
    make_table(account=account)

    with django_assert_num_queries(1):
        tree = account.items.tree()

    assert [item.code for item in tree.parts("fund_balance")] == ["building_fund", "other_funds"]


def test_item_cannot_stand_below_itself_or_its_parts():
    items = make_table()
    items["fund_balance"].parent = items["building_fund"]

    assert "この項目より下の項目は選べません。" in refusal(items["fund_balance"])


def test_parent_is_of_the_same_section_and_account():
    items = make_table()
    items["building_fund"].parent = items["revenue_total"]
    stranger = make_item(account=make_account(code="ordinary_account", name="普通会計"))
    stranger.parent = items["revenue_total"]

    assert "同じ会計・同じ区分" in refusal(items["building_fund"])
    assert "同じ会計・同じ区分" in refusal(stranger)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"section": "budget"}, "有効な選択肢ではありません"),
        ({"first_fiscal_year": 2020, "last_fiscal_year": 2019}, "最初の年度以降"),
        ({"first_fiscal_year": 1949}, "1950年度以降"),
        ({"last_fiscal_year": 2101}, "2100年度以前"),
    ],
)
def test_item_that_cannot_be_is_refused_by_model_and_database(fields, message):
    account = make_account()
    item = SettlementItem(
        account=account, **{"code": "a", "name": "項目", "section": "revenue", "order": 1} | fields
    )

    assert message in refusal(item)
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()


def test_code_is_unique_within_an_account_only():
    item = make_item(code="tax")
    make_item(account=make_account(code="ordinary_account", name="普通会計"), code="tax")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_item(account=item.account, code="tax")

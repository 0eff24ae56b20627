"""Adding, renaming and ending items leaves the years that are published as they were."""

import pytest

from finance.models import SettlementItem
from finance.publishing import obstacles_of
from finance.year_sheet import YearSheet
from tests.factories.finance import make_account, make_table, make_year
from tests.finance.admin.sheet import AGREEING

pytestmark = pytest.mark.django_db

ITEMS = "/admin/finance/settlementitem/"
NO_NAMES = {
    "later_names-TOTAL_FORMS": "0",
    "later_names-INITIAL_FORMS": "0",
}


@pytest.fixture
def table():
    account = make_account()
    items = make_table(account=account)
    make_year(account=account, amounts=AGREEING, fiscal_year=2019)
    return items


def new_item(items, **fields):
    defaults = {
        "account": items["fund_balance"].account_id,
        "section": "funds",
        "parent": items["fund_balance"].pk,
        "code": "new_fund",
        "name": "新しい基金",
        "order": "99",
        "first_fiscal_year": "R2",
        "last_fiscal_year": "",
    }
    return defaults | NO_NAMES | fields


def kept(item, **fields):
    defaults = {"name": item.name, "printed_label": "", "order": item.order}
    return defaults | {"first_fiscal_year": "", "last_fiscal_year": ""} | NO_NAMES | fields


def test_item_is_added_from_a_year_on(clerk, table):
    clerk.post(f"{ITEMS}add/", new_item(table))
    added = SettlementItem.objects.get(code="new_fund")
    account = added.account
    assert added.first_fiscal_year == 2020
    assert obstacles_of(account.years.get()) == ()
    codes = [[row.code for row in YearSheet(account, year).rows] for year in (2019, 2020)]
    assert ["new_fund" in each for each in codes] == [False, True]


@pytest.mark.parametrize("first", ["", "R元"])
def test_item_that_would_stand_blank_in_a_published_year_is_refused(clerk, table, first):
    response = clerk.post(f"{ITEMS}add/", new_item(table, first_fiscal_year=first))
    assert "すでに公開されていて" in response.text
    assert not SettlementItem.objects.filter(code="new_fund").exists()


def test_item_below_a_leaf_is_refused(clerk, table):
    response = clerk.post(f"{ITEMS}add/", new_item(table, parent=table["building_fund"].pk))
    assert response.status_code == 200
    assert not SettlementItem.objects.filter(code="new_fund").exists()


def test_item_is_renamed_from_a_year_on(clerk, table):
    item = table["building_fund"]
    names = {
        "later_names-TOTAL_FORMS": "1",
        "later_names-0-effective_from": "R2",
        "later_names-0-name": "まちの基金",
        "later_names-0-printed_label": "",
        "later_names-0-item": item.pk,
    }
    clerk.post(f"{ITEMS}{item.pk}/change/", kept(item) | names)
    item.refresh_from_db()
    assert (item.name_in(2019), item.name_in(2020)) == ("項目「building_fund」", "まちの基金")


def test_item_is_ended_and_keeps_its_years(clerk, table):
    item = table["building_fund"]
    clerk.post(f"{ITEMS}{item.pk}/change/", kept(item, last_fiscal_year="R元"))
    item.refresh_from_db()
    assert item.last_fiscal_year == 2019
    assert obstacles_of(item.account.years.get()) == ()


def test_item_cannot_end_before_its_last_amount(clerk, table):
    item = table["building_fund"]
    response = clerk.post(f"{ITEMS}{item.pk}/change/", kept(item, last_fiscal_year="H30"))
    assert "令和元年度にこの項目の額があります" in response.text
    item.refresh_from_db()
    assert item.last_fiscal_year is None


def test_total_cannot_end_before_its_parts(clerk, table):
    item = table["fund_balance"]
    response = clerk.post(f"{ITEMS}{item.pk}/change/", kept(item, last_fiscal_year="R元"))
    assert "先に、下の項目" in response.text


def test_place_of_an_item_with_amounts_is_fixed(clerk, table):
    item = table["building_fund"]
    clerk.post(f"{ITEMS}{item.pk}/change/", kept(item, code="x", section="revenue", is_total="on"))
    item.refresh_from_db()
    assert (item.code, item.section, item.is_total) == ("building_fund", "funds", False)


def test_item_with_amounts_cannot_be_deleted(admin_client, table):
    item = table["building_fund"]
    assert admin_client.post(f"{ITEMS}{item.pk}/delete/", {"post": "yes"}).status_code == 403

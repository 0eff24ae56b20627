"""Who may open and save what."""

import pytest
from django.test import Client

from finance.models import SettlementAmount, SettlementYear, SoundnessValue
from tests.factories.finance import make_account, make_ratio, make_table, make_year
from tests.finance.admin.sheet import AGREEING, address, typed

YEARS = "/admin/finance/settlementyear/"
SHARED = (
    YEARS,
    f"{YEARS}download/list.csv",
    f"{YEARS}year/",
    address(),
    address(view="sheet.xlsx"),
    "/admin/finance/soundnessratio/",
    "/admin/finance/soundnessratio/year/",
    "/admin/finance/soundnessratio/year/2020/",
    "/admin/finance/soundnessratio/download/list.csv",
    "/admin/finance/settlementitem/",
)
WRITERS_ONLY = (f"{YEARS}import/", address(view="publish/"))


def draft():
    account = make_account()
    make_table(account=account)
    make_year(account=account, amounts=AGREEING, fiscal_year=2020, status="draft")
    return account


@pytest.mark.parametrize("page", [*SHARED, *WRITERS_ONLY])
def test_anonymous_is_asked_to_log_in(db, page):
    draft()
    response = Client().get(page)
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


@pytest.mark.parametrize("page", [*SHARED, *WRITERS_ONLY])
def test_staff_without_rights_are_refused(staff, page):
    draft()
    assert staff().get(page).status_code == 403


@pytest.mark.parametrize("page", SHARED)
def test_readers_may_read(reader, page):
    draft()
    assert reader.get(page, follow=True).status_code == 200


@pytest.mark.parametrize("page", [*WRITERS_ONLY, address(view="check/")])
def test_readers_may_not_go_where_things_change(reader, page):
    draft()
    assert reader.get(page).status_code == 403


def test_readers_see_amounts_but_no_inputs(reader):
    draft()
    text = reader.get(address()).text
    assert "下書きを保存" not in text
    assert "-amount" not in text


def test_readers_may_not_save(reader):
    account = draft()
    assert reader.post(address(), typed(account, municipal_tax="1")).status_code == 403
    assert not SettlementAmount.objects.filter(amount_thousand_yen=1).exists()


def test_readers_may_not_publish(reader):
    draft()
    assert reader.post(address(view="publish/"), {}).status_code == 403
    assert not SettlementYear.objects.published().exists()


def test_readers_may_not_save_ratios(reader):
    ratio = make_ratio()
    sent = {f"r{ratio.pk}-stamp": "{}", f"r{ratio.pk}-missing_reason": "surplus"}
    response = reader.post("/admin/finance/soundnessratio/year/2020/", sent)
    assert response.status_code == 403
    assert not SoundnessValue.objects.exists()


def test_published_years_cannot_be_deleted(admin_client):
    make_table(account=(account := make_account()))
    year = make_year(account=account, amounts=AGREEING)
    assert admin_client.post(f"{YEARS}{year.pk}/delete/", {"post": "yes"}).status_code == 403
    assert SettlementYear.objects.exists()

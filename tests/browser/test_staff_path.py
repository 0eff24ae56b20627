"""The way of a clerk: log in, type the year's values as offices type them, see them published."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from indicators.models import AnnualValue
from tests.browser.addresses import PUBLIC, STAFF

pytestmark = pytest.mark.django_db
PASSWORD = "ながくて覚えやすい言葉"
PHONE = {"width": 390, "height": 844}
COLLECTION_RATE = "/plans/sunagawa-7/indicators/6-5-1-1/"


def test_value_typed_by_a_clerk_is_public_at_once(page):
    User.objects.create_superuser("tanaka", password=PASSWORD)
    page.goto(COLLECTION_RATE)
    expect(page.locator(".verdict")).to_contain_text("値なし")

    page.goto("/admin/")
    page.get_by_label("ユーザー名").fill("tanaka")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    page.get_by_role("link", name="年度別入力").first.click()
    page.get_by_label("年度", exact=True).select_option("2024")
    page.get_by_role("button", name="この年度を開く").click()
    row = page.locator("[data-entry-row]", has_text="6-5-1-1")
    row.get_by_role("textbox").first.fill("９８．２５％")
    page.get_by_role("button", name="このページを保存").click()

    expect(page.get_by_text("令和6年度の実績値を1件保存しました。")).to_be_visible()
    expect(page.locator(".messagelist .warning")).to_contain_text("6-5-1-1")
    page.goto(COLLECTION_RATE)
    expect(page.locator(".verdict")).to_contain_text("98.3")
    expect(page.locator(".verdict-word")).to_have_text("後退")
    page.goto(PUBLIC["dashboard"])
    expect(page.locator(".masthead")).to_contain_text("12指標のうち3指標")


def test_wrong_value_is_told_and_nothing_is_stored(staff_page):
    before = AnnualValue.objects.count()
    staff_page.goto(STAFF["values of a year"])
    row = staff_page.locator("[data-entry-row]", has_text="6-5-1-1")
    row.get_by_role("textbox").first.fill("98.2.5")
    staff_page.get_by_role("button", name="このページを保存").click()

    expect(staff_page.get_by_role("alert")).to_contain_text("まだ何も保存していません")
    expect(row.locator(".errorlist")).to_contain_text("98.2.5")
    expect(row.get_by_role("textbox").first).to_have_value("98.2.5")
    assert AnnualValue.objects.count() == before


@pytest.mark.parametrize("address", STAFF.values(), ids=STAFF)
def test_page_of_annual_values_has_no_barrier(staff_page, assert_accessible, viewport, address):
    staff_page.set_viewport_size(viewport)
    staff_page.goto(address)
    assert_accessible(staff_page)


def test_values_on_the_page_of_an_indicator_have_no_barrier(staff_page, assert_accessible):
    value = AnnualValue.objects.latest("fiscal_year")
    for address in (
        f"/admin/indicators/indicator/{value.indicator_id}/change/",
        f"/admin/indicators/annualvalue/{value.pk}/change/",
        f"/admin/indicators/annualvalue/{value.pk}/history/",
    ):
        staff_page.goto(address)
        assert_accessible(staff_page)

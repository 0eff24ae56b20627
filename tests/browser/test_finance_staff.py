"""The way of the finance section: a new year by keyboard, its publication, a correction."""

import pytest
from playwright.sync_api import Page, expect

from finance.models import SettlementYear

YEARS = "/admin/finance/settlementyear/"
NEW_YEAR = f"{YEARS}year/general_account/2020/"
PAGES = {
    "list of years": YEARS,
    "published year": f"{YEARS}year/general_account/2019/",
    "new year": NEW_YEAR,
    "import": f"{YEARS}import/",
    "ratios of a year": "/admin/finance/soundnessratio/year/2020/",
    "list of ratios": "/admin/finance/soundnessratio/",
    "new item": "/admin/finance/settlementitem/add/",
}
# In the order of the book; made up. 歳入総額 is 1千円 off its parts.
REVENUE = ("１，００１", "400", "300", "100", "600", "200", "200", "100", "100")
EXPENDITURE = ("900", "100", "200", "300", "200", "100")
FUNDS = ("△10", "0", "0", "0", "0", "0", "△10")
AMOUNTS = (*REVENUE, *EXPENDITURE, *FUNDS)


def type_all(page: Page) -> None:
    """Type every amount without the mouse: Enter goes on to the next."""
    page.locator("[name$='-amount']").first.focus()
    for amount in AMOUNTS:
        page.keyboard.insert_text(amount)
        page.keyboard.press("Enter")


def test_new_year_is_typed_published_and_corrected(staff_page):
    page = staff_page
    page.goto(NEW_YEAR)
    type_all(page)
    total = page.locator("#row-revenue_total")
    expect(total.locator("[data-result-label]")).to_have_text("端数による差")
    expect(total.locator("[data-difference]")).to_have_text("+1")
    expect(page.locator("#row-municipal_tax [data-year-on-year]")).to_have_text("0.0")
    expect(page.locator("[data-balance]")).to_have_text("101")
    expect(page.get_by_role("button", name="下書きを保存")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("下書きを保存しました")).to_be_visible()

    page.get_by_role("link", name="公開の確認へ").click()
    expect(page.get_by_text("まだ公開できません")).to_be_visible()
    page.get_by_role("link", name="「歳入総額」").click()
    page.get_by_label("注記 歳入総額").fill("端数処理のため、内訳の計と一致しない。")
    page.get_by_role("button", name="下書きを保存").click()
    page.get_by_role("link", name="公開の確認へ").click()
    page.get_by_role("button", name="令和2年度の決算を公開する").click()
    expect(page.get_by_text("令和2年度の決算を公開しました。")).to_be_visible()

    page.get_by_label("注記 歳入総額").fill("端数処理による。")
    page.get_by_label("訂正の理由").fill("注記の修正")
    page.get_by_role("button", name="訂正の内容を確かめる").click()
    page.get_by_role("button", name="訂正を公開する").click()
    expect(page.get_by_text("訂正を公開しました")).to_be_visible()
    page.goto("/finance/settlement/?year=2020")
    expect(page.locator("main")).to_contain_text("1,001")


def test_slip_is_told_while_typing_and_nothing_is_stored(staff_page):
    page = staff_page
    page.goto(NEW_YEAR)
    page.locator("#row-municipal_tax [name$='-amount']").fill("2,094,730,000")
    expect(page.locator("#row-municipal_tax [data-note]")).to_contain_text("1000倍")
    page.locator("#row-municipal_tax [name$='-amount']").fill("－")
    expect(page.locator("#row-municipal_tax [data-note]")).to_contain_text("金額がない理由")
    assert not SettlementYear.objects.filter(fiscal_year=2020).exists()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_finance_page_of_staff_has_no_barrier(staff_page, assert_accessible, viewport, address):
    staff_page.set_viewport_size(viewport)
    staff_page.goto(address)
    assert_accessible(staff_page)


def test_pages_around_publication_have_no_barrier(staff_page, assert_accessible):
    page = staff_page
    page.goto(NEW_YEAR)
    type_all(page)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="公開の確認へ").click()
    assert_accessible(page)
    page.get_by_role("link", name="令和2年度", exact=True).click()
    assert_accessible(page)
    page.get_by_role("link", name="変更履歴").click()
    assert_accessible(page)

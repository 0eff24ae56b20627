"""Readings that are switched on, the check of a verdict, and the years, as people use them."""

import pytest
from playwright.sync_api import expect

from tests.browser.addresses import PUBLIC

NARROWEST = 320


@pytest.fixture
def plain_page(chromium, portal):
    """A page that runs no script."""
    with chromium.new_context(
        base_url=portal, locale="ja-JP", java_script_enabled=False
    ) as context:
        yield context.new_page()


def test_readings_are_remembered_and_forgotten(page):
    page.goto("/")
    page.get_by_role("link", name="ふりがなを付ける").click()
    expect(page.locator("h1 ruby").first).to_be_visible()
    page.goto("/method/")
    expect(page.locator("h1 ruby").first).to_be_visible()
    page.get_by_role("link", name="ふりがなを消す").click()
    expect(page.locator("ruby")).to_have_count(0)
    page.goto("/")
    page.wait_for_load_state("networkidle")
    expect(page.locator("ruby")).to_have_count(0)


def test_readings_are_carried_on_without_script(plain_page):
    plain_page.goto("/")
    plain_page.get_by_role("link", name="ふりがなを付ける").click()
    plain_page.locator("main a", has_text="実質公債費比率").first.click()
    assert plain_page.url.endswith("/plans/sunagawa-7/indicators/6-5-3-1/?ruby=1")
    expect(plain_page.locator("h1 rt")).to_have_text("じっしつこうさいひひりつ")
    plain_page.get_by_role("link", name="ふりがなを消す").click()
    expect(plain_page.locator("ruby")).to_have_count(0)


def names_in(page, address):
    """The names of links, buttons and headings as the browser itself tells them, blanks apart."""
    page.goto(address)
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    return [
        "".join(node["name"]["value"].split())
        for node in tree["nodes"]
        if node.get("role", {}).get("value") in {"link", "button", "heading"}
        and not node["ignored"]
    ]


@pytest.mark.parametrize("name", ["dashboard", "policy", "milestone"])
def test_readings_leave_every_name_as_it_is(page, name):
    plain, read = names_in(page, PUBLIC[name]), names_in(page, f"{PUBLIC[name]}?ruby=1")

    assert len(plain) > 20
    assert read == [own.replace("ふりがなを付ける", "ふりがなを消す") for own in plain]


@pytest.mark.parametrize(
    "name", ["dashboard", "policy", "indicator with values", "progress", "glossary", "method"]
)
def test_page_with_readings_has_no_barrier(page, assert_accessible, name):
    address = PUBLIC[name]
    page.goto(f"{address}{'&' if '?' in address else '?'}ruby=1")
    for width in (NARROWEST, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert_accessible(page)


def test_a_verdict_is_checked_without_script(plain_page):
    plain_page.goto("/plans/sunagawa-7/indicators/6-5-3-1/")
    plain_page.get_by_role("link", name="この評価を自分で確かめる").click()
    check = plain_page.locator("#check").locator("xpath=..")
    assert "実質公債費比率" in check.inner_text()
    plain_page.get_by_role("combobox", name="年度").select_option("2021")
    plain_page.get_by_role("button", name="確かめる").click()
    expect(plain_page.locator(".check h3")).to_contain_text("令和3年度（2021年度）")
    expect(plain_page.locator(".check .is-deciding")).to_contain_text("計画値の範囲内")


def test_milestone_is_reached_from_the_dashboard(page):
    page.goto("/")
    page.get_by_role("link", name="中間目標").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("中間目標に届いたか")
    expect(page.locator(".answer")).to_contain_text("12指標とも")

"""Walks with nothing but a keyboard: where each key leads, and what is said when a chart changes."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.addresses import PUBLIC
from tests.browser.conftest import PHONE
from tests.browser.look import LOOK

MOST_KEYS = 80
MAIN = "document.querySelector('main')"


def is_focused(own: Locator) -> bool:
    return own.evaluate("own => own === document.activeElement")


def go_to(page: Page, own: Locator, key: str = "Tab") -> None:
    """Presses one key until the focus is there."""
    for _ in range(MOST_KEYS):
        page.keyboard.press(key)
        if is_focused(own):
            return
    pytest.fail(f"{MOST_KEYS} times {key} do not lead to {own}")


def skip_to_main(page: Page) -> None:
    """From the top of a page past its header, by the first link."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="本文へ移動")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate(f"document.activeElement === {MAIN}")


def link(page: Page, name: str, within: str = "main") -> Locator:
    return page.locator(within).get_by_role("link", name=name).first


def test_another_figure_is_compared(page):
    page.goto(PUBLIC["comparison"])
    skip_to_main(page)
    before = page.url

    choice = page.get_by_role("combobox", name="比べる相手")
    page.keyboard.press("Tab")
    expect(choice).to_be_focused()
    page.keyboard.press("ArrowDown")
    chosen = choice.evaluate("own => own.selectedOptions[0].label")
    assert page.url == before
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="比べる")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url != before
    assert page.locator("caption").inner_text() == f"実質公債費比率と{chosen}"
    # The address still names the main part, where the answer was asked for.
    page.keyboard.press("Tab")
    expect(choice).to_be_focused()


def test_words_are_searched_narrowed_and_read(page):
    page.goto("/")
    go_to(page, page.locator("#search"))
    page.keyboard.type("協働")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    skip_to_main(page)
    page.keyboard.press("Tab")
    expect(page.locator("#search-again")).to_be_focused()
    expect(page.locator("#search-again")).to_have_value("協働")
    narrower = page.locator(".index a").nth(1)
    go_to(page, narrower)
    words = narrower.inner_text()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".index [aria-current]")).to_have_text(words)

    hit = page.locator(".hits a").first
    go_to(page, hit)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/search/" not in page.url
    page.go_back()
    expect(page.locator(".index [aria-current]")).to_have_text(words)


def test_search_is_one_key_from_the_name_of_the_site_on_a_phone(page):
    page.set_viewport_size(PHONE)
    page.goto(PUBLIC["policy"])
    go_to(page, page.locator(".site-name"))
    page.keyboard.press("Tab")
    expect(link(page, "検索", ".site-header")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("検索")


def test_menu_of_a_phone_is_walked_through_and_left(page):
    page.set_viewport_size(PHONE)
    page.goto(PUBLIC["policy"])
    button = page.get_by_role("button", name="メニュー")
    go_to(page, button)
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="閉じる")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#menu")).to_be_hidden()
    expect(button).to_be_focused()

    page.keyboard.press("Enter")
    go_to(page, link(page, "用語解説", "#menu"))
    assert page.evaluate_handle(LOOK).evaluate("look => look.smallTargets()") == []
    page.keyboard.press("Shift+Tab")
    expect(link(page, "財政", "#menu")).to_be_focused()
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("用語解説")


def test_search_in_the_menu_of_a_phone_is_used(page):
    page.set_viewport_size(PHONE)
    page.goto(PUBLIC["dashboard"])
    go_to(page, page.get_by_role("button", name="メニュー"))
    page.keyboard.press("Enter")
    go_to(page, page.locator("#search"))
    page.keyboard.type("NPO")
    page.keyboard.press("Tab")
    expect(page.locator("#menu").get_by_role("button", name="検索")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Space")
    expect(page.locator("main mark").first).to_have_text("NPO")


def test_table_of_a_year_is_sorted_filtered_and_set_back(page):
    page.goto(PUBLIC["progress"])
    go_to(page, page.get_by_role("combobox", name="施策"))
    page.keyboard.press("ArrowDown")
    go_to(page, page.get_by_role("combobox", name="並び順"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="表示する")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert "policy=6-1" in page.url
    assert re.search(r"sort=\w+", page.url)
    codes = page.locator("tbody th small").all_inner_texts()
    assert codes
    assert all("施策6-1" in code for code in codes)

    go_to(page, link(page, "絞り込みをやめる"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(12)


def test_readings_are_switched_on_and_off(page):
    page.goto(PUBLIC["policy"])
    go_to(page, link(page, "ふりがなを付ける", ".reading-tools"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1 ruby").first).to_be_visible()

    go_to(page, link(page, "ふりがなを消す", ".reading-tools"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("ruby")).to_have_count(0)


def test_chart_is_operated_and_says_what_it_shows(page):
    page.goto(PUBLIC["indicator with values"])
    status = page.get_by_role("status")
    opening = page.get_by_role("button", name=re.compile("グラフを操作する"))
    closing = page.get_by_role("button", name="元の図に戻す")
    skip_to_main(page)
    go_to(page, opening)
    page.keyboard.press("Enter")
    expect(status).to_have_text("操作できるグラフを表示しました。", timeout=20_000)
    expect(closing).to_be_focused()
    assert page.evaluate_handle(LOOK).evaluate("look => look.smallTargets()") == []

    go_to(page, page.get_by_role("button", name="拡大", exact=True), key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(status).to_have_text("R元（2019年度）からR8（2026年度）までを表示しています。")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="縮小")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(status).to_have_text("H27（2015年度）からR12（2030年度）までを表示しています。")

    page.keyboard.press("Tab")
    expect(closing).to_be_focused()
    page.keyboard.press("Space")
    expect(status).to_have_text("元の図に戻しました。")
    expect(opening).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_on_the_buttons_of_a_chart_is_seen(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(PUBLIC["indicator with values"])
    page.get_by_role("button", name=re.compile("グラフを操作する")).press("Enter")
    expect(page.get_by_role("button", name="元の図に戻す")).to_be_focused(timeout=20_000)
    look = page.evaluate_handle(LOOK)

    for _ in range(page.locator(".modebar-btn").count()):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("document.activeElement.matches('.modebar-btn')")
        assert look.evaluate("look => look.step().faults") == []


def test_way_leads_on_from_the_chart_to_its_code_and_its_table(page):
    page.goto(PUBLIC["indicator with values"])
    go_to(page, page.get_by_role("button", name=re.compile("グラフを操作する")))
    page.keyboard.press("Tab")
    expect(link(page, "ほかの数値と比べる")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".embed-code summary")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.locator("#embed-code")).to_be_focused()
    page.keyboard.press("Tab")
    expect(link(page, "載るグラフを見る")).to_be_focused()

    drawing = page.locator("svg.chart__svg").filter(visible=True)
    table = page.get_by_role("table", name=re.compile("実質公債費比率"))
    expect(table).to_have_count(1)
    labels = drawing.locator(".chart-label--actual").all_text_contents()
    assert labels
    assert all(re.search(r"[\d.]+$", label)[0] in table.inner_text() for label in labels)


def test_embedded_chart_is_passed_through_and_leads_to_its_page(page):
    page.goto(PUBLIC["embedded chart"])
    for name in ("実質公債費比率", re.compile("^値の表と評価の根拠")):
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name=name)).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body")

    page.keyboard.press("Shift+Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(PUBLIC["indicator with values"])

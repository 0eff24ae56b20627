"""Every public page as people meet it: narrow, wide, dark, by keyboard and without script."""

from itertools import pairwise, product

import pytest
from playwright.sync_api import Page, expect

from tests.browser.addresses import PUBLIC

NARROWEST, PHONE, DESK = 320, 390, 1280
HEIGHT = 844
COLOURS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
# What has the focus, and whether it can be seen to have it.
FOCUSED = """() => {
    const own = document.activeElement, style = getComputedStyle(own);
    const box = own.getBoundingClientRect();
    return {
        text: own.textContent.trim(),
        isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""


@pytest.fixture
def plain_page(chromium, portal):
    """A page of a phone that runs no script."""
    with chromium.new_context(
        base_url=portal,
        locale="ja-JP",
        java_script_enabled=False,
        viewport={"width": PHONE, "height": HEIGHT},
    ) as context:
        yield context.new_page()


@pytest.mark.parametrize("address", PUBLIC.values(), ids=PUBLIC)
def test_page_has_no_barrier(page, assert_accessible, address):
    page.goto(address)
    for colours, width in product(COLOURS.values(), (NARROWEST, PHONE, DESK)):
        page.emulate_media(**colours)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert_accessible(page)
    levels = page.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise([0, *levels]))


def test_first_tab_leads_past_the_header(page):
    page.goto(PUBLIC["policy"])
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == {"text": "本文へ移動", "isMarked": True, "isInView": True}
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_menu_opens_and_closes_by_keyboard(page):
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    page.goto(PUBLIC["dashboard"])
    button = page.get_by_role("button", name="メニュー")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()
    expect(button).to_be_focused()


def test_progress_is_filtered_by_keyboard(page):
    page.goto(PUBLIC["progress"])
    level = page.get_by_role("combobox", name="評価")
    level.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="表示する").press("Enter")
    expect(page.locator("caption")).to_contain_text("12指標のうち2指標")
    assert "level=on_track" in page.url
    expect(level).to_have_value("on_track")


def test_explained_word_opens_beside_it_and_gives_the_focus_back(page):
    page.goto(PUBLIC["policy"])
    word = page.locator("a.term", has_text="NPO")
    word.focus()
    page.keyboard.press("Enter")
    note = page.locator(".term-note")
    assert "民間の団体や組織" in note.inner_text()
    page.keyboard.press("Escape")
    assert note.is_hidden()
    assert word.evaluate("word => word === document.activeElement")


def test_file_is_saved_under_its_japanese_name(page):
    page.goto(PUBLIC["indicator with values"])
    with page.expect_download() as download:
        page.get_by_role("link", name="すべての指標の実績値 CSV（UTF-8）").click()
    assert download.value.suggested_filename == "砂川市第7期総合計画_実績値.csv"
    content = download.value.path().read_bytes()
    assert content.startswith("\ufeffindicator_code,indicator_name,unit,fiscal_year".encode())
    assert b"6-5-3-1," in content


@pytest.mark.parametrize(
    ("name", "texts", "drawings"),
    [
        (
            "dashboard",
            ["12指標のうち2指標", "6.9%", "41.5%", "上限まで余裕", "計画値の範囲内", "未入力"],
            0,
        ),
        ("policy", ["現状と課題", "32.3", "139", "↗", "未入力"], 0),
        ("indicator with values", ["6.9", "計画値の範囲内", "7.7", "9.5", "評価の根拠"], 1),
        ("progress", ["実質公債費比率", "6.9", "計画値の範囲内", "未入力"], 0),
        ("method", ["早期健全化基準", "おおむね維持"], 0),
    ],
)
def test_page_is_complete_without_script(plain_page, name, texts, drawings):
    plain_page.goto(PUBLIC[name])
    shown = plain_page.locator("main").inner_text()
    assert [text for text in texts if text not in shown] == []
    boxes = [svg.bounding_box() for svg in plain_page.locator("main svg[role=img]").all()]
    drawn = [box for box in boxes if box and box["width"] > 50 and box["height"] > 10]
    assert len(drawn) >= drawings


def test_menu_and_explained_words_work_without_script(plain_page: Page):
    plain_page.goto(PUBLIC["policy"])
    menu = plain_page.locator("#menu")
    assert menu.is_hidden()
    plain_page.get_by_role("button", name="メニュー").click()
    assert menu.get_by_text("用語解説").is_visible()
    plain_page.keyboard.press("Escape")
    plain_page.locator("a.term", has_text="NPO").click()
    assert plain_page.locator(".terms > :target").inner_text().startswith("NPO")


def test_search_in_the_header_works_without_script(plain_page: Page):
    plain_page.goto(PUBLIC["dashboard"])
    plain_page.get_by_role("button", name="メニュー").click()
    plain_page.locator("#search").fill("ＮＰＯ")
    plain_page.locator("#menu").get_by_role("button", name="検索").click()
    expect(plain_page.locator("h1")).to_have_text("検索")
    expect(plain_page.locator("main mark").first).to_have_text("NPO")

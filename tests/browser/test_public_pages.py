"""Every public page as people meet it: narrow, wide, dark, by keyboard and without script."""

from itertools import pairwise, product

import pytest

PAGES = {
    "dashboard": "/",
    "goal": "/plans/sunagawa-7/goals/6/",
    "policy": "/plans/sunagawa-7/policies/6-1/",
    "policy with a project without indicator": "/plans/sunagawa-7/policies/6-5/",
    "indicator with values": "/plans/sunagawa-7/indicators/6-5-3-1/",
    "indicator without values": "/plans/sunagawa-7/indicators/6-1-2-1/",
    "progress": "/plans/sunagawa-7/progress/2024/",
    "progress, filtered": "/plans/sunagawa-7/progress/2024/?level=worse",
    "glossary": "/glossary/",
    "method": "/method/",
    "not found": "/nowhere/",
}
NARROWEST, PHONE, DESK = 320, 390, 1280
HEIGHT = 844


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_page_has_no_barrier(page, assert_accessible, address):
    page.goto(address)
    for scheme, width in product(("light", "dark"), (NARROWEST, PHONE, DESK)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert_accessible(page)
    levels = page.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise([0, *levels]))


def test_explained_word_opens_beside_it_and_gives_the_focus_back(page):
    page.goto(PAGES["policy"])
    word = page.locator("a.term", has_text="NPO")
    word.focus()
    page.keyboard.press("Enter")
    note = page.locator(".term-note")
    assert "民間の団体や組織" in note.inner_text()
    page.keyboard.press("Escape")
    assert note.is_hidden()
    assert word.evaluate("word => word === document.activeElement")


def test_menu_and_explained_words_work_without_script(chromium, portal):
    context = chromium.new_context(
        base_url=portal,
        java_script_enabled=False,
        viewport={"width": PHONE, "height": HEIGHT},
    )
    page = context.new_page()
    page.goto(PAGES["policy"])
    menu = page.locator("#menu")
    assert menu.is_hidden()
    page.locator(".menu-button").click()
    assert menu.get_by_text("用語解説").is_visible()
    page.keyboard.press("Escape")
    page.locator("a.term", has_text="NPO").click()
    assert page.locator(".terms > :target").inner_text().startswith("NPO")
    context.close()

"""The chart that can be operated, in a real browser under the portal's own policy.

The page fixture fails for blocked and foreign requests and for script errors.
"""

import re

import pytest
from playwright.sync_api import Page, expect

INDICATOR = "/plans/sunagawa-7/indicators/6-5-3-1/"
READY = "操作できるグラフを表示しました。"


def opened(page: Page) -> Page:
    page.goto(INDICATOR)
    page.get_by_role("button", name=re.compile("グラフを操作する")).click()
    expect(page.locator("[data-explore-status]")).to_have_text(READY, timeout=20_000)
    return page


@pytest.mark.parametrize("width", [390, 1280])
def test_exactly_one_drawing_is_shown_and_legible(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(INDICATOR)
    drawings = page.locator("svg.chart__svg").filter(visible=True)
    expect(drawings).to_have_count(1)
    smallest = drawings.evaluate(
        """svg => Math.min(...[...svg.querySelectorAll("text")].map(text =>
            parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a))"""
    )
    assert smallest >= 12
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_labels_do_not_touch_as_really_drawn(page, viewport):
    page.set_viewport_size(viewport)
    page.goto(INDICATOR)
    drawing = page.locator("svg.chart__svg").filter(visible=True)
    boxes = drawing.locator(".chart-label").evaluate_all(
        "labels => labels.map(l => l.getBBox()).map(b => [b.x, b.y + 3, b.x + b.width, b.y + b.height - 3])"
    )
    assert len(boxes) == 4
    for index, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart


def test_chart_opens_in_japanese_and_takes_the_focus_along(page, viewport):
    page.set_viewport_size(viewport)
    opened(page)
    expect(page.get_by_role("button", name="画像を保存（PNG）")).to_be_visible()
    expect(page.locator("[data-explore-plain]")).to_be_hidden()
    expect(page.get_by_role("button", name="元の図に戻す")).to_be_focused()
    names = page.locator(".modebar-btn").evaluate_all("all => all.map(b => b.ariaLabel)")
    assert names == [
        "画像を保存（PNG）",
        "範囲を選んで拡大",
        "移動",
        "拡大",
        "縮小",
        "元の範囲に戻す",
    ]


def test_chart_lies_inside_its_box(page, viewport):
    page.set_viewport_size(viewport)
    opened(page)
    box = page.locator("[data-explore-canvas]").bounding_box()
    plot = page.locator(".plotly .main-svg").first.bounding_box()
    assert plot["x"] == pytest.approx(box["x"], abs=1)
    assert plot["width"] == pytest.approx(box["width"], abs=1)
    assert plot["height"] == pytest.approx(box["height"], abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_values_under_the_pointer_name_both_calendars(page):
    opened(page)
    point = page.locator(".scatterlayer .trace .point").nth(9).bounding_box()
    page.mouse.move(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    expect(page.locator(".hoverlayer")).to_contain_text(re.compile(r"年度（20\d\d年度）"))


def test_chart_is_saved_as_an_image(page):
    opened(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="画像を保存（PNG）").click()
    assert download.value.suggested_filename == "実質公債費比率の推移.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_drawing_comes_back_with_the_focus(page):
    opened(page).get_by_role("button", name="元の図に戻す").click()
    expect(page.locator("svg.chart__svg").filter(visible=True)).to_have_count(1)
    expect(page.locator("[data-explore-canvas]")).to_be_hidden()
    expect(page.get_by_role("button", name=re.compile("グラフを操作する"))).to_be_focused()


@pytest.mark.parametrize("missing", ["figure", "script", "locale", "style sheet"])
def test_drawing_stays_when_something_cannot_be_loaded(page, missing):
    pattern = {
        "figure": "**/*.json",
        "script": "**/plotly-basic*.js",
        "locale": "**/plotly-ja*.js",
        "style sheet": "**/plotly*.css",
    }[missing]
    page.goto(INDICATOR)
    page.route(pattern, lambda route: route.fulfill(status=500))
    button = page.get_by_role("button", name=re.compile("グラフを操作する"))
    button.click()
    expect(page.locator("[data-explore-status]")).to_contain_text("読み込めませんでした")
    expect(page.locator("svg.chart__svg").filter(visible=True)).to_have_count(1)
    page.unroute(pattern)
    button.click()
    expect(page.locator("[data-explore-status]")).to_have_text(READY, timeout=20_000)


def test_page_without_script_has_the_drawing_and_no_dead_button(chromium, portal):
    with chromium.new_context(base_url=portal, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(INDICATOR)
        expect(page.locator("svg.chart__svg").filter(visible=True)).to_have_count(1)
        expect(page.locator("[data-explore-open]")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_chart_takes_the_colours_of_the_page(page, scheme):
    page.emulate_media(color_scheme=scheme)
    opened(page)
    wanted = page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--chart-focus').trim()"
    )
    assert (
        page.evaluate(
            "document.querySelector('[data-explore-canvas]').data.find(t => t.meta === 'focus').line.color"
        )
        == wanted
    )


@pytest.mark.parametrize("explored", [False, True], ids=["drawing", "explored"])
def test_chart_is_accessible(page, assert_accessible, explored):
    if explored:
        opened(page)
    else:
        page.goto(INDICATOR)
    assert_accessible(page)

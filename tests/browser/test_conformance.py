"""Success criteria that only a browser can decide; docs/accessibility/results.toml names them."""

import os
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.browser.addresses import PUBLIC
from tests.browser.conftest import CHROMIUM, DESK

NARROWEST = 320


@pytest.fixture(scope="module")
def large_text(chromium, portal):
    """A page of a desk whose owner set the browser's text to twice its size."""
    arguments = ["--blink-settings=defaultFontSize=32"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=arguments)
    yield browser.new_page(base_url=portal, viewport=DESK)
    browser.close()


@pytest.mark.parametrize("address", PUBLIC.values(), ids=PUBLIC)
def test_text_at_twice_its_size_stays_on_the_page(large_text, address):
    large_text.goto(address)

    assert large_text.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    for width in (NARROWEST, DESK["width"]):
        large_text.set_viewport_size(DESK | {"width": width})
        assert large_text.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["progress", "search", "updates", "settlement"])
def test_touching_a_control_changes_nothing(page, name):
    page.goto(PUBLIC[name])
    before = page.url

    for control in page.locator("main :is(a, button, input, select, summary)").all()[:30]:
        control.focus()
    for choice in page.locator("main select").all():
        choice.select_option(index=1)

    page.wait_for_timeout(200)
    assert page.url == before
    assert len(page.context.pages) == 1


@pytest.fixture
def other_site(portal, tmp_path):
    """The address of a page of somebody else: two frames of a chart, one of a whole page."""
    chart, whole = PUBLIC["embedded chart"], PUBLIC["indicator with values"]
    frames = "".join(f'<iframe src="{portal}{path}"></iframe>' for path in (chart, chart, whole))
    (tmp_path / "index.html").write_text(frames)
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_charts_are_shown_in_frames_of_other_sites_and_pages_are_not(chromium, other_site):
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(other_site, wait_until="networkidle")

        first, second, refused = page.frames[1:]

        # The second comes from the browser's memory, by a 304 that names the policy again.
        for frame in (first, second):
            assert frame.locator("h1").inner_text() == "実質公債費比率"
            assert sum(svg.is_visible() for svg in frame.locator("svg[role=img]").all()) == 1
        assert "実質公債費比率" not in refused.content()


@pytest.mark.parametrize("width", [240, 320, 420, 800])
def test_embedded_chart_fits_its_frame(page, width):
    page.set_viewport_size({"width": width, "height": 600})
    page.goto(PUBLIC["embedded chart"])

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert sum(svg.is_visible() for svg in page.locator("svg[role=img]").all()) == 1


@pytest.mark.parametrize("name", ["indicator with values", "progress", "settlement"])
def test_structured_data_passes_the_policy_and_is_read_as_json(page, name):
    """The fixture of the page fails for every violation of the policy."""
    page.goto(PUBLIC[name])

    kind = page.evaluate(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').text)['@type']"
    )
    assert kind == "Dataset"

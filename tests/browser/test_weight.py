"""What a page costs a weak phone: bytes before anybody asks for more, and when the chart is there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.addresses import FINANCE, INDICATORS
from tests.browser.conftest import PHONE

PAGES = {
    "dashboard": INDICATORS["dashboard"],
    "policy": INDICATORS["policy"],
    "indicator": INDICATORS["indicator with values"],
    "finance": FINANCE["finance"],
}
MOST_BYTES = 40 * 1024
MOST_SECONDS_BEHIND_TEXT = 0.6
CPU_TIMES_SLOWER = 4
# Lighthouse's slow 4G: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back.
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8,
    "uploadThroughput": 750 * 1024 / 8,
}
# The moment at which the first drawing has a size on the screen, asked at every frame.
NOTE_CHART = """
    window.chartSeenAt = new Promise((resolve) => {
        (function look() {
            const charts = [...document.querySelectorAll(".chart__svg")];
            if (charts.some((chart) => chart.getBoundingClientRect().width > 0)) {
                requestAnimationFrame(() => resolve(performance.now()));
            } else {
                requestAnimationFrame(look);
            }
        })();
    });
"""


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=PHONE, locale="ja-JP")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_page_is_light(production, phone, record_property, name):
    session = _session(phone)
    received: list[float] = []
    session.on("Network.loadingFinished", lambda sent: received.append(sent["encodedDataLength"]))
    phone.goto(production + PAGES[name], wait_until="networkidle")
    record_property("bytes", sum(received))
    assert 0 < sum(received) <= MOST_BYTES


@pytest.mark.parametrize("name", ["indicator", "finance"])
def test_chart_is_seen_with_the_text_on_a_weak_phone(production, phone, record_property, name):
    phone.goto(production + PAGES[name])  # so that no worker draws its first page ever
    session = _session(phone)
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_TIMES_SLOWER})
    phone.add_init_script(NOTE_CHART)
    phone.reload(wait_until="load")
    text_seen_at = phone.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    )
    behind = phone.evaluate("window.chartSeenAt") - text_seen_at
    record_property("milliseconds_behind_text", round(behind))
    assert behind / 1000 <= MOST_SECONDS_BEHIND_TEXT


def _session(page: Page) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    return session

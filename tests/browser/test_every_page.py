"""What every public page must stand, asked in one visit to each: focus, targets, no restlessness, no script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, JSHandle, Page

from tests.browser.addresses import PUBLIC
from tests.browser.conftest import DESK, visitor
from tests.browser.look import LOOK

# No stop: before the first and after the last.
BEYOND = -1
MOST_STOPS = 1000
NARROWEST = {"width": 320, "height": 844}
# What only a script can do, and what therefore appears only with one.
SCRIPT_ONLY = "[data-explore-open]"
# What plays, moves or leads away without being asked.
RESTLESS = """() => {
    const tags = "video, audio, object, embed, marquee, blink, meta[http-equiv=refresh]";
    return [
        ...[...document.querySelectorAll(tags)].map(own => own.tagName),
        ...document.getAnimations().map(own => own.animationName || "animation"),
    ];
}"""


@pytest.fixture(scope="module")
def reader(chromium: Browser, portal: str) -> Iterator[Page]:
    """One page for all visits. Fails at the end for script errors, blocked or foreign requests."""
    with visitor(chromium, portal) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def plain_reader(chromium: Browser, portal: str) -> Iterator[Page]:
    """The same without script."""
    with chromium.new_context(
        base_url=portal, locale="ja-JP", viewport=DESK, java_script_enabled=False
    ) as context:
        yield context.new_page()


@pytest.fixture(scope="module", params=PUBLIC.values(), ids=PUBLIC)
def address(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def visited(reader: Page, address: str) -> Page:
    """The page at an address, opened once for all that is asked of it."""
    reader.emulate_media(color_scheme="light")
    reader.set_viewport_size(DESK)
    reader.goto(address)
    return reader


@pytest.fixture
def look(visited: Page) -> JSHandle:
    """The questions of look.js."""
    return visited.evaluate_handle(LOOK)


def test_nothing_plays_moves_or_ends_by_itself(visited):
    assert visited.evaluate(RESTLESS) == []


def test_targets_are_large_enough_or_apart(visited, look):
    look.evaluate("look => look.unfold()")
    for viewport in (NARROWEST, DESK):
        visited.set_viewport_size(viewport)
        assert look.evaluate("look => look.smallTargets()") == []


@pytest.mark.parametrize(
    ("scheme", "viewport", "key"),
    [("light", DESK, "Tab"), ("dark", NARROWEST, "Shift+Tab")],
    ids=["onwards on a light desk", "back on a dark phone"],
)
def test_focus_reaches_everything_in_order_and_is_always_seen(visited, look, scheme, viewport, key):
    visited.emulate_media(color_scheme=scheme)
    visited.set_viewport_size(viewport)
    visited.evaluate("document.activeElement.blur(); scrollTo(0, 0)")

    order, faults = _walk(visited, look, key)

    assert faults == []
    expected = list(range(look.evaluate("look => look.stops().length")))
    assert order == (expected if key == "Tab" else expected[::-1])


def test_page_says_and_does_the_same_without_script(visited, plain_reader, address):
    visited.set_viewport_size(DESK)
    visited.reload()
    plain_reader.goto(address)
    with_script, without = (page.evaluate_handle(LOOK) for page in (visited, plain_reader))

    shown, plain = (
        look.evaluate("(look, scriptOnly) => look.lines(scriptOnly)", SCRIPT_ONLY)
        for look in (with_script, without)
    )
    assert [line for line in shown if line not in plain] == []
    assert without.evaluate("look => look.deadControls()") == []


def test_every_form_of_a_page_is_answered_without_script(plain_reader, address):
    plain_reader.goto(address)
    for at in range(plain_reader.locator("main form").count()):
        plain_reader.goto(address)
        form = plain_reader.locator("main form").nth(at)
        with plain_reader.expect_navigation() as answer:
            form.locator("button[type=submit]").click()
        assert answer.value.status == 200


FAULTY = """
    <style>
        a, button { display: inline-block; block-size: 12px } :focus { outline: 4px solid #000 }
        .bare:focus { outline: none } .faint:focus { outline: 3px solid #ddd }
        .beneath { position: absolute; inset: 290px auto auto 20px }
        .cover { position: absolute; inset: 280px 0 auto; block-size: 40px; background: #fff }
    </style>
    <p><a href="https://a.test/">ア</a><a href="https://b.test/">イ</a></p>
    <p><button class="bare" type="button">ウ</button></p>
    <p><a class="faint" href="https://c.test/">エ</a></p>
    <p><a class="beneath" href="#nowhere">オ</a></p>
    <p class="cover"></p>
"""


def test_faults_are_found_where_there_are_some(page):
    page.set_content(FAULTY)
    look = page.evaluate_handle(LOOK)

    _, faults = _walk(page, look, "Tab")

    assert [fault.split(":")[0] for fault in faults] == ["no outline", "faint outline", "hidden"]
    assert len(look.evaluate("look => look.smallTargets()")) == 2
    assert len(look.evaluate("look => look.deadControls()")) == 2


def _walk(page: Page, look: JSHandle, key: str) -> tuple[list[int], list[str]]:
    """Through the page by one key: the numbers of its stops in order, and what was wrong there.

    A field of several parts, as that of a date, is one stop however many keys it takes.
    """
    order, faults = [], []
    while len(order) < MOST_STOPS:
        page.keyboard.press(key)
        met = look.evaluate("look => look.step()")
        if met["stop"] in {BEYOND, *order[:1]} and order[-1:] != [met["stop"]]:
            break
        if order[-1:] != [met["stop"]]:
            order.append(met["stop"])
        faults += met["faults"]
    return order, faults

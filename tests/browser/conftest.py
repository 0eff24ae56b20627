"""A real Chromium on a served portal that holds the real plan."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.serving import environment_for, load_real_plan, served

# Playwright keeps an event loop running in this thread, which Django takes for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--screenshots",
        action="store_true",
        help="write pictures of every page to var/screenshots and renew the README's",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Says of every test of the portal that it needs the tests' database.

    pytest-django makes one only if a chosen test says so; else the plan would be loaded into
    the database of whoever runs the tests.
    """
    for item in items:
        if "portal" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.exit(
            f"{CHROMIUM} is missing. On Debian: apt install chromium fonts-noto-cjk; "
            "or say where it is: make test-browser CHROMIUM=PATH",
            returncode=1,
        )
    # Chromium refuses to sandbox a process of root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def portal(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The address of the portal with the real plan, without a slash at the end.

    Server and tests share one connection to a database in memory. So a test that writes asks
    for `db` like any other, and what it wrote is taken back at its end.
    """
    with django_db_blocker.unblock():
        call_command("load_plan", verbosity=0)
        server = LiveServer("localhost")
        yield server.url
        server.stop()


@pytest.fixture(scope="session")
def production(tmp_path_factory) -> Iterator[str]:
    """The portal as a site serves it: hashed and compressed files, two workers, the real plan."""
    environment = environment_for(tmp_path_factory.mktemp("production") / "portal.sqlite3")
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    load_real_plan(environment)
    yield from served(environment)


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def viewport(request) -> dict[str, int]:
    """Makes a test that asks for it run on a phone and on a desk."""
    return request.param


@contextmanager
def visitor(chromium: Browser, portal: str) -> Iterator[BrowserContext]:
    """A visitor's browser. Fails at its end for script errors, blocked or foreign requests."""
    problems: list[str] = []
    context = chromium.new_context(
        base_url=portal, locale="ja-JP", timezone_id="Asia/Tokyo", viewport=DESK
    )

    def note_request(request) -> None:
        if not request.url.startswith((portal, "data:", "blob:")):
            problems.append(f"request to {request.url}")

    def note_console(message) -> None:
        if "Content Security Policy" in message.text:
            problems.append(message.text)

    context.on("request", note_request)
    context.on("console", note_console)
    context.on("weberror", lambda error: problems.append(str(error.error)))
    yield context
    context.close()
    assert problems == []


@pytest.fixture
def context(chromium: Browser, portal: str) -> Iterator[BrowserContext]:
    with visitor(chromium, portal) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def staff_page(context: BrowserContext, portal: str, admin_client) -> Page:
    """A page of somebody who is logged in and may do everything."""
    session = admin_client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": portal}])
    return context.new_page()


@pytest.fixture
def assert_accessible():
    """A function of a page: no finding of axe, those of best practice included."""

    def check(page: Page) -> None:
        # Preloading would copy style sheets with an @import (Django's forms.css) inline: a
        # violation of the policy by axe itself, for rules that are not asked for.
        options = {
            "runOnly": {"type": "tag", "values": AXE_RULES},
            "resultTypes": ["violations"],
            "preload": False,
        }
        found = Axe().run(page, options=options).response["violations"]
        assert [
            f"{rule['id']} ({rule['help']}): {node['html'][:200]}"
            for rule in found
            for node in rule["nodes"]
        ] == []

    return check

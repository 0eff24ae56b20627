"""Every public page is among the addresses that the browser tests look at."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.browser.addresses import PUBLIC

STAFF = "admin/"
# What answers with something that is no page, by the end of its route.
FILES = (".<str:suffix>", "-metadata.json", ".json", ".jsonld", ".pdf", ".xlsx", ".zip", ".png")
ANSWERS = {"robots.txt", "sitemap.xml", "updates/feed.atom", "healthz"}
LEADS_ON = {"plans/<slug:plan>/progress/"}


def routes(within: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Yield the route of every pattern, as `resolve` names it."""
    for own in (within or get_resolver()).url_patterns:
        route = before + str(own.pattern)
        if isinstance(own, URLPattern):
            yield route
        elif not route.startswith(STAFF):
            yield from routes(own, route)


def pages() -> list[str]:
    return [
        route
        for route in dict.fromkeys(routes())
        if not route.startswith(STAFF)
        and not route.endswith(FILES)
        and route not in ANSWERS | LEADS_ON
    ]


@pytest.mark.parametrize("route", pages(), ids=lambda route: route or "home")
def test_every_public_page_is_looked_at_in_a_browser(route):
    looked_at = {
        resolve(urlsplit(address).path).route
        for name, address in PUBLIC.items()
        if name != "not found"
    }

    assert route in looked_at, f"tests/browser/addresses.py lacks a page of {route}"


def test_what_is_no_page_is_named_rightly():
    """A route that is taken out of the list by a wrong name would hide a page."""
    assert set(routes()) >= ANSWERS | LEADS_ON

"""Every public page, cold and warm, on the real plan and on one of 1,000 times its size."""

import pytest
from django.core.cache import cache

from tests.bench.large_plan import SLUG
from tests.bench.measuring import best_time, milliseconds, ratio

BASELINE = "/healthz"
OF_A_PLAN = (
    "/plans/{plan}/",
    "/plans/{plan}/goals/6/",
    "/plans/{plan}/policies/6-5/",
    "/plans/{plan}/indicators/6-5-3-1/",
    "/plans/{plan}/indicators/6-5-3-1/figure.json",
    "/plans/{plan}/progress/2024/",
    "/plans/{plan}/data/values.csv",
    "/glossary/?plan={plan}",
    "/method/?plan={plan}",
)
PAGES = {
    "real plan": ("/", *(address.format(plan="sunagawa-7") for address in OF_A_PLAN)),
    # Its files are measured in test_files.py.
    "plan 1,000 times the size": tuple(
        address.format(plan=SLUG) for address in OF_A_PLAN if "/data/" not in address
    ),
    "all plans at once": ("/search/?q=協働", "/updates/", "/updates/feed.atom", "/sitemap.xml"),
    "finance": (
        "/finance/",
        "/finance/settlement/",
        "/finance/funds/",
        "/finance/soundness/",
        "/finance/data/settlement.csv",
    ),
}


@pytest.mark.parametrize("title", PAGES)
def test_page_times(visitor, table, title):
    """Cold: nothing kept. Warm: the page is kept. 304: the browser has it. Unbuilt pages are left out."""
    visitor.get(BASELINE)  # The first request of all sets up the middleware.
    base = best_time(lambda: visitor.get(BASELINE))
    report = table(
        f"Pages: {title}",
        baseline=f"{BASELINE}, one query and no template: {milliseconds(base)} ms",
        headings=("address", "kB sent", "cold ms", "× base", "warm ms", "× base", "304 ms"),
    )
    for address in PAGES[title]:
        first = visitor.get(address)
        if first.status_code == 404:
            continue
        size, tag = _length(first), first["ETag"]
        cold = best_time(lambda address=address: _read(visitor, address), before=cache.clear)
        warm = best_time(lambda address=address: _read(visitor, address))
        known = best_time(
            lambda address=address, tag=tag: _read(visitor, address, {"If-None-Match": tag})
        )
        times = (milliseconds(cold), ratio(cold, base), milliseconds(warm), ratio(warm, base))
        report.add(address, f"{size / 1000:,.1f}", *times, milliseconds(known))


def _read(visitor, address, headers=None):
    response = visitor.get(address, headers=headers)
    assert response.status_code == (304 if headers else 200)
    return _length(response)


def _length(response) -> int:
    return (
        sum(map(len, response.streaming_content)) if response.streaming else len(response.content)
    )

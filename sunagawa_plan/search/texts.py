"""Everything that can be found, folded once for each state of the content."""

from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from django.core.cache import cache

from finance.pages.searchable import searchable as finance_texts
from indicators.models import Plan
from indicators.pages.searchable import searchable as plan_texts
from sunagawa_plan.freshness import content_version
from sunagawa_plan.lib.search import Entry, folded_entry
from sunagawa_plan.search.pages import portal_texts

_SECONDS_KEPT = 24 * 60 * 60


class Text(NamedTuple):
    """An entry with what it is compared by."""

    entry: Entry
    folded: str


def all_texts(today: date) -> tuple[Text, ...]:
    """Return all entries as of now: one query while nothing has changed, else eighteen.

    Kept under the version of the content, so that whoever writes need not think of the search.
    The version is asked for first: what changes in between makes a new one.
    """
    version = f"{today.isoformat()} {content_version()}"
    key = f"search-texts:{blake2b(version.encode(), digest_size=16).hexdigest()}"
    found: tuple[Text, ...] | None = cache.get(key)
    if found is None:
        home = Plan.objects.published().on_home(today)
        entries = (*plan_texts(home), *finance_texts(), *portal_texts())
        found = tuple(Text(entry, folded_entry(entry)) for entry in entries)
        cache.set(key, found, _SECONDS_KEPT)
    return found

"""What was published of finance, and when: read off the history."""

from collections.abc import Iterator

from finance.pages.ratio_updates import ratio_updates
from finance.pages.settlement_updates import settlement_updates
from sunagawa_plan.lib.updates import Pending


def finance_updates() -> Iterator[Pending]:
    """Give every year and ratio that was published, corrected or taken back: five queries."""
    yield from settlement_updates()
    yield from ratio_updates()

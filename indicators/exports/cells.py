"""How single facts are written into the cells of the public files."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from indicators.editions import Indicators
from indicators.models import Indicator
from indicators.models.indicator import IndicatorQuerySet
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import round_half_up

# Indicators read at once while a file streams: some thousand values, whatever the file's length.
CHUNK = 500


def in_portions(
    indicators: Indicators, reading: Callable[[IndicatorQuerySet], IndicatorQuerySet]
) -> Iterator[Indicator]:
    """Read indicators as `reading` says, so that memory does not grow with them.

    Each is to be done with when the next is asked for: it and its prefetched rows hold each
    other, and would otherwise stay until the garbage collector comes by. Rows at hand are given
    as they are.
    """
    if not isinstance(indicators, QuerySet):
        yield from indicators
        return
    for indicator in reading(indicators).iterator(CHUNK):
        yield indicator
        vars(indicator).get("_prefetched_objects_cache", {}).clear()


def shown(value: Decimal | None, places: int) -> Decimal | None:
    """Return the number at its display places, or an empty cell."""
    return None if value is None else round_half_up(value, places)


def wareki(year: int) -> str:
    return FiscalYear(year).wareki


def moment(at: datetime) -> str:
    """Return a time as ISO 8601 in local time, to the second: 2026-10-01T09:30:00+09:00."""
    return timezone.localtime(at).isoformat(timespec="seconds")

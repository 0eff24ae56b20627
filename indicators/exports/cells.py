"""How single facts are written into the cells of the public files."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import round_half_up

# Indicators read at once while a file streams: some thousand values, whatever the file's length.
CHUNK = 500


def shown(value: Decimal | None, places: int) -> Decimal | None:
    """Return the number at its display places, or an empty cell."""
    return None if value is None else round_half_up(value, places)


def wareki(year: int) -> str:
    return FiscalYear(year).wareki


def moment(at: datetime) -> str:
    """Return a time as ISO 8601 in local time, to the second: 2026-10-01T09:30:00+09:00."""
    return timezone.localtime(at).isoformat(timespec="seconds")

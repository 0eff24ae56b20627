"""What was changed in an indicator's values after they were first published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from indicators.domain.measure import Measure
from indicators.domain.vocabulary import MissingReason
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.change_ways import way_and_reason

WITHDRAWN = "取り下げ"
# How programs sign their own writes in the history.
PROGRAMS = frozenset({"load_plan", "load_sample"})
DELETION = "-"


@dataclass(frozen=True)
class Correction:
    """One published change: which year, when, from what to what, and why if it was said."""

    fiscal_year: FiscalYear
    changed_at: datetime
    before: str
    after: str
    reason: str


def corrections_of(records: Iterable[Any], measure: Measure) -> tuple[Correction, ...]:
    """Return the changes between an indicator's history records, the latest first.

    records are the historical rows of its annual values, oldest first. Changes that leave
    what citizens see as it was (a note, a source) are not listed.
    """
    shown: dict[int, str] = {}
    corrections: list[Correction] = []
    for record in records:
        year = record.fiscal_year
        after = shown_words(record, measure)
        before = shown.get(year)
        if before is not None and before != after:
            reason = public_reason(record)
            corrections.append(
                Correction(FiscalYear(year), record.history_date, before, after, reason)
            )
        shown[year] = after
    return tuple(reversed(corrections))


def public_reason(record: Any) -> str:
    """Return why somebody made a change, if a person said so; how it came in is the staff's."""
    _, reason = way_and_reason(record.history_change_reason or "", by_person=True)
    return reason


def shown_words(record: Any, measure: Measure) -> str:
    """Return what citizens saw of a value after one of its historical records."""
    if record.history_type == DELETION:
        return WITHDRAWN
    if record.value is None:
        return MissingReason(record.missing_reason).label
    return measure.quantity(record.value) + ("（速報値）" if record.is_provisional else "")

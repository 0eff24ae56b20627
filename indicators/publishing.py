"""Keeping what was published with its verdict, its working and the version of the rules.

Every way in which annual values become public (a round, a form, a file, load_plan) ends here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from indicators.domain.facts import IndicatorFacts
from indicators.domain.judgement import RULE_VERSION
from indicators.domain.series import JudgedSeries
from indicators.domain.verdict import Working
from indicators.models import AnnualValue, Indicator, PublishedVerdict, Target
from sunagawa_plan.shared.row_statements import insert_records

# SQLite gives up on conditions that name thousands of rows.
_ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Published:
    """An annual value just saved or deleted, and why; blank for a year's first value."""

    value: AnnualValue
    reason: str = ""


def record_verdicts(published: Iterable[Published], *, by: Any, at: datetime, today: date) -> None:
    """Keep the verdicts of annual values just saved. Three queries for every 500 of them."""
    rows = list(published)
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        _record(rows[start : start + _ROWS_AT_ONCE], by=by, at=at, today=today)


def _record(rows: list[Published], *, by: Any, at: datetime, today: date) -> None:
    keys = {row.value.indicator_id for row in rows}
    # No more than verdicts rest on: a file may bring 10,000 values.
    facts = Indicator.objects.filter(pk__in=keys).facts_with(Target.objects.facts_of(keys))
    told = {"published_at": at, "published_by_id": by and by.pk}
    records = [
        {
            **told,
            "indicator_id": row.value.indicator_id,
            "reason": row.reason,
            **_columns(row.value, facts[row.value.indicator_id], today),
        }
        for row in rows
    ]
    insert_records(PublishedVerdict, records)


def _columns(value: AnnualValue, facts: IndicatorFacts, today: date) -> dict[str, Any]:
    """Judge the year of a value; one that was deleted leaves its year without."""
    fact = None if value.pk is None else value.fact
    year = value.fiscal_year
    series = JudgedSeries(facts, {year: fact} if fact else {}, today)
    verdict = series.verdict(year)
    return {
        "fiscal_year": year,
        "value": series.value(year),
        "missing_reason": (fact.missing_reason or "") if fact else "",
        "is_provisional": bool(fact and fact.is_provisional),
        "kind": verdict.kind or "",
        "level": verdict.level,
        "label": verdict.label,
        "note": verdict.note,
        "working": working_as_json(verdict.working) if verdict.working else None,
        "rule_version": RULE_VERSION,
    }


def working_as_json(working: Working) -> dict[str, Any]:
    """Return a working as JSON: numbers as exact strings, rules and arrows as their codes."""
    return {name: _plain(value) for name, value in vars(working).items()}


def _plain(value: Any) -> Any:
    match value:
        case None:
            return None
        case Decimal():
            return str(value)
        case Enum():
            return value.value
        case int() | str():
            return value
        case Fraction():
            return str(value)
    return {name: _plain(own) for name, own in vars(value).items()}

"""Keeping what was published with its verdict, its working and the version of the rules.

Every way in which annual values become public (a reported round, a form, a file) ends here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from django.db.models import Prefetch

from indicators.domain.judgement import RULE_VERSION
from indicators.domain.series import JudgedYear
from indicators.domain.verdict import Working
from indicators.models import AnnualValue, Indicator, PublishedVerdict, Target


@dataclass(frozen=True)
class Published:
    """An annual value just saved or deleted, and why; blank for a year's first value."""

    value: AnnualValue
    reason: str = ""


def record_verdicts(published: Iterable[Published], *, by: Any, at: datetime, today: date) -> None:
    """Keep the verdicts of annual values just saved. Eight queries, however many there are."""
    rows = list(published)
    series = {row.pk: row.series(today) for row in _judgeable(rows)}
    # A record without a history of its own: nothing that bulk_create would pass by.
    PublishedVerdict.objects.bulk_create(
        PublishedVerdict(
            indicator_id=row.value.indicator_id,
            published_at=at,
            published_by=by,
            reason=row.reason,
            **_columns(series[row.value.indicator_id].year(row.value.fiscal_year)),
        )
        for row in rows
    )


def _judgeable(rows: Iterable[Published]) -> Iterable[Indicator]:
    """Read indicators with no more than the verdicts rest on: a file may bring 10,000 values.

    What indicators share above them is read once, not with each.
    """
    values = [row.value for row in rows]
    years = AnnualValue.objects.filter(fiscal_year__in={value.fiscal_year for value in values})
    return (
        Indicator.objects.filter(pk__in={value.indicator_id for value in values})
        .order_by()
        .prefetch_related(
            "basic_project__policy__goal__plan",
            Prefetch("targets", Target.objects.order_by("fiscal_year", "effective_from")),
            Prefetch("annual_values", years.order_by("fiscal_year")),
        )
    )


def _columns(judged: JudgedYear) -> dict[str, Any]:
    fact, verdict = judged.fact, judged.verdict
    return {
        "fiscal_year": judged.fiscal_year.start,
        "value": judged.value,
        "missing_reason": (fact.missing_reason or "") if fact else "",
        "is_provisional": bool(fact and fact.is_provisional),
        "kind": judged.kind or "",
        "level": verdict.level,
        "label": verdict.label,
        "note": verdict.note,
        "working": working_as_json(verdict.working) if verdict.working else None,
        "rule_version": RULE_VERSION,
    }


def working_as_json(working: Working) -> dict[str, Any]:
    """Return a working as JSON: numbers as exact strings, rules and arrows as their codes."""
    return {field.name: _plain(getattr(working, field.name)) for field in fields(working)}


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case Decimal() | Fraction():
            return str(value)
        case None | int() | str():
            return value
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}

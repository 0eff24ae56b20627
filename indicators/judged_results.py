"""Kind and level of every indicator in a year, kept for as long as nothing changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Max

from indicators.domain.vocabulary import Kind, Level
from indicators.models import AnnualValue, Indicator, Plan, Target

# What a verdict depends on.
_SOURCES: tuple[Any, ...] = (Plan, Indicator, Target, AnnualValue)
_SECONDS_KEPT = 24 * 60 * 60


@dataclass(frozen=True)
class JudgedResult:
    """What the rule book says of an indicator in one year; kind is None outside the plan."""

    level: Level
    kind: Kind | None


def judged_results(fiscal_year: int, today: date) -> Mapping[int, JudgedResult]:
    """Return the results of a year by indicator key, of every plan that judges the year.

    Judged anew only when the history has grown: one query per source, then three for all
    indicators, whatever their number.
    """
    version = "|".join(
        str(model.history.aggregate(last=Max("history_id"))["last"]) for model in _SOURCES
    )
    key = f"judged-results:{fiscal_year}:{today.isoformat()}:{version}"
    found: Mapping[int, JudgedResult] | None = cache.get(key)
    if found is None:
        found = _judge_all(fiscal_year, today)
        cache.set(key, found, _SECONDS_KEPT)
    return found


def last_reported_year(today: date) -> int | None:
    """Return the last year in which any plan judges a value; the year of lists without a choice."""
    known = AnnualValue.objects.filter(value__isnull=False)
    plans = [plan.judged_years for plan in Plan.objects.all()]
    years = known.order_by().values_list("fiscal_year", flat=True).distinct()
    return max((year for year in years if any(year in judged for judged in plans)), default=None)


def _judge_all(fiscal_year: int, today: date) -> dict[int, JudgedResult]:
    results = {}
    for indicator in Indicator.objects.with_series().order_by():
        if fiscal_year in indicator.plan.judged_years:
            year = indicator.series(today).year(fiscal_year)
            results[indicator.pk] = JudgedResult(year.verdict.level, year.kind)
    return results

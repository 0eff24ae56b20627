"""Filters of the list of indicators by what the rule book says of them in a year."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate

from indicators.domain.vocabulary import Kind, Level
from indicators.judged_results import JudgedResult, judged_results, last_reported_year
from indicators.models import Indicator, Plan
from sunagawa_plan.lib.fiscal_year import FiscalYear

YEAR_PARAMETER = "judged_year"


def year_asked(query: Mapping[str, Any]) -> int:
    """Return the year that a list speaks of: the chosen one, else the last with a value."""
    asked = query.get(YEAR_PARAMETER, "")
    years = _years()
    if asked.isascii() and asked.isdecimal() and int(asked) in years:
        return int(asked)
    today = localdate()
    return last_reported_year(today) or FiscalYear.last_due(today).start


def _years() -> list[int]:
    return sorted({year for plan in Plan.objects.all() for year in plan.judged_years}, reverse=True)


class JudgedYearFilter(admin.SimpleListFilter):
    """The year of kind and level, and of the files; it keeps every indicator."""

    title = "評価の年度"
    parameter_name = YEAR_PARAMETER

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(year), FiscalYear(year).full) for year in _years()]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Say which year it is that stands for none."""
        first, *others = super().choices(changelist)
        yield {**first, "display": "値がある最後の年度"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset


class _ResultFilter(admin.SimpleListFilter):
    """Keeps the indicators with the chosen result in the year of the list."""

    of: Callable[[JudgedResult], Any]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Indicator]) -> QuerySet[Indicator]:
        asked = self.value()
        if asked is None:
            return queryset
        results = judged_results(year_asked(request.GET), localdate())
        own = type(self).of
        return queryset.filter(
            pk__in=[key for key, result in results.items() if own(result) == asked]
        )


class KindFilter(_ResultFilter):
    title = "目標の種類"
    parameter_name = "kind"
    of = staticmethod(lambda result: result.kind)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return Kind.choices()


class LevelFilter(_ResultFilter):
    title = "評価"
    parameter_name = "level"
    of = staticmethod(lambda result: result.level)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return Level.choices()

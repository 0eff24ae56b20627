"""How much each file of a plan holds, and when it last changed, without writing the file."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from typing import Any

from django.db.models import Count, F, IntegerField, Max, Min, Q, Value

from indicators.exports import glossary, indicators, progress, targets, values
from indicators.models import (
    AnnualValue,
    BasicProject,
    Department,
    GlossaryOccurrence,
    GlossaryTerm,
    Goal,
    Indicator,
    Milestone,
    Plan,
    Policy,
    Target,
)
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables.dataset import Extent

Extents = dict[str, Extent]
# What Django's types cannot tell: a queryset of tuples.
Rows = Any

_NOTHING = Extent(0)
# Departments belong to no plan, and are named in the files of all.
_EVERY_PLAN = 0

_OF_INDICATOR = "basic_project__policy__goal__plan"
# Every model with a word in the files, and its way to the plan.
_WAYS_TO_PLAN: tuple[tuple[Any, str], ...] = (
    (Plan, "id"),
    (Milestone, "plan"),
    (Goal, "plan"),
    (Policy, "goal__plan"),
    (BasicProject, "policy__goal__plan"),
    (Indicator, _OF_INDICATOR),
    (Target, f"indicator__{_OF_INDICATOR}"),
    (AnnualValue, f"indicator__{_OF_INDICATOR}"),
    (GlossaryTerm, "plan"),
    (GlossaryOccurrence, "policy__goal__plan"),
)


def plan_extents(plans: Iterable[Plan], today: date) -> dict[int, Extents]:
    """Return, by plan, the extent of each file by its name: four queries for any number of plans."""
    plans = list(plans)
    listed = _by_plan(_indicators(plans))
    aimed = _by_plan(_targets(plans, FiscalYear.containing(today).start))
    measured = _by_plan(_annual_values(plans))
    explained = _by_plan(_glossary(plans))
    return {
        plan.pk: _extents(
            plan,
            listed.get(plan.pk, _NOTHING),
            aimed.get(plan.pk, _NOTHING),
            measured.get(plan.pk, _NOTHING),
            explained.get(plan.pk, _NOTHING),
        )
        for plan in plans
    }


def plan_changes(plans: Iterable[Plan]) -> dict[int, datetime]:
    """Return, by plan, when anything that its files tell of was last changed: one query."""
    chosen = [plan.pk for plan in plans]
    queries = [_changes(model, way, chosen) for model, way in _WAYS_TO_PLAN]
    every = reduce(lambda one, other: one.union(other, all=True), queries, _department_changes())
    moments: dict[int, list[datetime]] = {}
    for plan, at in every:
        # Without any department the latest of them is None.
        moments.setdefault(plan, []).extend([at] if at else [])
    shared = moments.pop(_EVERY_PLAN, [])
    return {plan: max(own + shared) for plan, own in moments.items()}


def _extents(
    plan: Plan, listed: Extent, aimed: Extent, measured: Extent, explained: Extent
) -> Extents:
    years = {f"{progress.DATASET.name}-{year}": year for year in plan.judged_years}
    told = [year for year in (listed.first_year, measured.first_year) if year is not None]
    last = [year for year in (listed.last_year, measured.last_year) if year is not None]
    return {
        indicators.DATASET.name: Extent(listed.rows, plan.first_fiscal_year, plan.last_fiscal_year),
        targets.DATASET.name: aimed,
        values.DATASET.name: Extent(
            listed.rows + measured.rows, min(told, default=None), max(last, default=None)
        ),
        **{name: Extent(listed.rows, year, year) for name, year in years.items()},
        glossary.DATASET.name: explained,
    }


def _by_plan(rows: Rows) -> dict[int, Extent]:
    return {plan: Extent(*rest) for plan, *rest in rows}


def _indicators(plans: list[Plan]) -> Rows:
    chosen = Indicator.objects.filter(**{f"{_OF_INDICATOR}__in": plans}).order_by()
    year = "baseline_fiscal_year"
    return _grouped(chosen, _OF_INDICATOR, Count("pk"), Min(year), Max(year))


def _targets(plans: list[Plan], year: int) -> Rows:
    """Count one row per indicator and milestone year, as the file holds them in a fiscal year."""
    way = f"indicator__{_OF_INDICATOR}"
    # A plan that lies ahead shows the targets with which it begins.
    holds = Q(effective_from__lte=year) | Q(effective_from__lte=F(f"{way}__first_fiscal_year"))
    held = Target.objects.filter(holds, **{f"{way}__in": plans}).order_by()
    return _grouped(
        held,
        way,
        # Fiscal years have four digits: one number tells indicator and year apart.
        Count(F("indicator_id") * 10_000 + F("fiscal_year"), distinct=True),
        Min("fiscal_year"),
        Max("fiscal_year"),
    )


def _annual_values(plans: list[Plan]) -> Rows:
    way = f"indicator__{_OF_INDICATOR}"
    chosen = AnnualValue.objects.filter(**{f"{way}__in": plans}).order_by()
    return _grouped(chosen, way, Count("pk"), Min("fiscal_year"), Max("fiscal_year"))


def _glossary(plans: list[Plan]) -> Rows:
    """Count one row per occurrence, and one for a term that no policy explains."""
    terms = GlossaryTerm.objects.filter(plan__in=plans).order_by()
    nowhere = Count("pk", filter=Q(occurrences__isnull=True), distinct=True)
    return _grouped(terms, "plan", Count("occurrences") + nowhere)


def _grouped(rows: Rows, plan: str, *measures: Any) -> Rows:
    names = {f"measure_{place}": measure for place, measure in enumerate(measures)}
    return rows.values(plan).annotate(**names).values_list(plan, *names)


def _changes(model: Any, way: str, plans: list[int]) -> Rows:
    recorded = model.history.model.objects.filter(**{f"{way}__in": plans}).order_by()
    return recorded.values(way).annotate(last=Max("history_date")).values_list(way, "last")


def _department_changes() -> Rows:
    recorded = Department.history.model.objects.order_by()
    every = recorded.values(plan=Value(_EVERY_PLAN, output_field=IntegerField()))
    return every.annotate(last=Max("history_date")).values_list("plan", "last")

"""Which fiscal year a page speaks of, and the years a reader may choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from indicators.domain.series import JudgedSeries
from indicators.models import Plan
from sunagawa_plan.lib.fiscal_year import FiscalYear


@dataclass(frozen=True)
class YearChoice:
    """One fiscal year of the plan with its page of progress."""

    fiscal_year: FiscalYear
    url: str
    is_current: bool
    has_values: bool


def shown_year(plan: Plan, reported: int | None, today: date) -> int:
    """Return the year the plan's pages speak of: the last one with values, so that all agree.

    Before the first value it is the last year that is due, at the start the plan's first.
    """
    return reported or latest_due(plan, today) or plan.judged_years[0]


def latest_due(plan: Plan, today: date) -> int | None:
    """Return the last judged year whose values ought to be known by now, or None."""
    due = [year for year in plan.judged_years if FiscalYear(year).value_due <= today]
    return due[-1] if due else None


def year_choices(
    plan: Plan, series: Sequence[JudgedSeries], current: int | None
) -> tuple[YearChoice, ...]:
    """Return all judged years of a plan, in order."""
    reported = {
        year for judged in series for year, fact in judged.annual.items() if fact.value is not None
    }
    return tuple(
        YearChoice(
            fiscal_year=FiscalYear(year),
            url=reverse("indicators:progress", args=[plan.slug, year]),
            is_current=year == current,
            has_values=year in reported,
        )
        for year in plan.judged_years
    )

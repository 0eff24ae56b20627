"""The plan's years from the baseline to the end, with what each stands for and today in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from indicators.domain.series import JudgedSeries
from indicators.models import Milestone, Plan
from sunagawa_plan.lib.fiscal_year import FiscalYear


@dataclass(frozen=True)
class TimelineYear:
    """One fiscal year: its marks (基準年, 中間目標 …) and, in the plan's period, its page.

    has_values tells whether any value of the year is published; is_past whether it has closed.
    """

    fiscal_year: FiscalYear
    marks: tuple[str, ...]
    url: str
    milestone_url: str
    has_values: bool
    is_past: bool
    is_today: bool
    is_shown: bool


def timeline_of(
    plan: Plan,
    milestones: Sequence[Milestone],
    series: Sequence[JudgedSeries],
    *,
    shown: int | None,
    today: date,
) -> tuple[TimelineYear, ...]:
    """Return every fiscal year from the baseline to the plan's end, in order."""
    reported = {
        year for own in series for year, fact in own.annual.items() if fact.value is not None
    }
    current = FiscalYear.containing(today).start
    names = {own.fiscal_year: own.name.removesuffix("値") for own in milestones}
    first = min(plan.baseline_fiscal_year, plan.first_fiscal_year)
    return tuple(
        TimelineYear(
            fiscal_year=FiscalYear(year),
            marks=_marks(plan, year, names, current),
            url=_page("progress", plan, year) if year in plan.judged_years else "",
            milestone_url=_page("milestone", plan, year)
            if year in names and year in plan.judged_years
            else "",
            has_values=year in reported,
            is_past=year < current,
            is_today=year == current,
            is_shown=year == shown,
        )
        for year in range(first, plan.last_fiscal_year + 1)
    )


def _marks(plan: Plan, year: int, names: dict[int, str], current: int) -> tuple[str, ...]:
    marks = [
        ("基準年", year == plan.baseline_fiscal_year),
        ("計画開始", year == plan.first_fiscal_year),
        (names.get(year, ""), year in names),
        ("計画終了", year == plan.last_fiscal_year and year not in names),
        ("いま", year == current),
    ]
    return tuple(word for word, holds in marks if holds)


def _page(name: str, plan: Plan, year: int) -> str:
    return reverse(f"indicators:{name}", args=[plan.slug, year])

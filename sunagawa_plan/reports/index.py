"""The list of a plan's reports."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Self

from indicators.models import Plan
from indicators.pages.interim import evaluated_years
from indicators.pages.progress_report import report_years
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.reports.documents import ReportKind, ReportName
from sunagawa_plan.reports.interim import evaluation_name


@dataclass(frozen=True)
class Evaluation:
    """The evaluation of a milestone year, with its name."""

    name: str
    fiscal_year: FiscalYear


@dataclass(frozen=True)
class ReportsPage:
    """Which reports a plan has; years with the latest first."""

    plan: Plan
    progress_years: tuple[FiscalYear, ...]
    evaluations: tuple[Evaluation, ...]

    @classmethod
    def from_plan(cls, plan: Plan, today: date) -> Self:
        """List the reports of a plan as seen on a day."""
        return cls(
            plan=plan,
            progress_years=report_years(plan, today),
            evaluations=tuple(
                Evaluation(evaluation_name(own), FiscalYear(own.fiscal_year))
                for own in evaluated_years(plan, today)
            ),
        )


def has_report(plan: Plan, name: ReportName, today: date) -> bool:
    """Tell whether a plan has a report on a day. One query."""
    return name.fiscal_year in _YEARS[name.kind](plan, today)


def report_names(plan: Plan, today: date) -> tuple[ReportName, ...]:
    """Return all reports of a plan, the latest of each kind first. Two queries."""
    return tuple(
        ReportName(plan.slug, kind, year)
        for kind in ReportKind
        for year in sorted(_YEARS[kind](plan, today), reverse=True)
    )


_YEARS: dict[ReportKind, Callable[[Plan, date], set[int]]] = {
    ReportKind.PROGRESS: lambda plan, today: {own.start for own in report_years(plan, today)},
    ReportKind.INTERIM: lambda plan, today: {
        own.fiscal_year for own in evaluated_years(plan, today)
    },
}

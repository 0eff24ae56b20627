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


def report_name(plan: Plan, kind: ReportKind, fiscal_year: int, today: date) -> ReportName | None:
    """Return the name of a report that a plan has on a day, None of one it has not. One query."""
    names = _names(plan, kind, today)
    return next((name for name in names if name.fiscal_year == fiscal_year), None)


def report_names(plan: Plan, today: date) -> tuple[ReportName, ...]:
    """Return all reports of a plan, the latest of each kind first. Two queries."""
    return tuple(name for kind in ReportKind for name in _names(plan, kind, today))


def _names(plan: Plan, kind: ReportKind, today: date) -> tuple[ReportName, ...]:
    called = _CALLED[kind](plan, today)
    return tuple(
        ReportName(plan.slug, kind, year, called[year]) for year in sorted(called, reverse=True)
    )


# What the reports of each kind are called, by their years.
_CALLED: dict[ReportKind, Callable[[Plan, date], dict[int, str]]] = {
    ReportKind.PROGRESS: lambda plan, today: {
        own.start: ReportKind.PROGRESS.label for own in report_years(plan, today)
    },
    ReportKind.INTERIM: lambda plan, today: {
        own.fiscal_year: evaluation_name(own) for own in evaluated_years(plan, today)
    },
}

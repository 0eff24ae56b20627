"""The list of a plan's reports."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from indicators.models import Plan
from indicators.pages.progress_report import report_years
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.reports.documents import ReportName


@dataclass(frozen=True)
class ReportsPage:
    """Which reports a plan has; years with the latest first."""

    plan: Plan
    progress_years: tuple[FiscalYear, ...]

    @classmethod
    def from_plan(cls, plan: Plan, today: date) -> Self:
        """List the reports of a plan as seen on a day."""
        return cls(plan=plan, progress_years=report_years(plan, today))


def has_report(plan: Plan, name: ReportName, today: date) -> bool:
    """Tell whether a plan has a report on a day. One query."""
    return name.fiscal_year in {own.start for own in report_years(plan, today)}

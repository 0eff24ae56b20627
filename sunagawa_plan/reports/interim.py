"""The evaluation of a milestone year (中間評価) as a report: one object for page, PDF and workbook."""

from dataclasses import dataclass
from typing import Self

from indicators.editions import Edition
from indicators.models import Milestone, Plan
from indicators.pages.interim import InterimEvaluation
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.reports.contents import ReportSection


@dataclass(frozen=True)
class InterimReport:
    """Everything that the evaluation prints, except the day on which it is printed."""

    edition: Edition
    plan: Plan
    fiscal_year: FiscalYear
    evaluation: InterimEvaluation

    @property
    def heading(self) -> str:
        """Return 中間評価 of 中間目標値, 最終評価 of 最終目標値."""
        return evaluation_name(self.evaluation.milestone)

    @property
    def title(self) -> str:
        return f"{self.plan.name}　{self.heading}　{self.fiscal_year.full}"

    @property
    def summary(self) -> str:
        """Return the report in a sentence, for those who see it in a list."""
        return self.evaluation.counts.sentence

    @property
    def contents(self) -> tuple[ReportSection, ...]:
        """Return the report's parts in the order of print."""
        policies = (
            ReportSection(policy.anchor, f"施策{policy.code}　{policy.title}")
            for policy in self.evaluation.policies
        )
        return (
            ReportSection("overview", "全体の結果"),
            *policies,
            ReportSection("reading", "この評価の読み方"),
        )

    @classmethod
    def from_edition(cls, edition: Edition, fiscal_year: int, *, is_sample: bool = False) -> Self:
        """Load the evaluation of an edition of a plan at one of its milestone years.

        It draws no charts, so that sample values need no mark of their own here.
        """
        del is_sample
        return cls(
            edition=edition,
            plan=edition.plan,
            fiscal_year=FiscalYear(fiscal_year),
            evaluation=InterimEvaluation.from_edition(edition, fiscal_year),
        )


def evaluation_name(milestone: Milestone) -> str:
    """Return what the evaluation of a milestone is called: 中間評価 for 中間目標値."""
    return f"{milestone.name.removesuffix('目標値')}評価"

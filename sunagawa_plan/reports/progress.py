"""The yearly progress report (進捗状況報告書): one object for the web page and the PDF."""

from dataclasses import dataclass
from typing import Self

from finance.pages.report import FinanceReport
from indicators.domain.judgement import RULE_VERSION
from indicators.domain.rulebook import (
    ABSENCE_MEANINGS,
    BOUND_READING,
    LEVEL_MEANINGS,
    RULES,
    SURVEY_REMARK,
    KindRules,
)
from indicators.domain.vocabulary import Kind, Level, MissingReason
from indicators.editions import Edition
from indicators.models import Plan
from indicators.pages.progress_report import PlanProgress
from sunagawa_plan.lending import lend
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.reports.contents import ReportSection


@dataclass(frozen=True)
class ReportMethod:
    """The rule book as the report prints it."""

    version: str = RULE_VERSION
    levels: tuple[tuple[Level, str], ...] = LEVEL_MEANINGS
    rules: tuple[KindRules, ...] = RULES
    absences: tuple[tuple[MissingReason, str], ...] = ABSENCE_MEANINGS
    survey_remark: str = SURVEY_REMARK
    bound_reading: str = BOUND_READING


@dataclass(frozen=True)
class ProgressReport:
    """Everything that the report prints, except the day on which it is printed.

    finance is None in the report of a past day: what was published of it then is not known.
    """

    edition: Edition
    plan: Plan
    fiscal_year: FiscalYear
    progress: PlanProgress
    finance: FinanceReport | None
    method: ReportMethod

    @property
    def heading(self) -> str:
        return "進捗状況報告書"

    @property
    def summary(self) -> str:
        """Return the report in a sentence, for those who see it in a list."""
        return f"{self.progress.counts.words}。"

    @property
    def title(self) -> str:
        return f"{self.plan.name}　{self.heading}　{self.fiscal_year.full}"

    @property
    def contents(self) -> tuple[ReportSection, ...]:
        """Return the report's parts in the order of print."""
        sheets = (
            ReportSection(sheet.anchor, f"施策{sheet.code}　{sheet.title}")
            for sheet in self.progress.sheets
        )
        return (
            ReportSection("overview", "全体の状況"),
            *sheets,
            ReportSection("finance", "市の財政"),
            ReportSection("corrections", "訂正と見直しの一覧"),
            ReportSection("method", "評価の方法"),
        )

    @property
    def kinds_in_use(self) -> frozenset[Kind]:
        """Return the kinds that the plan's own targets have in the report's year."""
        indicators = (own for sheet in self.progress.sheets for own in sheet.indicators)
        return frozenset(own.row.judged.kind for own in indicators if own.row.judged.kind)

    @classmethod
    def from_edition(cls, edition: Edition, fiscal_year: int, *, is_sample: bool = False) -> Self:
        """Load the report of an edition of a plan on one of its judged years."""
        return cls(
            edition=edition,
            plan=edition.plan,
            fiscal_year=FiscalYear(fiscal_year),
            progress=PlanProgress.from_edition(edition, fiscal_year, is_sample=is_sample),
            finance=None
            if edition.as_of
            else FinanceReport.until(fiscal_year, lend, is_sample=is_sample),
            method=ReportMethod(),
        )

"""What a plan's indicators give to the yearly progress report (進捗状況報告書)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from indicators.domain.rollup import RollUp
from indicators.domain.vocabulary import Level
from indicators.editions import Edition
from indicators.models import AnnualValue, Plan
from indicators.pages.policy_sheet import MOST_YEARS, PolicySheet, ReportScope
from indicators.pages.report_changes import (
    ReportCorrection,
    RevisedTarget,
    VerdictChange,
    corrections_until,
    revised_targets,
    verdict_changes,
)
from indicators.pages.rows import counts_of
from indicators.pages.summaries import Judged
from indicators.pages.years import latest_due
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_change


@dataclass(frozen=True)
class LevelChange:
    """How many indicators had a level in the year before and in the report's year."""

    level: Level
    previous: int
    now: int
    surveys: int

    @property
    def change(self) -> str:
        """Return the difference as it is printed: +2, △1, ±0."""
        return format_change(self.now - self.previous, 0)


@dataclass(frozen=True)
class PlanProgress:
    """The indicators' part of the report for one fiscal year, nothing of later years in it.

    absences are the words of those without a verdict, with how many indicators each concerns;
    updated_at is when the last of the values shown was published.
    """

    edition: Edition
    plan: Plan
    fiscal_year: FiscalYear
    scope: ReportScope
    counts: RollUp
    levels: tuple[LevelChange, ...]
    absences: tuple[tuple[str, int], ...]
    changes: tuple[VerdictChange, ...]
    sheets: tuple[PolicySheet, ...]
    corrections: tuple[ReportCorrection, ...]
    revised_targets: tuple[RevisedTarget, ...]
    has_statutory_line: bool
    updated_at: datetime | None

    @property
    def previous_year(self) -> FiscalYear:
        return FiscalYear(self.fiscal_year.start - 1)

    @property
    def has_previous(self) -> bool:
        """Tell whether the year before is one that the plan judges."""
        return self.previous_year.start in self.plan.judged_years

    @classmethod
    def from_edition(cls, edition: Edition, fiscal_year: int, *, is_sample: bool = False) -> Self:
        """Load and judge an edition of a plan for one of its judged years. Eight queries."""
        plan = edition.plan
        scope = report_scope(plan, fiscal_year, is_sample=is_sample)
        judged = judged_until(edition, fiscal_year)
        counts = counts_of(judged, fiscal_year)
        is_first = fiscal_year - 1 not in plan.judged_years
        return cls(
            edition=edition,
            plan=plan,
            fiscal_year=FiscalYear(fiscal_year),
            scope=scope,
            counts=counts,
            levels=_levels(counts, counts_of(judged, fiscal_year - 1)),
            absences=_absences(judged, fiscal_year),
            changes=() if is_first else verdict_changes(judged, fiscal_year),
            sheets=policy_sheets(edition, judged, scope),
            corrections=corrections_until(edition, judged, fiscal_year),
            revised_targets=revised_targets(judged, fiscal_year),
            has_statutory_line=any(series.facts.statutory_line for _, series in judged),
            updated_at=_updated_at(judged),
        )


def report_years(plan: Plan, today: date) -> tuple[FiscalYear, ...]:
    """Return the judged years that have a report, the latest first.

    These are the years that are due and any later one that already has a value. One query.
    """
    last = max(latest_due(plan, today) or 0, AnnualValue.objects.last_reported_year(plan) or 0)
    return tuple(FiscalYear(year) for year in reversed(plan.judged_years) if year <= last)


def report_scope(plan: Plan, fiscal_year: int, *, is_sample: bool = False) -> ReportScope:
    """Return what all sheets of a report on a year share. One query."""
    years = [year for year in plan.judged_years if year <= fiscal_year][-MOST_YEARS:]
    return ReportScope(
        fiscal_year=fiscal_year,
        years=tuple(FiscalYear(year) for year in years),
        milestones=tuple(plan.milestones.all()),
        is_sample=is_sample,
    )


def judged_until(edition: Edition, fiscal_year: int) -> tuple[Judged, ...]:
    """Return an edition's indicators with their years up to one, judged. Three queries."""
    return tuple((own, own.series(edition.day).until(fiscal_year)) for own in edition.with_series())


def _levels(now: RollUp, previous: RollUp) -> tuple[LevelChange, ...]:
    return tuple(
        LevelChange(count.level, previous.total(count.level), count.total, count.surveys)
        for count in now.counts
    )


def _absences(judged: Sequence[Judged], year: int) -> tuple[tuple[str, int], ...]:
    verdicts = (series.year(year).verdict for _, series in judged)
    labels = Counter(own.label for own in verdicts if own.level is Level.UNJUDGED)
    return tuple(labels.most_common())


def policy_sheets(
    edition: Edition, judged: Sequence[Judged], scope: ReportScope
) -> tuple[PolicySheet, ...]:
    """Return a sheet for each policy, in the book's order. Three queries."""
    by_policy: dict[int, list[Judged]] = {}
    for pair in judged:
        by_policy.setdefault(pair[0].basic_project.policy_id, []).append(pair)
    remarks = {remark.policy_id: remark for remark in edition.remarks(scope.fiscal_year)}
    return tuple(
        PolicySheet.from_policy(policy, by_policy.get(policy.pk, ()), scope, remarks.get(policy.pk))
        for policy in edition.policies()
    )


def _updated_at(judged: Sequence[Judged]) -> datetime | None:
    stamps = (
        fact.published_at for _, own in judged for fact in own.annual.values() if fact.published_at
    )
    return max(stamps, default=None)

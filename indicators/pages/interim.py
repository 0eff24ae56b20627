"""The evaluation of a milestone year (中間評価): every indicator against its target of that year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from indicators.domain.examination import questions_of
from indicators.domain.milestones import Outcome, OutcomeCounts, count_outcomes
from indicators.domain.series import JudgedSeries
from indicators.domain.standing import Standing, standing_at
from indicators.editions import Edition
from indicators.models import Indicator, Milestone, Plan, Policy
from indicators.pages.progress_report import judged_until
from indicators.pages.remarks import RemarkView
from indicators.pages.rows import IndicatorRow, TargetCell, measure_of, row_of
from indicators.pages.summaries import Judged
from sunagawa_plan.lib.fiscal_year import FiscalYear


@dataclass(frozen=True)
class InterimRow:
    """An indicator at the milestone, in words; texts are empty where there is nothing to say.

    row is of the milestone year; last_year and last_value are the last known by then, on which
    change (since the baseline) and shortfall rest. baseline and target_value are at the display
    places, None where there is no number.
    """

    row: IndicatorRow
    target: TargetCell | None
    standing: Standing
    places: int
    baseline: Decimal | None
    target_value: Decimal | None
    last_year: FiscalYear | None
    last_value: str
    change: str
    shortfall: str
    missing_years: tuple[FiscalYear, ...]
    questions: tuple[str, ...]

    @property
    def outcome(self) -> Outcome:
        return self.standing.outcome

    @property
    def is_short(self) -> bool:
        """Tell whether the target is missed by the year's own value."""
        return self.outcome is Outcome.NOT_MET

    @property
    def is_of_the_year(self) -> bool:
        """Tell whether the last known value is the milestone year's own."""
        return self.last_year == self.row.fiscal_year

    @classmethod
    def from_series(cls, pair: Judged, year: int, milestones: Sequence[Milestone]) -> Self:
        """Build it from a series that ends with the milestone year."""
        indicator, series = pair
        measure, standing = measure_of(indicator), standing_at(series, year)
        row = row_of(indicator, series, year, milestones)
        last = standing.last
        return cls(
            row=row,
            target=next((own for own in row.targets if own.fiscal_year.start == year), None),
            standing=standing,
            places=indicator.decimal_places,
            baseline=series.facts.baseline,
            target_value=_target_value(series, standing),
            last_year=last.fiscal_year if last else None,
            last_value=measure.quantity(last.value) if last and last.value is not None else "",
            change="" if standing.change is None else measure.change(standing.change),
            shortfall=_shortfall(indicator, standing.shortfall),
            missing_years=tuple(FiscalYear(own) for own in standing.missing_years),
            questions=questions_of(standing, series.facts, measure),
        )


@dataclass(frozen=True)
class InterimPolicy:
    """A policy with its indicators at the milestone."""

    code: str
    title: str
    url: str
    counts: OutcomeCounts
    rows: tuple[InterimRow, ...]
    remark: RemarkView | None

    @property
    def anchor(self) -> str:
        return f"policy-{self.code}"

    @property
    def has_questions(self) -> bool:
        return any(row.questions for row in self.rows)


@dataclass(frozen=True)
class InterimEvaluation:
    """All of it; is_due tells whether the milestone year's values ought to be known."""

    edition: Edition
    plan: Plan
    milestone: Milestone
    fiscal_year: FiscalYear
    value_due: date
    is_due: bool
    counts: OutcomeCounts
    policies: tuple[InterimPolicy, ...]

    @property
    def short(self) -> tuple[InterimRow, ...]:
        """Return the indicators that missed the target, in the book's order."""
        return tuple(row for policy in self.policies for row in policy.rows if row.is_short)

    @classmethod
    def from_edition(cls, edition: Edition, fiscal_year: int) -> Self:
        """Load and judge an edition of a plan for one of its milestone years. Eight queries.

        Raises LookupError for a year that is no milestone.
        """
        plan, year = edition.plan, FiscalYear(fiscal_year)
        milestones = tuple(plan.milestones.all())
        named = {milestone.fiscal_year: milestone for milestone in milestones}
        rows: dict[int, list[InterimRow]] = {}
        for pair in judged_until(edition, fiscal_year):
            row = InterimRow.from_series(pair, fiscal_year, milestones)
            rows.setdefault(pair[0].basic_project.policy_id, []).append(row)
        policies = _policies(edition, rows, fiscal_year)
        return cls(
            edition=edition,
            plan=plan,
            milestone=named[fiscal_year],
            fiscal_year=year,
            value_due=year.value_due,
            is_due=year.value_due <= edition.day,
            counts=count_outcomes(row.outcome for policy in policies for row in policy.rows),
            policies=policies,
        )


def evaluated_years(plan: Plan, today: date) -> tuple[Milestone, ...]:
    """Return the milestones that have begun: each can be prepared for before its values are due."""
    current = FiscalYear.containing(today).start
    return tuple(
        own
        for own in plan.milestones.all()
        if own.fiscal_year <= current and own.fiscal_year in plan.judged_years
    )


def _policies(
    edition: Edition, rows: Mapping[int, Sequence[InterimRow]], year: int
) -> tuple[InterimPolicy, ...]:
    remarks = {own.policy_id: RemarkView.from_remark(own) for own in edition.remarks(year)}
    return tuple(
        _policy(policy, tuple(rows.get(policy.pk, ())), remarks.get(policy.pk))
        for policy in edition.policies()
    )


def _policy(
    policy: Policy, rows: tuple[InterimRow, ...], remark: RemarkView | None
) -> InterimPolicy:
    counts = count_outcomes(row.outcome for row in rows)
    return InterimPolicy(policy.code, policy.title, policy.get_absolute_url(), counts, rows, remark)


def _target_value(series: JudgedSeries, standing: Standing) -> Decimal | None:
    target = standing.target
    return None if target is None or target.value is None else series.facts.shown(target.value)


def _shortfall(indicator: Indicator, shortfall: Decimal | None) -> str:
    if shortfall is None:
        return ""
    return measure_of(indicator).distance(shortfall) if shortfall else "なし"

"""The mid-term view: every indicator against its target of one milestone year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from indicators.domain.milestones import Outcome, OutcomeCounts, count_outcomes, outcome_in
from indicators.domain.series import JudgedSeries
from indicators.models import Indicator, Milestone, Plan
from indicators.pages.rows import IndicatorRow, TargetCell, judged_series, row_of
from indicators.pages.summaries import Judged
from indicators.pages.timeline import TimelineYear, timeline_of
from sunagawa_plan.lib.fiscal_year import FiscalYear

# Of one outcome; the others stand in the yearly table.
MOST_ROWS = 60


@dataclass(frozen=True)
class MilestoneRow:
    """An indicator with its target of the milestone year, and its last year known until then.

    latest is the row of the last year with a value before the milestone year, where that year
    itself has none: told with its year, never counted.
    """

    row: IndicatorRow
    target: TargetCell | None
    latest: IndicatorRow | None


@dataclass(frozen=True)
class OutcomeSection:
    """The indicators of one outcome: how many, and the first of them."""

    outcome: Outcome
    count: int
    rows: tuple[MilestoneRow, ...]


@dataclass(frozen=True)
class MilestonePage:
    """Every indicator of a plan against its target of a milestone year, as seen on a day.

    is_due tells whether the year's values ought to be known; sections stand in the order met,
    not met, not known and hold MOST_ROWS rows each at most.
    """

    plan: Plan
    milestone: Milestone
    fiscal_year: FiscalYear
    value_due: date
    is_due: bool
    counts: OutcomeCounts
    sections: tuple[OutcomeSection, ...]
    others: tuple[Milestone, ...]
    timeline: tuple[TimelineYear, ...]

    @classmethod
    def from_plan(cls, plan: Plan, milestone: Milestone, today: date) -> Self:
        """Load and judge a plan for one of its milestone years."""
        milestones = tuple(plan.milestones.all())
        judged = judged_series(Indicator.objects.of_plan(plan).with_series(), today)
        year = milestone.fiscal_year
        outcomes = [outcome_in(series, year) for _, series in judged]
        fiscal_year = FiscalYear(year)
        return cls(
            plan=plan,
            milestone=milestone,
            fiscal_year=fiscal_year,
            value_due=fiscal_year.value_due,
            is_due=fiscal_year.value_due <= today,
            counts=count_outcomes(outcomes),
            sections=_sections(judged, outcomes, year, milestones),
            others=tuple(own for own in milestones if own.fiscal_year != year),
            timeline=timeline_of(
                plan, milestones, [own for _, own in judged], shown=year, today=today
            ),
        )


def _sections(
    judged: Sequence[Judged],
    outcomes: Sequence[Outcome],
    year: int,
    milestones: Sequence[Milestone],
) -> tuple[OutcomeSection, ...]:
    def section(wanted: Outcome) -> OutcomeSection:
        own = [pair for pair, outcome in zip(judged, outcomes, strict=True) if outcome is wanted]
        rows = tuple(_row(*pair, year, milestones) for pair in own[:MOST_ROWS])
        return OutcomeSection(wanted, len(own), rows)

    return tuple(map(section, Outcome))


def _row(
    indicator: Indicator, series: JudgedSeries, year: int, milestones: Sequence[Milestone]
) -> MilestoneRow:
    row = row_of(indicator, series, year, milestones)
    target = next((cell for cell in row.targets if cell.fiscal_year.start == year), None)
    known = [own for own in series.annual if own < year and series.value(own) is not None]
    is_known = row.value != ""
    latest = None if is_known or not known else row_of(indicator, series, max(known), milestones)
    return MilestoneRow(row, target, latest)

"""The dashboard of a plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from indicators.domain.headline import Headline, headline
from indicators.domain.rollup import RollUp
from indicators.domain.series import JudgedSeries, JudgedYear
from indicators.models import AnnualValue, Indicator, Milestone, Plan, Policy
from indicators.pages.outlook import Outcome, outlook_of
from indicators.pages.remarks import remarks_of
from indicators.pages.rows import IndicatorRow, counts_of, judged_series, measure_of, row_of
from indicators.pages.summaries import Depth, GoalSummary, Judged, goal_summaries
from indicators.pages.timeline import TimelineYear, timeline_of
from indicators.pages.years import latest_due, shown_year
from sunagawa_plan.lib.fiscal_year import FiscalYear

# Beyond these the dashboard shows counts only: of policies, then of goals. What is left out
# stands one click away.
MOST_ROWS = 60
MOST_POLICIES = 60


@dataclass(frozen=True)
class YearOnYear:
    """An indicator that has values in two consecutive years, with both verdicts."""

    row: IndicatorRow
    previous: JudgedYear
    previous_value: str

    @property
    def has_new_level(self) -> bool:
        return self.previous.verdict.level is not self.row.judged.verdict.level


@dataclass(frozen=True)
class DashboardPage:
    """What the dashboard says of a plan.

    fiscal_year is the last year with published values, or None before the first one.
    waiting_count indicators have no value for waiting_year, the last year that is due; changes end at MOST_ROWS, their count does not.
    """

    plan: Plan
    milestones: tuple[Milestone, ...]
    period: tuple[FiscalYear, FiscalYear]
    fiscal_year: FiscalYear | None
    headline: Headline
    outlook: tuple[Outcome, ...]
    counts: RollUp
    goals: tuple[GoalSummary, ...]
    changes: tuple[YearOnYear, ...]
    changes_count: int
    waiting_year: FiscalYear | None
    waiting_count: int
    timeline: tuple[TimelineYear, ...]
    last_published: datetime | None

    @classmethod
    def from_plan(cls, plan: Plan, today: date) -> Self:
        """Load and judge a plan as seen on a day."""
        milestones = tuple(plan.milestones.all())
        policies = tuple(Policy.objects.of_plan(plan))
        judged = judged_series(Indicator.objects.of_plan(plan).with_series(), today)
        reported = AnnualValue.objects.last_reported_year(plan)
        series = [own for _, own in judged]
        due = latest_due(plan, today)
        year = shown_year(plan, reported, today)
        counts = counts_of(judged, year)
        changed = _changed(judged, year)
        missing = _missing(judged, due)
        return cls(
            plan=plan,
            milestones=milestones,
            period=(FiscalYear(plan.first_fiscal_year), FiscalYear(plan.last_fiscal_year)),
            fiscal_year=FiscalYear(reported) if reported else None,
            headline=headline(counts, FiscalYear(year) if reported else None),
            outlook=outlook_of(plan, judged, year),
            counts=counts,
            goals=goal_summaries(
                policies,
                judged,
                year,
                milestones=milestones,
                depth=_depth(policies, judged),
                remarks=remarks_of(plan, year),
            ),
            changes=tuple(_year_on_year(*pair, year) for pair in changed[:MOST_ROWS]),
            changes_count=len(changed),
            waiting_year=FiscalYear(due) if due else None,
            waiting_count=len(missing),
            timeline=timeline_of(plan, milestones, series, shown=year, today=today),
            last_published=_last_published(series),
        )


def _depth(policies: Sequence[Policy], judged: Sequence[Judged]) -> Depth:
    if len(judged) <= MOST_ROWS:
        return Depth.INDICATORS
    return Depth.POLICIES if len(policies) <= MOST_POLICIES else Depth.GOALS


def _missing(judged: Sequence[Judged], year: int | None) -> list[Judged]:
    if year is None:
        return []
    return [pair for pair in judged if year not in pair[1].annual]


def _changed(judged: Sequence[Judged], year: int) -> list[Judged]:
    """Return the indicators with values in the year and the one before."""
    return [
        pair
        for pair in judged
        if pair[1].value(year) is not None and pair[1].value(year - 1) is not None
    ]


def _year_on_year(indicator: Indicator, series: JudgedSeries, year: int) -> YearOnYear:
    previous = series.year(year - 1)
    value = previous.value
    text = measure_of(indicator).quantity(value) if value is not None else ""
    return YearOnYear(row_of(indicator, series, year), previous, text)


def _last_published(series: Sequence[JudgedSeries]) -> datetime | None:
    stamps = (
        fact.published_at for own in series for fact in own.annual.values() if fact.published_at
    )
    return max(stamps, default=None)

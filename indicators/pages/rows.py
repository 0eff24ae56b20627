"""One indicator as a line of a list, and the counts over such lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.domain.distance import distance_to_target
from indicators.domain.judgement import kind_of
from indicators.domain.measure import Measure
from indicators.domain.rollup import RollUp, roll_up
from indicators.domain.series import JudgedSeries, JudgedYear
from indicators.domain.targets import Target
from indicators.domain.vocabulary import Direction, Kind, MissingReason
from indicators.domain.wording import explain
from indicators.models import Indicator, Milestone
from indicators.pages.drawing import drawn_series
from sunagawa_plan.lib.charts.svg import Sparkline, sparkline
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number

NO_NUMBER = "—"


@dataclass(frozen=True)
class TargetCell:
    """The target of one milestone year as printed: a number or an arrow; kind says its rule."""

    fiscal_year: FiscalYear
    heading: str
    text: str
    kind: Kind


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator in one fiscal year, every number already in words.

    value is empty where the year has none (the verdict then says why); last_known is the
    last published value with its year, given only where it is not the year's own.
    """

    code: str
    name: str
    url: str
    unit: str
    definition: str
    plain_meaning: str
    plain_target: str
    department: str
    policy_code: str
    is_survey: bool
    direction: Direction
    baseline: str
    baseline_year: FiscalYear
    targets: tuple[TargetCell, ...]
    fiscal_year: FiscalYear
    value: str
    is_provisional: bool
    note: str
    last_known: str
    change_from_baseline: str
    change_from_previous: str
    attainment_rate: str
    distance: str
    sentence: str
    judged: JudgedYear
    spark: Sparkline

    @property
    def missing_reason(self) -> MissingReason | None:
        return self.judged.missing_reason


def measure_of(indicator: Indicator) -> Measure:
    """Return how an indicator's numbers are written."""
    return Measure(indicator.unit, indicator.decimal_places)


def row_of(
    indicator: Indicator,
    series: JudgedSeries,
    fiscal_year: int,
    milestones: Sequence[Milestone] = (),
) -> IndicatorRow:
    """Return an indicator's line for a fiscal year."""
    measure = measure_of(indicator)
    judged = series.year(fiscal_year)
    fact = judged.fact
    return IndicatorRow(
        code=indicator.code,
        name=indicator.name,
        url=indicator.get_absolute_url(),
        unit=indicator.unit,
        definition=indicator.definition,
        plain_meaning=indicator.plain_meaning,
        plain_target=indicator.plain_target,
        department=indicator.department.name if indicator.department else "",
        policy_code=indicator.basic_project.policy.code,
        is_survey=indicator.is_survey,
        direction=series.facts.direction,
        baseline=baseline_text(series, measure),
        baseline_year=FiscalYear(series.facts.baseline_year),
        targets=target_cells(series, fiscal_year, measure, milestones),
        fiscal_year=judged.fiscal_year,
        value=measure.quantity(judged.value) if judged.value is not None else "",
        is_provisional=fact.is_provisional if fact else False,
        note=fact.note if fact else "",
        last_known=_last_known(series, judged, measure),
        change_from_baseline=_change(judged.change_from_baseline, measure),
        change_from_previous=_change(judged.change_from_previous, measure),
        attainment_rate=_percent(judged.attainment_rate),
        distance=distance_to_target(series, judged, measure),
        sentence=explain(judged.verdict, measure, series.facts.direction),
        judged=judged,
        spark=sparkline(drawn_series(indicator, series)),
    )


def baseline_text(series: JudgedSeries, measure: Measure) -> str:
    """Return the baseline as printed; 「—」 is not yet measured."""
    baseline = series.facts.baseline
    return NO_NUMBER if baseline is None else measure.number(baseline)


def target_cells(
    series: JudgedSeries,
    fiscal_year: int,
    measure: Measure,
    milestones: Sequence[Milestone] = (),
) -> tuple[TargetCell, ...]:
    """Return the targets that hold in a fiscal year, one per milestone, in order."""
    names = {milestone.fiscal_year: milestone.name for milestone in milestones}
    return tuple(
        TargetCell(
            fiscal_year=FiscalYear(target.fiscal_year),
            heading=names.get(target.fiscal_year, "目標値"),
            text=target_text(target, series, measure),
            kind=kind_of(target, series.facts),
        )
        for target in series.facts.path_in(fiscal_year).targets
    )


def target_text(target: Target, series: JudgedSeries, measure: Measure) -> str:
    """Return a target as printed: a number or an arrow."""
    if target.value is not None:
        return measure.number(series.facts.shown(target.value))
    return target.arrow.label if target.arrow else NO_NUMBER


def counts_of(series: Iterable[tuple[Indicator, JudgedSeries]], fiscal_year: int) -> RollUp:
    """Count the verdicts of a fiscal year by level."""
    return roll_up(
        (judged.year(fiscal_year).verdict.level, indicator.is_survey)
        for indicator, judged in series
    )


def judged_series(
    indicators: Iterable[Indicator], today: date
) -> tuple[tuple[Indicator, JudgedSeries], ...]:
    """Pair every indicator with its judged years."""
    return tuple((indicator, indicator.series(today)) for indicator in indicators)


def _last_known(series: JudgedSeries, judged: JudgedYear, measure: Measure) -> str:
    latest = series.latest
    if judged.value is not None or latest is None or latest.value is None:
        return ""
    return f"{latest.fiscal_year.full} {measure.quantity(latest.value)}"


def _change(change: Decimal | None, measure: Measure) -> str:
    return "" if change is None else measure.change(change)


def _percent(rate: Decimal | None) -> str:
    return "" if rate is None else f"{format_number(rate, 1)}%"

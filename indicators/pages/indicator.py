"""The page of an indicator: verdict, working, chart, table, definition, source, corrections."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from indicators.domain.judgement import tolerance_of
from indicators.domain.measure import Measure
from indicators.domain.series import JudgedSeries, JudgedYear
from indicators.domain.verdict import Working
from indicators.domain.vocabulary import Direction, Kind
from indicators.domain.wording import explain
from indicators.editions import Edition
from indicators.models import GlossaryTerm, Indicator, Plan, Policy
from indicators.pages.corrections import Correction, corrections_of
from indicators.pages.drawing import drawn_series
from indicators.pages.policy import GlossaryEntry, glossary_entries
from indicators.pages.rows import (
    NO_NUMBER,
    IndicatorRow,
    TargetCell,
    baseline_text,
    measure_of,
    row_of,
    target_cells,
    target_text,
)
from indicators.pages.years import latest_due
from sunagawa_plan.lib.charts.svg import ChartPair, chart_pair
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number


@dataclass(frozen=True)
class YearRow:
    """One fiscal year of the table beside the chart; every cell in words, empty if unknown."""

    judged: JudgedYear
    fiscal_year: FiscalYear
    value: str
    target: str
    plan_line: str
    sentence: str
    is_baseline: bool
    is_provisional: bool
    missing_detail: str
    sample_size: str
    note: str
    source: str


@dataclass(frozen=True)
class WorkingLine:
    """One line of a verdict's working: what, and how much."""

    what: str
    amount: str


@dataclass(frozen=True)
class IndicatorPage:
    """An indicator as citizens see it.

    row is the year of the verdict at the top: the last published value's, else the last due
    year's. newer is the last due year where it has no value yet, told beside the verdict.
    """

    edition: Edition
    plan: Plan
    policy: Policy
    indicator: Indicator
    row: IndicatorRow
    kind: Kind | None
    working: tuple[WorkingLine, ...]
    newer: IndicatorRow | None
    chart: ChartPair
    years: tuple[YearRow, ...]
    baseline: str
    baseline_year: FiscalYear
    targets: tuple[TargetCell, ...]
    superseded_targets: tuple[str, ...]
    tolerance: str
    statutory_line: str
    corrections: tuple[Correction, ...]
    terms: tuple[GlossaryEntry, ...]
    siblings: tuple[Indicator, ...]

    @property
    def has_plan_line(self) -> bool:
        """Tell whether any year's table cell has a plan line; arrows have none."""
        return any(year.plan_line for year in self.years)

    @property
    def has_notes(self) -> bool:
        """Tell whether anything is said beside a year."""
        return any(year.missing_detail or year.note or year.sample_size for year in self.years)

    @classmethod
    def from_indicator(cls, indicator: Indicator, today: date, *, is_sample: bool = False) -> Self:
        """Judge an indicator of today, loaded with its series, as seen on a day."""
        edition = Edition(indicator.plan, today)
        return cls.from_edition(edition, indicator, is_sample=is_sample)

    @classmethod
    def from_edition(
        cls, edition: Edition, indicator: Indicator, *, is_sample: bool = False
    ) -> Self:
        """Judge an edition's indicator, loaded with its series."""
        plan, today = edition.plan, edition.day
        series, measure = indicator.series(today), measure_of(indicator)
        policy = indicator.basic_project.policy
        milestones = tuple(plan.milestones.all())
        latest, due = series.latest, latest_due(plan, today)
        shown = latest.fiscal_year.start if latest else due or plan.judged_years[0]
        row = row_of(indicator, series, shown, milestones)
        waits = due is not None and due > shown
        return cls(
            edition=edition,
            plan=plan,
            policy=policy,
            indicator=indicator,
            row=row,
            kind=row.judged.kind,
            working=_working_lines(row.judged.verdict.working, measure, row.direction),
            newer=row_of(indicator, series, due, milestones) if waits and due else None,
            chart=chart_pair(
                drawn_series(indicator, series, milestones=milestones, is_sample=is_sample)
            ),
            years=tuple(_year_row(series, judged, measure) for judged in series.years),
            baseline=baseline_text(series, measure),
            baseline_year=FiscalYear(series.facts.baseline_year),
            targets=target_cells(series, plan.last_fiscal_year, measure, milestones),
            superseded_targets=_superseded(series, measure),
            tolerance=_tolerance(series, row.judged, measure),
            statutory_line=_statutory_line(series, measure),
            terms=_explained(indicator, edition.terms()),
            corrections=corrections_of(edition.value_records(indicator), measure),
            siblings=tuple(edition.of_policy(policy.pk)),
        )


def _explained(indicator: Indicator, terms: Iterable[GlossaryTerm]) -> tuple[GlossaryEntry, ...]:
    """Return the explained words that stand in an indicator's name or its explanations."""
    text = f"{indicator.name}\n{indicator.definition}\n{indicator.plain_meaning}"
    return glossary_entries([term for term in terms if term.term in text])


def _year_row(series: JudgedSeries, judged: JudgedYear, measure: Measure) -> YearRow:
    fact, year = judged.fact, judged.fiscal_year.start
    held = series.facts.path_in(year).targets
    own_target = next((target for target in held if target.fiscal_year == year), None)
    is_baseline = year == series.facts.baseline_year
    value = judged.value
    if value is None and is_baseline:
        value = series.facts.baseline
    return YearRow(
        judged=judged,
        fiscal_year=judged.fiscal_year,
        value=_quantity(value, measure),
        target=target_text(own_target, series, measure) if own_target else "",
        plan_line=_plan_line(judged, measure),
        sentence=explain(judged.verdict, measure, series.facts.direction),
        is_baseline=is_baseline,
        is_provisional=fact.is_provisional if fact else False,
        missing_detail=fact.missing_detail if fact else "",
        sample_size=f"{fact.sample_size:,}人" if fact and fact.sample_size else "",
        note=fact.note if fact else "",
        source=fact.source if fact else "",
    )


def _plan_line(judged: JudgedYear, measure: Measure) -> str:
    """Return E(t) of a judged year; an arrow asks for movement and has no line."""
    if judged.kind in (None, Kind.TREND):
        return ""
    return _quantity(judged.plan_line, measure)


def _quantity(value: Decimal | None, measure: Measure) -> str:
    return "" if value is None else measure.quantity(value)


def _working_lines(
    working: Working | None, measure: Measure, direction: Direction
) -> tuple[WorkingLine, ...]:
    """Return the numbers that a verdict rests on, in the order in which they are compared."""
    if working is None:
        return ()
    milestone = FiscalYear(working.milestone.fiscal_year).wareki
    arrow = working.milestone.arrow
    side = "上限" if direction is Direction.LOWER else "下限"
    lines = [
        ("実績値", measure.quantity(working.value)),
        ("基準値", NO_NUMBER if working.baseline is None else measure.quantity(working.baseline)),
        (f"目標（{milestone}）", arrow.label if arrow else _quantity(working.target, measure)),
        ("この年度の計画線", _quantity(working.plan_line, measure) if not arrow else ""),
        (f"この年度の計画値の{side}", _quantity(working.bound, measure)),
        ("維持とみなす幅", _points(working.tolerance, measure)),
        (
            "調査の誤差の目安",
            "" if working.band is None else f"{format_number(working.band, 2)}ポイント",
        ),
        ("進み具合", "" if working.pace is None else f"{working.pace}"),
        ("使った規則", working.rule.label),
    ]
    return tuple(WorkingLine(what, amount) for what, amount in lines if amount)


def _points(amount: Decimal | None, measure: Measure) -> str:
    return "" if amount is None else f"{amount.normalize():f}{measure.difference_unit}"


def _superseded(series: JudgedSeries, measure: Measure) -> tuple[str, ...]:
    """Return targets that a revision replaced, each with the year until which it held."""
    final = set(series.facts.path_in(series.facts.last_year).targets)
    return tuple(
        f"{FiscalYear(target.fiscal_year).full}の目標 {target_text(target, series, measure)}"
        for target in series.facts.targets
        if target not in final
    )


def _tolerance(series: JudgedSeries, judged: JudgedYear, measure: Measure) -> str:
    """Return how much less still counts as kept, also before there is a value to judge."""
    target, baseline = judged.target, series.facts.baseline
    if judged.kind is not Kind.MAINTAIN or target is None or baseline is None:
        return ""
    kept = baseline if target.value is None else series.facts.shown(target.value)
    return _points(tolerance_of(kept, series.facts), measure)


def _statutory_line(series: JudgedSeries, measure: Measure) -> str:
    line = series.facts.statutory_line
    return f"{line.name} {measure.quantity(line.value)}" if line else ""

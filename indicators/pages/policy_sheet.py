"""A policy on one sheet of a report, in the book's layout, for one fiscal year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from indicators.domain.marked_text import paragraphs_of, without_marks
from indicators.domain.rollup import RollUp
from indicators.domain.series import JudgedSeries
from indicators.models import BasicProject, Indicator, Milestone, Policy, Remark
from indicators.pages.drawing import drawn_series
from indicators.pages.remarks import RemarkView
from indicators.pages.rows import IndicatorRow, counts_of, measure_of, row_of
from indicators.pages.summaries import Judged
from sunagawa_plan.lib.charts.svg import HALF_SHEET, IndicatorChart, indicator_chart
from sunagawa_plan.lib.fiscal_year import FiscalYear

MOST_YEARS = 5


@dataclass(frozen=True)
class ReportScope:
    """What all sheets of a report have in common; years are those of its tables of values."""

    fiscal_year: int
    years: tuple[FiscalYear, ...]
    milestones: tuple[Milestone, ...]
    is_sample: bool = False


@dataclass(frozen=True)
class ValueCell:
    """The value of one year without its unit; where there is none, why in a word."""

    fiscal_year: FiscalYear
    number: Decimal | None
    value: str
    reason: str
    is_provisional: bool


@dataclass(frozen=True)
class SheetNote:
    """What the city publishes with values: a note, a reason in detail, how many were asked."""

    fiscal_years: tuple[FiscalYear, ...]
    text: str


@dataclass(frozen=True)
class SheetIndicator:
    """An indicator of the sheet; row speaks of the report's year.

    baseline and target_values (by milestone year) are at the display places; arrows have none.
    """

    row: IndicatorRow
    places: int
    baseline: Decimal | None
    target_values: Mapping[int, Decimal]
    values: tuple[ValueCell, ...]
    chart: IndicatorChart
    notes: tuple[SheetNote, ...]
    sources: tuple[str, ...]

    @classmethod
    def from_series(cls, indicator: Indicator, series: JudgedSeries, scope: ReportScope) -> Self:
        """Build it from a series that ends with the report's year."""
        drawn = drawn_series(
            indicator, series, milestones=scope.milestones, is_sample=scope.is_sample
        )
        facts = [fact for _, fact in sorted(series.annual.items())]
        return cls(
            row=row_of(indicator, series, scope.fiscal_year, scope.milestones),
            places=indicator.decimal_places,
            baseline=series.facts.baseline,
            target_values=_target_values(series, scope.fiscal_year),
            values=tuple(_value_cell(indicator, series, year) for year in scope.years),
            chart=indicator_chart(drawn, width=HALF_SHEET[0], height=HALF_SHEET[1]),
            notes=_notes(series),
            sources=tuple(dict.fromkeys(fact.source for fact in facts if fact.source)),
        )


@dataclass(frozen=True)
class SheetProject:
    """A basic project with its indicators, or the plan's own reason for having none."""

    code: str
    title: str
    purpose: tuple[str, ...]
    indicators: tuple[SheetIndicator, ...]
    no_indicator_reason: str


@dataclass(frozen=True)
class PolicySheet:
    """The whole sheet; counts are of the report's year, previous_counts of the one before."""

    code: str
    field: str
    title: str
    url: str
    counts: RollUp
    previous_counts: RollUp
    aim: tuple[str, ...]
    projects: tuple[SheetProject, ...]
    remark: RemarkView | None

    @property
    def indicators(self) -> tuple[SheetIndicator, ...]:
        return tuple(own for project in self.projects for own in project.indicators)

    @property
    def anchor(self) -> str:
        return f"policy-{self.code}"

    @classmethod
    def from_policy(
        cls, policy: Policy, judged: Sequence[Judged], scope: ReportScope, remark: Remark | None
    ) -> Self:
        """Build a sheet from a policy loaded with its basic projects; judged are its own."""
        return cls(
            code=policy.code,
            field=policy.field,
            title=policy.title,
            url=policy.get_absolute_url(),
            counts=counts_of(judged, scope.fiscal_year),
            previous_counts=counts_of(judged, scope.fiscal_year - 1),
            aim=paragraphs_of(without_marks(policy.aim)),
            projects=tuple(
                _project(project, judged, scope) for project in policy.basic_projects.all()
            ),
            remark=RemarkView.from_remark(remark) if remark else None,
        )


def _project(project: BasicProject, judged: Sequence[Judged], scope: ReportScope) -> SheetProject:
    own = [pair for pair in judged if pair[0].basic_project_id == project.pk]
    return SheetProject(
        code=project.code,
        title=project.title,
        purpose=paragraphs_of(without_marks(project.purpose)),
        indicators=tuple(SheetIndicator.from_series(*pair, scope) for pair in own),
        no_indicator_reason=project.no_indicator_reason,
    )


def _target_values(series: JudgedSeries, year: int) -> dict[int, Decimal]:
    held = series.facts.path_in(year).targets
    return {own.fiscal_year: series.facts.shown(own.value) for own in held if own.value is not None}


def _value_cell(indicator: Indicator, series: JudgedSeries, year: FiscalYear) -> ValueCell:
    judged = series.year(year.start)
    return ValueCell(
        fiscal_year=year,
        number=judged.value,
        value="" if judged.value is None else measure_of(indicator).number(judged.value),
        reason=judged.missing_reason.label if judged.missing_reason else "",
        is_provisional=bool(judged.fact and judged.fact.is_provisional),
    )


def _notes(series: JudgedSeries) -> tuple[SheetNote, ...]:
    """Return what is published with the values; years with the same words share a line."""
    said: dict[str, list[FiscalYear]] = {}
    for year, fact in sorted(series.annual.items()):
        asked = f"回答者{fact.sample_size:,}人" if fact.sample_size else ""
        for text in (fact.missing_detail, fact.note, asked):
            if text:
                said.setdefault(text, []).append(FiscalYear(year))
    return tuple(SheetNote(tuple(years), text) for text, years in said.items())

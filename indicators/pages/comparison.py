"""An indicator beside a second one, or beside a reference figure of the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Self

from indicators.domain.series import JudgedSeries
from indicators.models import Indicator, Plan, Policy, ReferenceSeries
from indicators.pages.drawing import drawn_series
from indicators.pages.reference import ReferenceFigure, reference_series
from indicators.pages.rows import measure_of
from sunagawa_plan.lib.charts.geometry import ChartPair
from sunagawa_plan.lib.charts.series import IndicatorSeries
from sunagawa_plan.lib.charts.side_by_side import charts_side_by_side
from sunagawa_plan.lib.fiscal_year import FiscalYear

MOST_OPTIONS = 400


@dataclass(frozen=True)
class ComparisonChoice:
    """What a reader wants beside the indicator: an indicator's code, or 6-1/1 for a figure."""

    other: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """Read a query string; nothing in it can fail."""
        return cls(query.get("with", ""))


@dataclass(frozen=True)
class ComparisonOption:
    """One thing that can stand beside the indicator."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class OptionGroup:
    """The options of one policy."""

    label: str
    options: tuple[ComparisonOption, ...]


@dataclass(frozen=True)
class Compared:
    """One side of the comparison; chart is None where there is nothing to draw yet."""

    title: str
    url: str
    unit: str
    about: str
    chart: ChartPair | None
    values: Mapping[int, str]
    is_reference: bool
    undated: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComparedYear:
    """One year of the table: both values in words, empty where unknown."""

    fiscal_year: FiscalYear
    value: str
    other: str


@dataclass(frozen=True)
class ComparisonPage:
    """An indicator and what stands beside it, over one axis of years; other may be nothing."""

    plan: Plan
    policy: Policy
    indicator: Indicator
    own: Compared
    other: Compared | None
    years: tuple[ComparedYear, ...]
    groups: tuple[OptionGroup, ...]

    @classmethod
    def from_indicator(
        cls, indicator: Indicator, choice: ComparisonChoice, today: date, *, is_sample: bool = False
    ) -> Self:
        """Compare an indicator, loaded with its series, with what was asked for, else the nearest."""
        plan = indicator.plan
        indicators = Indicator.objects.of_plan(plan).exclude(pk=indicator.pk)
        nearby = list(
            indicators.filter(
                basic_project__policy__goal=indicator.basic_project.policy.goal
            ).with_place()[:MOST_OPTIONS]
        )
        references = list(
            ReferenceSeries.objects.filter(policy__goal__plan=plan)
            .select_related("policy__goal__plan")
            .prefetch_related("points")[:MOST_OPTIONS]
        )
        chosen = _chosen(indicator, choice, nearby, references)
        if isinstance(chosen, Indicator):
            chosen = indicators.with_series().get(pk=chosen.pk)
        sides = [_side(own, today, is_sample=is_sample) for own in (indicator, chosen) if own]
        compared = _with_charts(sides)
        return cls(
            plan=plan,
            policy=indicator.basic_project.policy,
            indicator=indicator,
            own=compared[0],
            other=compared[1] if len(compared) > 1 else None,
            years=_years(compared),
            groups=_groups(nearby, references, chosen),
        )


Side = tuple[Compared, IndicatorSeries | None]


def value_of(own: Indicator | ReferenceSeries) -> str:
    """Return how an address names one side of a comparison."""
    return own.code if isinstance(own, Indicator) else f"{own.policy.code}/{own.order}"


def _chosen(
    indicator: Indicator,
    choice: ComparisonChoice,
    nearby: Sequence[Indicator],
    references: Sequence[ReferenceSeries],
) -> Indicator | ReferenceSeries | None:
    """Return what was asked for; else a figure of the policy with values, its next indicator, any."""
    everything: list[Indicator | ReferenceSeries] = [*nearby, *references]
    asked = [own for own in everything if value_of(own) == choice.other]
    policy_id = indicator.basic_project.policy_id
    figures = [own for own in references if own.policy_id == policy_id and own.points.all()]
    siblings = [own for own in nearby if own.basic_project.policy_id == policy_id]
    return next(iter([*asked, *figures, *siblings, *everything]), None)


def _side(own: Indicator | ReferenceSeries, today: date, *, is_sample: bool) -> Side:
    if isinstance(own, Indicator):
        return _indicator_side(own, own.series(today), is_sample=is_sample)
    figure = ReferenceFigure.from_series(own)
    dated = {point.year: point for point in own.points.all() if point.year}
    words = dict(zip((point.pk for point in own.points.all()), figure.points, strict=True))
    compared = Compared(
        title=own.title,
        url=figure.url,
        unit=own.unit,
        about=figure.note,
        chart=None,
        values={year: words[point.pk].value for year, point in dated.items()},
        is_reference=True,
        undated=tuple(
            f"{words[point.pk].period} {words[point.pk].value}"
            for point in own.points.all()
            if not point.year
        ),
    )
    return compared, reference_series(own, is_sample=is_sample)


def _indicator_side(indicator: Indicator, series: JudgedSeries, *, is_sample: bool) -> Side:
    measure, facts = measure_of(indicator), series.facts
    known = {year: value for year in series.annual if (value := series.value(year)) is not None}
    if facts.baseline is not None:
        known.setdefault(facts.baseline_year, facts.baseline)
    compared = Compared(
        title=indicator.name,
        url=indicator.get_absolute_url(),
        unit=indicator.unit,
        about=indicator.plain_meaning or indicator.definition,
        chart=None,
        values={year: measure.quantity(value) for year, value in known.items()},
        is_reference=False,
    )
    milestones = tuple(indicator.plan.milestones.all())
    return compared, drawn_series(indicator, series, milestones=milestones, is_sample=is_sample)


def _with_charts(sides: Sequence[Side]) -> list[Compared]:
    charts = iter(charts_side_by_side(*(series for _, series in sides if series)))
    return [
        Compared(**vars(compared) | {"chart": next(charts) if series else None})
        for compared, series in sides
    ]


def _years(compared: Sequence[Compared]) -> tuple[ComparedYear, ...]:
    years = sorted({year for own in compared for year in own.values})
    return tuple(
        ComparedYear(FiscalYear(year), *(_cell(compared, place, year) for place in (0, 1)))
        for year in years
    )


def _cell(compared: Sequence[Compared], place: int, year: int) -> str:
    return compared[place].values.get(year, "") if place < len(compared) else ""


def _groups(
    nearby: Sequence[Indicator],
    references: Sequence[ReferenceSeries],
    chosen: Indicator | ReferenceSeries | None,
) -> tuple[OptionGroup, ...]:
    def option(own: Indicator | ReferenceSeries) -> ComparisonOption:
        name = own.name if isinstance(own, Indicator) else own.title
        return ComparisonOption(value_of(own), name, own == chosen)

    groups = [
        OptionGroup(f"施策{policy.code} {policy.field}の指標", tuple(map(option, own)))
        for policy, own in groupby(nearby, key=lambda own: own.basic_project.policy)
    ]
    figures = tuple(map(option, references))
    return (*groups, OptionGroup("計画書の参考図", figures)) if figures else tuple(groups)

"""A reference figure (「…の推移」) as far as its values are known, beside the text and on its own page."""

from dataclasses import dataclass
from typing import Self

from indicators.models import Indicator, Plan, Policy, ReferenceSeries
from sunagawa_plan.lib.charts.series import IndicatorSeries, Point
from sunagawa_plan.lib.charts.svg import ChartPair, chart_pair
from sunagawa_plan.lib.fiscal_year import FIRST_START, LAST_START
from sunagawa_plan.lib.numerals import format_number, round_half_up


@dataclass(frozen=True)
class ReferencePointRow:
    """One point in words: its period as printed and its value with the unit."""

    period: str
    value: str


@dataclass(frozen=True)
class ReferenceFigure:
    """A reference figure; points are empty where the values were lost with the picture."""

    title: str
    url: str
    unit: str
    source: str
    note: str
    points: tuple[ReferencePointRow, ...]

    @classmethod
    def from_series(cls, series: ReferenceSeries) -> Self:
        """Build the figure; the points, and the way up to the plan, are loaded beforehand."""
        return cls(
            title=series.title,
            url=series.get_absolute_url(),
            unit=series.unit,
            source=series.source,
            note=series.note,
            points=tuple(
                ReferencePointRow(
                    point.period_label,
                    format_number(point.value, _places(point.value)) + series.unit,
                )
                for point in series.points.all()
            ),
        )


@dataclass(frozen=True)
class ReferencePage:
    """A reference figure on a page of its own; chart is None before two dated values are known."""

    plan: Plan
    policy: Policy
    figure: ReferenceFigure
    chart: ChartPair | None
    indicators: tuple[Indicator, ...]

    @classmethod
    def from_series(cls, series: ReferenceSeries, *, is_sample: bool = False) -> Self:
        """Build the page of a figure, its points and plan loaded beforehand."""
        policy = series.policy
        drawn = reference_series(series, is_sample=is_sample)
        return cls(
            plan=policy.goal.plan,
            policy=policy,
            figure=ReferenceFigure.from_series(series),
            chart=chart_pair(drawn) if drawn else None,
            indicators=tuple(Indicator.objects.filter(basic_project__policy=policy).with_place()),
        )


def reference_series(series: ReferenceSeries, *, is_sample: bool = False) -> IndicatorSeries | None:
    """Return the dated points for a chart, or None where fewer than two are known."""
    dated = {
        point.year: point.value
        for point in series.points.all()
        if point.year is not None and FIRST_START <= point.year <= LAST_START
    }
    if len(dated) < 2:
        return None
    places = max(_places(value) for value in dated.values())
    first, last = min(dated), max(dated)
    known = {year: round_half_up(value, places) for year, value in dated.items()}
    return IndicatorSeries(
        title=series.title,
        unit=series.unit,
        decimal_places=places,
        first_year=first,
        last_year=last,
        actual=tuple(Point(year, known.get(year)) for year in range(first, last + 1)),
        summary=f"{series.title}です。値は表のとおりです。",
        is_sample=is_sample,
        shows_period=False,
        is_calendar=True,
    )


def _places(value: object) -> int:
    """Return how many decimals a stored number really has."""
    digits = f"{value}".partition(".")[2].rstrip("0")
    return len(digits)

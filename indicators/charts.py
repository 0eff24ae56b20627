"""A judged series as the charts draw it."""

from decimal import Decimal

from indicators.domain.facts import IndicatorFacts
from indicators.domain.judgement import kind_of
from indicators.domain.measure import Measure
from indicators.domain.series import JudgedSeries
from indicators.domain.vocabulary import Direction, Kind
from indicators.domain.wording import explain
from sunagawa_plan.lib.charts.series import BoundSide, IndicatorSeries, Point


def indicator_series(
    series: JudgedSeries,
    *,
    title: str,
    unit: str,
    milestone_names: tuple[tuple[int, str], ...] = (),
    is_sample: bool = False,
) -> IndicatorSeries:
    """Return what the chart of one indicator shows; all values at their display places.

    milestone_names pairs a milestone year with the plan's name for it (中間目標).
    """
    facts = series.facts
    targets = [target for target in facts.targets if target.value is not None]
    bound = _bound(facts)
    return IndicatorSeries(
        title=title,
        unit=unit,
        decimal_places=facts.decimal_places,
        first_year=facts.first_year,
        last_year=facts.last_year,
        actual=_actual(series),
        baseline=Point(facts.baseline_year, facts.baseline) if facts.baseline is not None else None,
        targets=tuple(
            Point(t.fiscal_year, facts.shown(t.value)) for t in targets if t.value is not None
        ),
        arrow_targets=tuple((t.fiscal_year, t.arrow.label) for t in facts.targets if t.arrow),
        plan_line=_plan_line(facts) if targets else (),
        bound=bound,
        bound_side=_bound_side(facts.direction) if bound else None,
        statutory=_statutory(facts),
        summary=_summary(title, Measure(unit, facts.decimal_places), series),
        is_sample=is_sample,
        milestone_names=milestone_names,
    )


def _actual(series: JudgedSeries) -> tuple[Point, ...]:
    """Return known years in order, with a gap for every year missing between them."""
    valued = [year for year in series.annual if series.value(year) is not None]
    if not valued:
        return ()
    return tuple(
        Point(
            year,
            series.value(year),
            is_provisional=year in series.annual and series.annual[year].is_provisional,
        )
        for year in range(min(valued), max(valued) + 1)
    )


def _plan_line(facts: IndicatorFacts) -> tuple[Point, ...]:
    """Return E(t) from the plan's first own point; nothing is drawn before it."""
    points = facts.path_in(facts.first_year).points
    first = points[0][0] if points else facts.first_year
    years = range(first, facts.last_year + 1)
    return tuple(Point(year, facts.path_in(year).line(year)) for year in years)


def _bound(facts: IndicatorFacts) -> tuple[Point, ...]:
    """Return U(t) of the judged years in which the target in force is a bound."""
    points: list[Point] = []
    for year in range(facts.first_year, facts.last_year + 1):
        path = facts.path_in(year)
        target = path.in_force(year)
        if target and facts.is_judged(year) and kind_of(target, facts) is Kind.BOUND:
            points.append(Point(year, path.bound(year, facts.direction)))
    return tuple(points)


def _bound_side(direction: Direction) -> BoundSide:
    return "ceiling" if direction is Direction.LOWER else "floor"


def _statutory(facts: IndicatorFacts) -> tuple[str, Decimal] | None:
    line = facts.statutory_line
    return (line.name, facts.shown(line.value)) if line else None


def _summary(title: str, measure: Measure, series: JudgedSeries) -> str:
    """Return the chart in a sentence or two, for those who do not see it."""
    latest = series.latest
    if latest is None or latest.value is None:
        return f"{title}の実績値は、まだ公表されていません。目標は表のとおりです。"
    sentence = explain(latest.verdict, measure, series.facts.direction)
    if latest.verdict.working is not None:
        return sentence
    return f"{latest.fiscal_year.full}は{measure.quantity(latest.value)}です。{sentence}"

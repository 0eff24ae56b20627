"""The small chart of an indicator in a list: its way so far and where the plan wants it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from sunagawa_plan.lib.charts import shapes, wording
from sunagawa_plan.lib.charts.axes import Scale, ValueAxis, YearScale, display_step
from sunagawa_plan.lib.charts.frame import Frame
from sunagawa_plan.lib.charts.geometry import Mark, Sparkline
from sunagawa_plan.lib.charts.labels import Box
from sunagawa_plan.lib.charts.lines import reference, runs
from sunagawa_plan.lib.charts.look import SPARKLINE
from sunagawa_plan.lib.charts.marks import marks_of
from sunagawa_plan.lib.charts.series import IndicatorSeries

WIDTH, HEIGHT = 120.0, 36.0


def sparkline(series: IndicatorSeries) -> Sparkline:
    """Return the small chart of a series; without actual values, baseline and targets remain."""
    bare = replace(series, bound=(), bound_side=None, statutory=None)
    frame = _frame(bare)
    return Sparkline(
        width=shapes.number(WIDTH),
        height=shapes.number(HEIGHT),
        words=wording.sparkline_words(series),
        actual_path=shapes.lines(runs(bare.actual, frame)),
        plan_path=shapes.lines(runs(bare.plan_line, frame)),
        reference_path=shapes.lines(reference(bare, frame)),
        marks=tuple(_few(bare, marks_of(bare, frame))),
    )


def _frame(series: IndicatorSeries) -> Frame:
    look = SPARKLINE
    plot = Box(look.edge, look.edge, WIDTH - look.edge, HEIGHT - look.edge)
    values = list(series.numbers())
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    if low == high:
        # A level series runs through the middle.
        step = display_step(series.decimal_places)
        low, high = low - step, high + step
    return Frame(
        look=look,
        plot=plot,
        axis=ValueAxis((low, high)),
        tick_labels=(),
        values=Scale(float(low), float(high), plot.bottom, plot.top),
        years=YearScale(series.years, plot.left, plot.right),
        draws_statutory=False,
    )


def _few(series: IndicatorSeries, marks: tuple[Mark, ...]) -> Iterator[Mark]:
    """Leave out the dots along the line and all arrows but the last: they would run together."""
    latest = series.latest.fiscal_year if series.latest else None
    last_milestone = max(series.milestone_years, default=None)
    for mark in marks:
        if mark.kind in {"actual", "provisional"} and not _stands_alone(series, mark, latest):
            continue
        if mark.kind == "arrow" and mark.fiscal_year != last_milestone:
            continue
        yield mark


def _stands_alone(series: IndicatorSeries, mark: Mark, latest: int | None) -> bool:
    known = {point.fiscal_year for point in series.actual if point.value is not None}
    neighbours = {mark.fiscal_year - 1, mark.fiscal_year + 1}
    return mark.fiscal_year == latest or not known & neighbours

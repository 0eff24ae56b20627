"""The lines of a chart: actual, plan, bound, reference, statutory, and what frames them."""

from sunagawa_plan.lib.charts import shapes, wording
from sunagawa_plan.lib.charts.frame import Frame
from sunagawa_plan.lib.charts.geometry import Lines
from sunagawa_plan.lib.charts.labels import Position, text_width
from sunagawa_plan.lib.charts.series import IndicatorSeries, Point

Run = list[Position]


def lines_of(series: IndicatorSeries, frame: Frame) -> Lines:
    """Return every line as path data."""
    return Lines(
        actual=shapes.lines(runs(series.actual, frame)),
        plan=shapes.lines(runs(series.plan_line, frame)),
        reference=shapes.lines(reference(series, frame)),
        bound_area=_bound_area(series, frame),
        bound_edge=shapes.lines(bound_steps(series, frame)),
        statutory=shapes.lines(statutory(series, frame)),
        period=_period(series, frame),
        axis_break=_axis_break(frame),
    )


def runs(points: tuple[Point, ...], frame: Frame) -> list[Run]:
    """Return the positions of the values, cut wherever a year has none."""
    return shapes.runs_of_years(
        (point.fiscal_year, frame.at(point.fiscal_year, point.value))
        for point in points
        if point.value is not None
    )


def reference(series: IndicatorSeries, frame: Frame) -> list[Run]:
    """Return the level of the baseline, which is what an arrow target is measured against."""
    baseline = series.baseline
    if not series.arrow_targets or baseline is None or baseline.value is None:
        return []
    x, y = frame.at(baseline.fiscal_year, baseline.value)
    return [[(x, y), (frame.plot.right, y)]]


def statutory(series: IndicatorSeries, frame: Frame) -> list[Run]:
    """Return the line set by law, if the axis reaches to it."""
    if not series.statutory or not frame.draws_statutory:
        return []
    y = frame.values.at(series.statutory[1])
    return [[(frame.plot.left, y), (frame.plot.right, y)]]


def bound_steps(series: IndicatorSeries, frame: Frame) -> list[Run]:
    """Return the edge of the bound as steps: a limit holds for the whole of its year."""
    steps: list[Run] = []
    before = None
    for point in series.bound:
        if point.value is None:
            continue
        if before != point.fiscal_year - 1:
            steps.append([])
        y = frame.values.at(point.value)
        steps[-1].append((frame.years.left(point.fiscal_year), y))
        steps[-1].append((frame.years.right(point.fiscal_year), y))
        before = point.fiscal_year
    return steps


def _bound_area(series: IndicatorSeries, frame: Frame) -> str:
    rim = frame.plot.bottom if series.bound_side == "ceiling" else frame.plot.top
    return "".join(
        shapes.closed([*step, (step[-1][0], rim), (step[0][0], rim)])
        for step in bound_steps(series, frame)
    )


def _period(series: IndicatorSeries, frame: Frame) -> str:
    """Return the bracket over the plan's years, open where its name stands."""
    if not series.shows_period:
        return ""
    left, right = frame.years.left(series.first_year), frame.years.right(series.last_year)
    top, foot = frame.look.period_line, frame.look.period_line + frame.look.bracket_drop
    name = wording.period_words(series)
    half = text_width(name, frame.look.font_size) / 2 + frame.look.label_gap
    middle = (left + right) / 2
    return shapes.lines(
        [
            [(left, foot), (left, top), (max(left, middle - half), top)],
            [(min(right, middle + half), top), (right, top), (right, foot)],
        ]
    )


def _axis_break(frame: Frame) -> str:
    """Return the zigzag that says: this axis does not start at 0."""
    if not frame.axis.leaves_out_zero:
        return ""
    x, foot = frame.plot.left, frame.plot.bottom
    return shapes.line(
        [(x, foot), (x, foot - 3), (x - 4, foot - 6), (x + 4, foot - 12), (x, foot - 15)]
    )

"""The frame of a chart: which room the axes take, and where a value of a year is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from sunagawa_plan.lib.charts import wording
from sunagawa_plan.lib.charts.axes import Scale, ValueAxis, YearScale, fitting, value_axis
from sunagawa_plan.lib.charts.labels import Box, Position, text_width
from sunagawa_plan.lib.charts.look import Look, look_for
from sunagawa_plan.lib.charts.series import IndicatorSeries

# A line set by law is drawn only when it costs little room: within this share of the shown range.
NEAR = Decimal("0.25")
HUNDRED_PERCENT = Decimal(100)


@dataclass(frozen=True)
class Frame:
    """The plot, its axes and its scales."""

    look: Look
    plot: Box
    axis: ValueAxis
    tick_labels: tuple[str, ...]
    values: Scale
    years: YearScale
    draws_statutory: bool

    def at(self, fiscal_year: int, value: Decimal) -> Position:
        """Return where a value of a year is drawn."""
        return self.years.at(fiscal_year), self.values.at(value)


def frame_for(series: IndicatorSeries, *, width: float, height: float, left: float = 0.0) -> Frame:
    """Return the frame that suits a series in a drawing of this size; left is its least margin."""
    look = look_for(width)
    axis, draws_statutory = axis_for(series, ticks=look.value_ticks)
    tick_labels = wording.tick_labels(series, axis.ticks)
    widest = max(text_width(label, look.font_size) for label in tick_labels)
    plot = Box(
        left=max(look.edge + widest + look.tick_gap, left),
        top=look.head,
        right=width - look.margin_right,
        bottom=height - look.foot,
    )
    return Frame(
        look=look,
        plot=plot,
        axis=axis,
        tick_labels=tick_labels,
        values=Scale(float(axis.low), float(axis.high), plot.bottom, plot.top),
        years=YearScale(series.years, plot.left, plot.right),
        draws_statutory=draws_statutory,
    )


def axis_for(series: IndicatorSeries, *, ticks: int) -> tuple[ValueAxis, bool]:
    """Return the value axis, and whether it reaches to the statutory line."""
    values = list(series.numbers())
    cap = HUNDRED_PERCENT if series.unit in wording.PERCENT_SIGNS else None
    axis = value_axis(values, decimal_places=series.decimal_places, ticks=ticks, cap=cap)
    if not series.statutory or not values:
        return axis, False
    line = series.statutory[1]
    beyond = max(line - max(values), min(values) - line)
    if beyond > NEAR * (axis.high - axis.low):
        return axis, False
    values.append(line)
    return value_axis(values, decimal_places=series.decimal_places, ticks=ticks, cap=cap), True


def named_years(series: IndicatorSeries, frame: Frame) -> tuple[frozenset[int], frozenset[int]]:
    """Return the years that bear a wareki label, and those that bear a seireki one below it."""
    years = series.years
    landmarks = [years[-1], *reversed(series.milestone_years), years[0]]
    if series.baseline:
        landmarks.append(series.baseline.fiscal_year)
    if series.latest:
        landmarks.append(series.latest.fiscal_year)
    wareki = _fitting(frame, [*landmarks, *years], wording.short_year)
    seireki = _fitting(frame, (year for year in landmarks if year in wareki), str)
    return wareki, seireki


def _fitting(frame: Frame, wanted: Iterable[int], words: Callable[[int], str]) -> frozenset[int]:
    labelled = ((year, words(year)) for year in wanted)
    return fitting(labelled, scale=frame.years, font_size=frame.look.font_size)

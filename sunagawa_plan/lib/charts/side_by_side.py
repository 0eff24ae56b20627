"""Two series in two small charts over one axis of years: no second value axis to misread."""

from dataclasses import replace

from sunagawa_plan.lib.charts.frame import frame_for
from sunagawa_plan.lib.charts.geometry import ChartPair
from sunagawa_plan.lib.charts.series import IndicatorSeries
from sunagawa_plan.lib.charts.svg import indicator_chart

WIDE_SIZE = (640.0, 260.0)
NARROW_SIZE = (360.0, 260.0)


def charts_side_by_side(*series: IndicatorSeries) -> tuple[ChartPair, ...]:
    """Return the charts of the series, the same year at the same place in each."""
    ends = tuple(end for own in series for end in (own.years[0], own.years[-1]))
    widened = [replace(own, also_years=(*own.also_years, min(ends), max(ends))) for own in series]
    left = {
        size: max(frame_for(own, width=size[0], height=size[1]).plot.left for own in widened)
        for size in (WIDE_SIZE, NARROW_SIZE)
    }

    def chart_pair(own: IndicatorSeries) -> ChartPair:
        (wide, high), (narrow, tall) = WIDE_SIZE, NARROW_SIZE
        return ChartPair(
            wide=indicator_chart(own, width=wide, height=high, left=left[WIDE_SIZE]),
            narrow=indicator_chart(own, width=narrow, height=tall, left=left[NARROW_SIZE]),
        )

    return tuple(map(chart_pair, widened))

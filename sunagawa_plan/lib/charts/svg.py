"""An indicator series as SVG geometry: strings ready for a template, no colours, no HTML.

`indicator_chart` makes one drawing, `chart_pair` the wide and the narrow one between which the
style sheet chooses, `sparkline` the small one for lists.
"""

from sunagawa_plan.lib.charts import wording
from sunagawa_plan.lib.charts.direct_labels import labels_of
from sunagawa_plan.lib.charts.frame import Frame, frame_for, named_years
from sunagawa_plan.lib.charts.geometry import (
    ChartPair,
    IndicatorChart,
    LegendEntry,
    Sparkline,
    Text,
    YearTick,
)
from sunagawa_plan.lib.charts.labels import text_width
from sunagawa_plan.lib.charts.lines import lines_of
from sunagawa_plan.lib.charts.marks import marks_of
from sunagawa_plan.lib.charts.series import IndicatorSeries
from sunagawa_plan.lib.charts.shapes import number
from sunagawa_plan.lib.charts.sparkline import sparkline
from sunagawa_plan.lib.charts.ticks import value_ticks

__all__ = ["ChartPair", "IndicatorChart", "Sparkline", "chart_pair", "indicator_chart", "sparkline"]

WIDE_SIZE = (640.0, 340.0)
NARROW_SIZE = (360.0, 320.0)
# Half the width of a sheet of A4, at the size of its letters.
HALF_SHEET = (360.0, 205.0)


def chart_pair(series: IndicatorSeries) -> ChartPair:
    """Return both drawings of a series."""
    (wide, high), (narrow, tall) = WIDE_SIZE, NARROW_SIZE
    return ChartPair(
        wide=indicator_chart(series, width=wide, height=high),
        narrow=indicator_chart(series, width=narrow, height=tall),
    )


def indicator_chart(
    series: IndicatorSeries,
    *,
    width: float = WIDE_SIZE[0],
    height: float = WIDE_SIZE[1],
    left: float = 0.0,
) -> IndicatorChart:
    """Return the drawing of a series in a box of this size, in units of about one CSS pixel.

    left is the least room for the words of the value axis.
    """
    frame = frame_for(series, width=width, height=height, left=left)
    look, plot = frame.look, frame.plot
    marks = marks_of(series, frame)
    unit = wording.unit_line(series, leaves_out_zero=frame.axis.leaves_out_zero)
    middle_x, middle_y = map(number, plot.middle)
    return IndicatorChart(
        title=wording.chart_title(series),
        desc=series.summary,
        width=number(width),
        height=number(height),
        plot=plot,
        left=number(plot.left),
        top=number(plot.top),
        right=number(plot.right),
        bottom=number(plot.bottom),
        tick_end=number(plot.bottom + look.tick_length),
        wareki_y=number(plot.bottom + look.tick_length + look.font_size),
        seireki_y=number(plot.bottom + look.tick_length + look.font_size + look.line_height - 2),
        unit=Text(unit, number(look.edge), number(look.font_size)),
        period=_period(series, frame, width),
        watermark=Text(wording.SAMPLE if series.is_sample else "", middle_x, middle_y),
        value_ticks=value_ticks(frame),
        year_ticks=_year_ticks(series, frame),
        lines=lines_of(series, frame),
        marks=marks,
        labels=labels_of(series, frame, marks),
        legend=_legend(series),
        notes=wording.notes(series, draws_statutory=frame.draws_statutory),
    )


def _period(series: IndicatorSeries, frame: Frame, width: float) -> Text:
    words = wording.period_words(series)
    left, right = frame.years.left(series.first_year), frame.years.right(series.last_year)
    half = text_width(words, frame.look.font_size) / 2
    # A plan of one or two years is shorter than its own name.
    middle = min(max((left + right) / 2, half), width - half)
    return Text(words, number(middle), number(frame.look.period_line + frame.look.font_size * 0.36))


def _year_ticks(series: IndicatorSeries, frame: Frame) -> tuple[YearTick, ...]:
    wareki, seireki = named_years(series, frame)
    return tuple(
        YearTick(
            year,
            number(frame.years.at(year)),
            wording.short_year(year) if year in wareki else "",
            str(year) if year in seireki else "",
        )
        for year in series.years
    )


def _legend(series: IndicatorSeries) -> tuple[LegendEntry, ...]:
    return tuple(LegendEntry(kind, words) for kind, words in wording.legend(series))

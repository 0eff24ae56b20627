"""Stacked bars over the years as SVG geometry: strings ready for a template, no colours."""

from collections.abc import Iterator
from decimal import Decimal

from sunagawa_plan.lib.charts import shapes, wording
from sunagawa_plan.lib.charts.axes import Scale, ValueAxis, YearScale, fitting, value_axis
from sunagawa_plan.lib.charts.bars import laid_end_to_end, spread
from sunagawa_plan.lib.charts.frame import Frame
from sunagawa_plan.lib.charts.geometry import LegendEntry, Text, YearTick
from sunagawa_plan.lib.charts.labels import Box, text_width
from sunagawa_plan.lib.charts.look import Look, look_for
from sunagawa_plan.lib.charts.shapes import number
from sunagawa_plan.lib.charts.stack import StackedSeries, look_of
from sunagawa_plan.lib.charts.stacked_geometry import (
    LayerName,
    Segment,
    StackedChart,
    StackedPair,
)
from sunagawa_plan.lib.charts.ticks import value_ticks
from sunagawa_plan.lib.numerals import format_number

WIDE_SIZE = (640.0, 360.0)
NARROW_SIZE = (360.0, 340.0)
TOTAL_PLACES = 1
# What a bar takes of its year's column, and how wide it grows at most.
BAR_SHARE, WIDEST_BAR = 0.68, 64.0
NOT_KNOWN, NOT_KNOWN_SHORT = "値なし", "…"


def stacked_pair(series: StackedSeries) -> StackedPair:
    """Return both drawings of a series; only the wide one names its layers beside the bars."""
    return StackedPair(
        wide=stacked_chart(series, *WIDE_SIZE, names_layers=True),
        narrow=stacked_chart(series, *NARROW_SIZE, names_layers=False),
    )


def stacked_chart(
    series: StackedSeries, width: float, height: float, *, names_layers: bool
) -> StackedChart:
    """Return the drawing of a series in a box of this size."""
    frame = _frame(series, width=width, height=height, names_layers=names_layers)
    look, plot = frame.look, frame.plot
    middle_x, middle_y = map(number, plot.middle)
    return StackedChart(
        title=wording.sample_mark(series.title, is_sample=series.is_sample),
        desc=series.summary,
        width=number(width),
        height=number(height),
        left=number(plot.left),
        right=number(plot.right),
        bottom=number(plot.bottom),
        zero=number(frame.values.at(0)),
        tick_end=number(plot.bottom + look.tick_length),
        wareki_y=number(plot.bottom + look.tick_length + look.font_size),
        seireki_y=number(plot.bottom + look.tick_length + look.font_size + look.line_height - 2),
        unit=Text(f"単位：{series.unit}", number(look.edge), number(look.font_size)),
        watermark=Text(wording.SAMPLE if series.is_sample else "", middle_x, middle_y),
        value_ticks=value_ticks(frame),
        year_ticks=_year_ticks(series, frame),
        segments=tuple(_segments(series, frame)),
        totals=tuple(_totals(series, frame)),
        gaps=tuple(_gaps(series, frame)),
        names=tuple(_names(series, frame)) if names_layers else (),
        legend=_legend(series),
        notes=notes(series),
    )


def stacked_axis(series: StackedSeries, *, ticks: int) -> ValueAxis:
    """Return the value axis; it always holds zero, for bars are read by their length."""
    return value_axis([*series.ends(), Decimal(0)], decimal_places=1, ticks=ticks)


def notes(series: StackedSeries) -> tuple[str, ...]:
    """Return the sentences that belong under the chart."""
    said = []
    if series.is_sample:
        said.append("見本の値です。実際の値ではありません。")
    if series.unknown_years:
        years = "、".join(wording.short_year(year) for year in series.unknown_years)
        said.append(f"{years}は公開している値がないか、一部だけのため、棒が欠けています。")
    if any(end < 0 for end in series.ends()):
        said.append("0より下の部分は、マイナスの額です。")
    return tuple(said)


def _frame(series: StackedSeries, *, width: float, height: float, names_layers: bool) -> Frame:
    look = look_for(width)
    axis = stacked_axis(series, ticks=look.value_ticks)
    places = 0 if all(tick == tick.to_integral_value() for tick in axis.ticks) else 1
    labels = tuple(format_number(tick, places) for tick in axis.ticks)
    left = look.edge + max(text_width(label, look.font_size) for label in labels) + look.tick_gap
    right = width - look.margin_right
    if names_layers:
        right -= max(text_width(layer.name, look.font_size) for layer in series.layers) + 16
    plot = Box(left, look.line_height * 2.5, right, height - look.foot)
    return Frame(
        look=look,
        plot=plot,
        axis=axis,
        tick_labels=labels,
        values=Scale(float(axis.low), float(axis.high), plot.bottom, plot.top),
        years=YearScale(series.years, plot.left, plot.right),
        draws_statutory=False,
    )


def _segments(series: StackedSeries, frame: Frame) -> Iterator[Segment]:
    half = min(frame.years.column * BAR_SHARE, WIDEST_BAR) / 2
    for year in series.years:
        known = list(series.known(year))
        middle = frame.years.at(year)
        laid = laid_end_to_end(value for _, _, value in known)
        for (place, layer, value), (start, end) in zip(known, laid, strict=True):
            low, high = frame.values.at(start), frame.values.at(end)
            left, right = middle - half, middle + half
            size = f"{format_number(value, series.decimal_places)}{series.unit}"
            yield Segment(
                look=look_of(place),
                name=layer.name,
                fiscal_year=year,
                value=value,
                d=shapes.closed([(left, low), (left, high), (right, high), (right, low)]),
                title=f"{wording.year_words(year)} {layer.name} {size}",
            )


def _totals(series: StackedSeries, frame: Frame) -> Iterator[Text]:
    """Yield the published wholes over their bars; only the last one where not all find room."""
    shown = {
        point.fiscal_year: format_number(point.value, TOTAL_PLACES)
        for point in series.totals
        if point.value is not None
    }
    size = frame.look.font_size
    widest = max((text_width(words, size) for words in shown.values()), default=0.0)
    for year in sorted(shown) if widest <= frame.years.column else sorted(shown)[-1:]:
        top = max(_reach(series, year), default=Decimal(0))
        y = frame.values.at(max(top, Decimal(0))) - frame.look.label_gap - 2
        x = min(frame.years.at(year), frame.plot.right - text_width(shown[year], size) / 2)
        yield Text(shown[year], number(x), number(y))


def _reach(series: StackedSeries, year: int) -> Iterator[Decimal]:
    return (end for _, end in laid_end_to_end(value for _, _, value in series.known(year)))


def _gaps(series: StackedSeries, frame: Frame) -> Iterator[Text]:
    """Yield what stands in the place of a year of which nothing is known."""
    fits = text_width(NOT_KNOWN, frame.look.font_size) <= frame.years.column
    y = frame.values.at(0) - frame.look.label_gap - 2
    for year in series.unknown_years:
        if not any(series.known(year)):
            words = NOT_KNOWN if fits else NOT_KNOWN_SHORT
            yield Text(words, number(frame.years.at(year)), number(y))


def _names(series: StackedSeries, frame: Frame) -> Iterator[LayerName]:
    """Yield the layers' names beside the last bar that has any, each at its segment's height."""
    last = next((year for year in reversed(series.years) if any(series.known(year))), None)
    if last is None:
        return
    known = list(series.known(last))
    laid = laid_end_to_end(value for _, _, value in known)
    heights = [frame.values.at((start + end) / 2) for start, end in laid]
    order = sorted(range(len(known)), key=lambda index: heights[index])
    places = spread(
        [heights[index] for index in order],
        distance=frame.look.line_height,
        low=frame.plot.top,
        high=frame.plot.bottom - frame.look.font_size / 2,
    )
    edge = frame.years.at(last) + min(frame.years.column * BAR_SHARE, WIDEST_BAR) / 2
    for index, y in zip(order, places, strict=True):
        place, layer, _ = known[index]
        start, end = (edge + 2, heights[index]), (frame.plot.right + 6, y)
        yield LayerName(
            look=look_of(place),
            text=_beside(layer.name, frame.plot.right + 9, y, frame.look),
            leader=shapes.line([start, end]),
        )


def _beside(words: str, x: float, y: float, look: Look) -> Text:
    return Text(words, number(x), number(y + look.font_size * 0.36))


def _year_ticks(series: StackedSeries, frame: Frame) -> tuple[YearTick, ...]:
    years = series.years
    wanted = [years[-1], years[0], *reversed(years)]
    size = frame.look.font_size
    wareki = fitting(
        ((year, wording.short_year(year)) for year in wanted), scale=frame.years, font_size=size
    )
    named = [(year, str(year)) for year in wanted if year in wareki]
    seireki = fitting(named, scale=frame.years, font_size=size)
    return tuple(
        YearTick(
            year,
            number(frame.years.at(year)),
            wording.short_year(year) if year in wareki else "",
            str(year) if year in seireki else "",
        )
        for year in years
    )


def _legend(series: StackedSeries) -> tuple[LegendEntry, ...]:
    entries = [
        LegendEntry(f"layer-{look_of(place)}", layer.name)
        for place, layer in enumerate(series.layers)
    ]
    return tuple(reversed(entries))

"""The values of a series as shapes: circle, hollow circle, square, diamond, arrow."""

from collections.abc import Iterator

from sunagawa_plan.lib.charts import shapes, wording
from sunagawa_plan.lib.charts.frame import Frame
from sunagawa_plan.lib.charts.geometry import Mark
from sunagawa_plan.lib.charts.labels import Box
from sunagawa_plan.lib.charts.series import IndicatorSeries, Point

SHAPES = {
    "actual": shapes.circle,
    "provisional": shapes.circle,
    "baseline": shapes.square,
    "target": shapes.diamond,
}


def marks_of(series: IndicatorSeries, frame: Frame) -> tuple[Mark, ...]:
    """Return every mark, those to be drawn last, and so on top, at the end."""
    return (*_targets(series, frame), *_arrows(series, frame), *_known(series, frame))


def _targets(series: IndicatorSeries, frame: Frame) -> Iterator[Mark]:
    for point in series.targets:
        name = series.milestone_name(point.fiscal_year)
        yield from _mark(series, frame, point, kind="target", name=name)


def _known(series: IndicatorSeries, frame: Frame) -> Iterator[Mark]:
    for point in series.actual:
        kind = "provisional" if point.is_provisional else "actual"
        yield from _mark(series, frame, point, kind=kind, name="実績値")
    if series.baseline:
        yield from _mark(series, frame, series.baseline, kind="baseline", name="基準値")


def _mark(
    series: IndicatorSeries, frame: Frame, point: Point, *, kind: str, name: str
) -> Iterator[Mark]:
    if point.value is None:
        return
    x, y = frame.at(point.fiscal_year, point.value)
    radius = frame.look.mark_radius
    reach = radius * (1.4 if kind == "target" else 1.0)
    yield Mark(
        kind=kind,
        fiscal_year=point.fiscal_year,
        d=SHAPES[kind](x, y, radius),
        title=wording.value_title(series, name, point),
        box=Box(x - reach, y - reach, x + reach, y + reach),
    )


def _arrows(series: IndicatorSeries, frame: Frame) -> Iterator[Mark]:
    for year, glyph in series.arrow_targets:
        half = frame.look.arrow_size / 2
        # The tail of the arrow stands at the last known level, as far as the plot allows.
        y = _last_level(series, frame) + half * shapes.arrow_rise(glyph)
        y = min(max(y, frame.plot.top + half + 2), frame.plot.bottom - half - 2)
        x = max(frame.years.at(year), _last_end(series, frame) + half)
        x = min(x, frame.plot.right - half)
        yield Mark(
            kind="arrow",
            fiscal_year=year,
            d=shapes.arrow(x, y, glyph, frame.look.arrow_size),
            title=f"{wording.year_words(year)} {series.milestone_name(year)} {glyph}",
            box=Box(x - half, y - half, x + half, y + half),
        )


def _last_end(series: IndicatorSeries, frame: Frame) -> float:
    """Return where the mark of the last known value ends, with as much room again behind it."""
    known = series.last_known
    if known is None:
        return frame.plot.left
    return frame.years.at(known.fiscal_year) + 2 * frame.look.mark_radius


def _last_level(series: IndicatorSeries, frame: Frame) -> float:
    known = series.last_known
    if known is None or known.value is None:
        return frame.plot.middle[1]
    return frame.values.at(known.value)

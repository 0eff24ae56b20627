"""The labels that stand beside what they name."""

from collections.abc import Iterator

from sunagawa_plan.lib.charts import lines, shapes, wording
from sunagawa_plan.lib.charts.frame import Frame
from sunagawa_plan.lib.charts.geometry import Label, Mark, Text
from sunagawa_plan.lib.charts.labels import Obstacles, Placed, Wish, place, text_width
from sunagawa_plan.lib.charts.series import IndicatorSeries

# A plan with a target every year would bury its chart under labels.
MOST_TARGETS = 4


def labels_of(series: IndicatorSeries, frame: Frame, marks: tuple[Mark, ...]) -> tuple[Label, ...]:
    """Return the labels with their room; none overlaps another or leaves the plot."""
    placed = place(
        (*_wishes(series, marks), *_statutory_wish(series, frame)),
        area=frame.plot,
        obstacles=_obstacles(series, frame, marks),
        font_size=frame.look.font_size,
        line_height=frame.look.line_height,
        gap=frame.look.label_gap,
    )
    return tuple(_label(item, frame) for item in placed)


def _wishes(series: IndicatorSeries, marks: tuple[Mark, ...]) -> Iterator[Wish]:
    latest = series.latest
    if latest:
        words = wording.latest_label(series, latest)
        yield from _wish(marks, latest.fiscal_year, ("actual", "provisional"), words, "actual")
    arrows = dict(series.arrow_targets)
    numbers = {point.fiscal_year: point.value for point in series.targets}
    for year in _labelled_milestones(series):
        value = numbers.get(year)
        shown = arrows.get(year, "") if value is None else wording.number_words(series, value)
        words = f"{series.milestone_name(year)} {shown}"
        yield from _wish(marks, year, ("target", "arrow"), words, "target")
    baseline = series.baseline
    if baseline and baseline.value is not None:
        words = wording.baseline_label(series, baseline)
        yield from _wish(marks, baseline.fiscal_year, ("baseline",), words, "baseline")


def _labelled_milestones(series: IndicatorSeries) -> tuple[int, ...]:
    years = series.milestone_years
    if len(years) <= MOST_TARGETS:
        return tuple(reversed(years))
    since = series.latest.fiscal_year if series.latest else series.first_year
    coming = [year for year in years[:-1] if year > since]
    return years[-1], *coming[: MOST_TARGETS - 1]


def _wish(
    marks: tuple[Mark, ...], fiscal_year: int, kinds: tuple[str, ...], words: str, kind: str
) -> Iterator[Wish]:
    for mark in marks:
        if mark.fiscal_year == fiscal_year and mark.kind in kinds:
            clearance = (mark.box.bottom - mark.box.top) / 2
            yield Wish(words, kind, mark.box.middle, clearance)
            return


def _statutory_wish(series: IndicatorSeries, frame: Frame) -> Iterator[Wish]:
    if not series.statutory or not frame.draws_statutory:
        return
    name, value = series.statutory
    words = f"{name} {wording.number_words(series, value)}"
    middle = frame.plot.right - text_width(words, frame.look.font_size) / 2
    yield Wish(words, "statutory", (middle, frame.values.at(value)), clearance=0.0)


def _obstacles(series: IndicatorSeries, frame: Frame, marks: tuple[Mark, ...]) -> Obstacles:
    thin = (
        *lines.runs(series.plan_line, frame),
        *lines.bound_steps(series, frame),
        *lines.reference(series, frame),
        *lines.statutory(series, frame),
    )
    return Obstacles(
        marks=tuple(mark.box for mark in marks),
        lines=tuple(map(tuple, lines.runs(series.actual, frame))),
        thin_lines=tuple(map(tuple, thin)),
    )


def _label(placed: Placed, frame: Frame) -> Label:
    x, _ = placed.box.middle
    baseline = placed.box.top + frame.look.line_height * 0.76
    return Label(
        kind=placed.wish.kind,
        text=Text(placed.wish.text, shapes.number(x), shapes.number(baseline)),
        leader=shapes.line(placed.leader) if placed.leader else "",
        box=placed.box,
    )

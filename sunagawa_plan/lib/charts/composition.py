"""The parts of one year as bars lying side by side, as SVG geometry."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sunagawa_plan.lib.charts import shapes
from sunagawa_plan.lib.charts.axes import Scale
from sunagawa_plan.lib.charts.bars import laid_end_to_end
from sunagawa_plan.lib.charts.geometry import Text
from sunagawa_plan.lib.charts.labels import text_width
from sunagawa_plan.lib.charts.look import Look, look_for
from sunagawa_plan.lib.charts.shapes import number
from sunagawa_plan.lib.charts.stack import Composition, Part, PartedBar, look_of

WIDE, NARROW = 640.0, 360.0
BAR_HEIGHT, BETWEEN_BARS = 36.0, 14.0
LABEL_GAP, LABEL_DROP = 12.0, 6.0


@dataclass(frozen=True)
class BarSegment:
    """One part of a bar; `look` is 1…6, `title` what the pointer shows."""

    look: int
    name: str
    value: Decimal
    d: str
    title: str


@dataclass(frozen=True)
class BarDrawing:
    """One bar with its heading above and, as far as they find room, its parts' names below."""

    heading: Text
    segments: tuple[BarSegment, ...]
    labels: tuple[Text, ...]


@dataclass(frozen=True)
class CompositionChart:
    """One drawing; `zero` is the path of the zero line where a bar goes below it."""

    title: str
    desc: str
    width: str
    height: str
    bars: tuple[BarDrawing, ...]
    zero: str

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True)
class CompositionPair:
    """The same chart for wide and for narrow columns."""

    wide: CompositionChart
    narrow: CompositionChart


def composition_pair(composition: Composition) -> CompositionPair:
    """Return both drawings."""
    return CompositionPair(
        wide=composition_chart(composition, WIDE), narrow=composition_chart(composition, NARROW)
    )


def composition_chart(composition: Composition, width: float) -> CompositionChart:
    """Return the drawing in a box of this width; its height follows from the bars."""
    look = look_for(width)
    scale = _scale(composition, width)
    step = look.line_height * 2 + BAR_HEIGHT + LABEL_DROP + BETWEEN_BARS
    height = step * len(composition.bars) - BETWEEN_BARS + look.edge
    zero, top = scale.at(0), look.line_height + 2
    return CompositionChart(
        title=composition.title,
        desc=composition.summary,
        width=number(width),
        height=number(height),
        bars=tuple(
            _bar(bar, scale, look, index * step) for index, bar in enumerate(composition.bars)
        ),
        zero="".join(
            shapes.line(
                [(zero, index * step + top - 3), (zero, index * step + top + BAR_HEIGHT + 3)]
            )
            for index in range(len(composition.bars))
            if scale.low < 0
        ),
    )


def _scale(composition: Composition, width: float) -> Scale:
    ends = [
        end
        for bar in composition.bars
        for _, end in laid_end_to_end(part.value for part in bar.parts)
    ]
    low = min([*ends, Decimal(0)])
    high = max([*ends, Decimal(0)])
    # A whole of nothing has no length, but a scale needs one.
    return Scale(float(low), float(high if high > low else low + 1), 1.0, width - 1.0)


def _bar(bar: PartedBar, scale: Scale, look: Look, top: float) -> BarDrawing:
    above = top + look.line_height + 2
    below = above + BAR_HEIGHT
    laid = list(laid_end_to_end(part.value for part in bar.parts))
    spans = [(scale.at(start), scale.at(end)) for start, end in laid]
    return BarDrawing(
        heading=Text(bar.name, number(scale.start), number(top + look.font_size)),
        segments=tuple(
            BarSegment(
                look=look_of(place),
                name=part.name,
                value=part.value,
                d=shapes.closed([(start, above), (end, above), (end, below), (start, below)]),
                title=f"{part.name} {part.words}",
            )
            for place, (part, (start, end)) in enumerate(zip(bar.parts, spans, strict=True))
            if part.value
        ),
        labels=tuple(_labels(bar.parts, spans, scale, look, below + look.font_size + 4)),
    )


def _labels(
    parts: tuple[Part, ...],
    spans: list[tuple[float, float]],
    scale: Scale,
    look: Look,
    y: float,
) -> Iterator[Text]:
    """Yield names under the segments' middles, those of the longest first served."""
    taken: list[tuple[float, float]] = []
    order = sorted(range(len(parts)), key=lambda index: -abs(spans[index][1] - spans[index][0]))
    for index in order:
        words = f"{parts[index].name} {parts[index].words}".strip()
        half = text_width(words, look.font_size) / 2
        start, end = sorted(spans[index])
        middle = min(max((start + end) / 2, scale.start + half), scale.end - half)
        left, right = middle - half - LABEL_GAP / 2, middle + half + LABEL_GAP / 2
        reaches = left <= end and start <= right
        if parts[index].value and reaches and all(right <= a or left >= b for a, b in taken):
            taken.append((left, right))
            yield Text(words, number(middle), number(y))

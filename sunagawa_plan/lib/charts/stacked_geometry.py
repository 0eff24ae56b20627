"""What a template needs to draw stacked bars: texts, places and path data."""

from dataclasses import dataclass
from decimal import Decimal

from sunagawa_plan.lib.charts.geometry import LegendEntry, Text, ValueTick, YearTick


@dataclass(frozen=True)
class Segment:
    """One part of one year's bar; `look` is 1…6, `title` what the pointer shows."""

    look: int
    name: str
    fiscal_year: int
    value: Decimal
    d: str
    title: str


@dataclass(frozen=True)
class LayerName:
    """The name of a layer beside the last bar, with the line that leads to its segment."""

    look: int
    text: Text
    leader: str


@dataclass(frozen=True)
class StackedChart:
    """One drawing. The legend lists the layers from the top down, as they lie."""

    title: str
    desc: str
    width: str
    height: str
    left: str
    right: str
    bottom: str
    zero: str
    tick_end: str
    wareki_y: str
    seireki_y: str
    unit: Text
    watermark: Text
    value_ticks: tuple[ValueTick, ...]
    year_ticks: tuple[YearTick, ...]
    segments: tuple[Segment, ...]
    totals: tuple[Text, ...]
    gaps: tuple[Text, ...]
    names: tuple[LayerName, ...]
    legend: tuple[LegendEntry, ...]
    notes: tuple[str, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True)
class StackedPair:
    """The same chart for wide and for narrow columns."""

    wide: StackedChart
    narrow: StackedChart

"""What a template needs to draw a chart: texts, places and path data, nothing to compute.

Coordinates are strings, so that no locale setting of the template engine can touch them.
"""

from dataclasses import dataclass
from decimal import Decimal

from sunagawa_plan.lib.charts.labels import Box


@dataclass(frozen=True)
class Text:
    """A text and where it stands; how it is aligned is the style sheet's affair."""

    words: str
    x: str
    y: str


@dataclass(frozen=True)
class ValueTick:
    """A grid line: its exact value, its height, its words and their baseline.

    `is_zero` marks the line of 0 in a chart that also shows negative values.
    """

    value: Decimal
    y: str
    label: Text
    is_zero: bool = False


@dataclass(frozen=True)
class YearTick:
    """A fiscal year on the axis; texts that found no room are empty."""

    fiscal_year: int
    x: str
    wareki: str
    seireki: str


@dataclass(frozen=True)
class Mark:
    """One value, or the arrow of a target, as a shape; `title` is what the pointer shows."""

    kind: str
    fiscal_year: int
    d: str
    title: str
    box: Box


@dataclass(frozen=True)
class Label:
    """A direct label; `leader` leads to its mark when it had to stand apart, else empty."""

    kind: str
    text: Text
    leader: str
    box: Box


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend; `kind` names its swatch as the marks and lines are named."""

    kind: str
    words: str


@dataclass(frozen=True)
class Lines:
    """Path data by what it stands for; what is not drawn is empty."""

    actual: str
    plan: str
    reference: str
    bound_area: str
    bound_edge: str
    statutory: str
    period: str
    axis_break: str


@dataclass(frozen=True)
class IndicatorChart:
    """One drawing of one indicator. `plot` is where values are drawn, labels included."""

    title: str
    desc: str
    width: str
    height: str
    plot: Box
    left: str
    top: str
    right: str
    bottom: str
    tick_end: str
    wareki_y: str
    seireki_y: str
    unit: Text
    period: Text
    watermark: Text
    value_ticks: tuple[ValueTick, ...]
    year_ticks: tuple[YearTick, ...]
    lines: Lines
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    legend: tuple[LegendEntry, ...]
    notes: tuple[str, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True)
class ChartPair:
    """The same chart for wide and for narrow columns; the style sheet shows one of them."""

    wide: IndicatorChart
    narrow: IndicatorChart


@dataclass(frozen=True)
class Sparkline:
    """A small chart without texts; `words` says what it shows to those who do not see it."""

    width: str
    height: str
    words: str
    actual_path: str
    plan_path: str
    reference_path: str
    marks: tuple[Mark, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

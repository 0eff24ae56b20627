"""The house look that the SVG and the plotly figure share: sizes and colours.

Colours are named after what they mark. `static/css/charts.css` defines the same names as
`--chart-<name>` and adds the dark and the forced-colours variants; the SVG uses only those.
"""

from dataclasses import dataclass
from typing import Final

# Values of the Digital Agency's design tokens; text colours pass AA on white.
COLOURS: Final = {
    "focus": "#0017c1",
    "plan": "#767676",
    "target": "#ac3e00",
    "baseline": "#4d4d4d",
    "bound": "#0066be",
    "bound-fill": "#e8f1fe",
    "statutory": "#ce0000",
    "layer-1": "#0017c1",
    "layer-2": "#9db7f9",
    "layer-3": "#0066be",
    "layer-4": "#c5d7fb",
    "layer-5": "#8c8c8c",
    "layer-6": "#cccccc",
    "grid": "#e6e6e6",
    "axis": "#767676",
    "text": "#1a1a1a",
    "surface": "#ffffff",
}


@dataclass(frozen=True)
class Look:
    """Sizes of one drawing in its own units, which are about one CSS pixel each.

    `head` holds the unit and the bracket of the plan's period, `foot` the two rows of years.
    """

    font_size: float = 14.0
    line_height: float = 18.0
    mark_radius: float = 4.5
    arrow_size: float = 24.0
    tick_length: float = 5.0
    tick_gap: float = 8.0
    label_gap: float = 4.0
    edge: float = 4.0
    head: float = 48.0
    period_line: float = 34.0
    bracket_drop: float = 6.0
    foot: float = 42.0
    margin_right: float = 12.0
    value_ticks: int = 7


WIDE: Final = Look()
NARROW: Final = Look(mark_radius=4.0, edge=2.0, value_ticks=6)
SPARKLINE: Final = Look(mark_radius=2.5, arrow_size=11.0, edge=5.0)
NARROW_BELOW: Final = 480.0


def look_for(width: float) -> Look:
    """Return the sizes that suit a drawing of this width."""
    return NARROW if width < NARROW_BELOW else WIDE

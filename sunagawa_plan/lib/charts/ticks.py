"""The grid lines of the value axis with their words."""

from sunagawa_plan.lib.charts.frame import Frame
from sunagawa_plan.lib.charts.geometry import Text, ValueTick
from sunagawa_plan.lib.charts.shapes import number


def value_ticks(frame: Frame) -> tuple[ValueTick, ...]:
    """Return a tick for every line of the frame's axis, from the bottom up."""
    x = number(frame.plot.left - frame.look.tick_gap)
    drop = frame.look.font_size * 0.36
    ticks = []
    for value, words in zip(frame.axis.ticks, frame.tick_labels, strict=True):
        y = frame.values.at(value)
        is_zero = value == 0 and frame.axis.low < 0
        ticks.append(ValueTick(value, number(y), Text(words, x, number(y + drop)), is_zero))
    return tuple(ticks)

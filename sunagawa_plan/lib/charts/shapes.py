"""Path data of SVG: lines, marks and arrows. Shapes differ so that grey print stays legible."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sunagawa_plan.lib.charts.labels import Position

_ARROW_RISE = {"↗": -1.0, "→": 0.0, "↘": 1.0}


def number(value: float) -> str:
    """Return a coordinate with one decimal at most, never 「-0」."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def line(points: Sequence[Position]) -> str:
    """Return a line through the points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def lines(runs: Iterable[Sequence[Position]]) -> str:
    """Return separate lines as one path; a run of one point has nothing to join."""
    return "".join(line(run) for run in runs if len(run) > 1)


def closed(points: Sequence[Position]) -> str:
    """Return a closed area."""
    return f"{line(points)}Z"


def circle(x: float, y: float, radius: float) -> str:
    """Return a circle as a path, so that every mark is drawn alike."""
    size = number(radius)
    arc = f"a{size} {size} 0 1 0"
    width = number(2 * radius)
    return f"M{number(x - radius)} {number(y)}{arc} {width} 0{arc} -{width} 0Z"


def square(x: float, y: float, radius: float) -> str:
    """Return a square as wide as the circle of this radius."""
    left, right, top, bottom = x - radius, x + radius, y - radius, y + radius
    return closed([(left, top), (right, top), (right, bottom), (left, bottom)])


def diamond(x: float, y: float, radius: float) -> str:
    """Return a square that stands on its corner."""
    half = radius * 1.4
    return closed([(x, y - half), (x + half, y), (x, y + half), (x - half, y)])


def arrow_rise(glyph: str) -> float:
    """Return which way an arrow goes on the screen: −1 up, 0 level, +1 down.

    Raises ValueError (Japanese) for any other sign.
    """
    if glyph not in _ARROW_RISE:
        raise ValueError(
            f"「{glyph}」は目標の向きとして描けません。↗、→、↘のいずれかにしてください。"
        )
    return _ARROW_RISE[glyph]


def arrow(x: float, y: float, glyph: str, size: float) -> str:
    """Return ↗, → or ↘ around a middle: a shaft and an open head."""
    rise, half, head = arrow_rise(glyph), size / 2, size * 0.42
    tip = (x + half, y + rise * half)
    if rise:
        wings = [(tip[0] - head, tip[1]), tip, (tip[0], tip[1] - rise * head)]
    else:
        back = tip[0] - head * 0.75
        wings = [(back, y - head * 0.75), tip, (back, y + head * 0.75)]
    return line([(x - half, y - rise * half), tip]) + line(wings)


def runs_of_years(points: Iterable[tuple[int, Position]]) -> list[list[Position]]:
    """Return the positions, in the order of years, cut wherever a year is missing."""
    ordered = list(points)
    runs = [[position] for _, position in ordered[:1]]
    for (before, _), (year, position) in pairwise(ordered):
        if year != before + 1:
            runs.append([])
        runs[-1].append(position)
    return runs

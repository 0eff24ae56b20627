"""Finding room for labels: each close to its point, none upon another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

# Latin digits of Japanese system fonts are 0.55–0.6 em wide; the wider figure keeps labels apart.
NARROW_CHARACTER = 0.6
Position = tuple[float, float]


def text_width(text: str, font_size: float) -> float:
    """Return about how wide a text is, never less than it really is in common fonts."""
    return sum(
        font_size * (1.0 if east_asian_width(character) in "WFA" else NARROW_CHARACTER)
        for character in text
    )


@dataclass(frozen=True)
class Box:
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Position:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def overlaps(self, other: "Box") -> bool:
        """Tell whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Tell whether the other lies inside, edges included."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def nearest(self, point: Position) -> Position:
        """Return the place in the box that is closest to a point."""
        x, y = point
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)

    def crossed_by(self, start: Position, end: Position) -> bool:
        """Tell whether a straight line from start to end touches the box (Liang–Barsky)."""
        (x, y), enter, leave = start, 0.0, 1.0
        dx, dy = end[0] - x, end[1] - y
        edges = (
            (-dx, x - self.left),
            (dx, self.right - x),
            (-dy, y - self.top),
            (dy, self.bottom - y),
        )
        for towards, room in edges:
            if towards == 0:
                if room < 0:
                    return False
            elif towards < 0:
                enter = max(enter, room / towards)
            else:
                leave = min(leave, room / towards)
        return enter <= leave


@dataclass(frozen=True)
class Wish:
    """A label that wants to stand near a point. `clearance` is the half size of its mark."""

    text: str
    kind: str
    point: Position
    clearance: float
    prefers_below: bool = False


@dataclass(frozen=True)
class Placed:
    """A label with its room; `distance` is how far its box is from its point's mark."""

    wish: Wish
    box: Box
    distance: float


@dataclass(frozen=True)
class Obstacles:
    """What labels avoid: marks most, then thick lines, then thin ones."""

    marks: tuple[Box, ...] = ()
    lines: tuple[tuple[Position, ...], ...] = ()
    thin_lines: tuple[tuple[Position, ...], ...] = ()

    def cost(self, box: Box) -> float:
        """Return how much a label in this box would hide."""
        marks = sum(box.overlaps(mark) for mark in self.marks)
        return (
            60.0 * marks
            + 40.0 * _crossings(box, self.lines)
            + 9.0 * _crossings(box, self.thin_lines)
        )


def _crossings(box: Box, lines: Iterable[Sequence[Position]]) -> int:
    return sum(any(box.crossed_by(start, end) for start, end in pairwise(line)) for line in lines)


def place(
    wishes: Iterable[Wish],
    *,
    area: Box,
    obstacles: Obstacles,
    font_size: float,
    line_height: float,
    gap: float,
) -> tuple[Placed, ...]:
    """Return the labels with their room, those named first being served first.

    No two boxes overlap and all lie in the area. A label that finds no room at all is left
    out: what it says is in the table beside the chart too.
    """
    placed: list[Placed] = []
    for wish in wishes:
        width = text_width(wish.text, font_size)
        best: tuple[float, Placed] | None = None
        for box, dislike in _rooms(wish, width=width, height=line_height, area=area, gap=gap):
            if any(box.overlaps(other.box) for other in placed):
                continue
            distance = _distance(box, wish)
            cost = dislike + 0.8 * max(distance - gap, 0.0) + obstacles.cost(box)
            if best is None or cost < best[0]:
                best = cost, Placed(wish, box, distance)
        if best:
            placed.append(best[1])
    return tuple(placed)


def _distance(box: Box, wish: Wish) -> float:
    (x, y), (near_x, near_y) = wish.point, box.nearest(wish.point)
    return max(abs(near_x - x), abs(near_y - y)) - wish.clearance


def _rooms(
    wish: Wish, *, width: float, height: float, area: Box, gap: float
) -> Iterator[tuple[Box, float]]:
    """Yield the boxes to try, each with how little it is liked for its side alone."""
    x, y = wish.point
    reach = wish.clearance + gap
    sideways = (
        0.0,
        -width / 4,
        width / 4,
        -width / 2,
        width / 2,
        -width / 2 - reach,
        width / 2 + reach,
    )
    lefts = [(x - width / 2 + shift, abs(shift) / width * 6) for shift in sideways]
    tops: list[tuple[float, float]] = [(y - height / 2, 3.0)]
    for ring in range(int((area.bottom - area.top) / height * 2) + 1):
        away = reach + ring * height / 2
        tops.append((y - away - height, 2.0 if wish.prefers_below else 0.0))
        tops.append((y + away, 0.0 if wish.prefers_below else 2.0))
    for top, dislike_top in tops:
        for left, dislike_left in lefts:
            # Sliding back into the area keeps labels at the rim of the plot readable.
            inside = min(max(left, area.left), area.right - width)
            box = Box(inside, top, inside + width, top + height)
            if area.holds(box) and not _covers(box, wish):
                yield box, dislike_top + dislike_left


def _covers(box: Box, wish: Wish) -> bool:
    x, y = wish.point
    reach = wish.clearance + 1.0
    return box.overlaps(Box(x - reach, y - reach, x + reach, y + reach))

"""Finding room for labels: each close to its point, none upon another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from unicodedata import east_asian_width

# Latin digits of Japanese system fonts are 0.55–0.6 em wide; the wider figure keeps labels apart.
NARROW_CHARACTER = 0.6
# What a label costs for every unit it stands away from its point.
PER_UNIT_AWAY = 0.8
# What it costs to cut through another label with a leader; only to be left out is worse.
PER_CUT = 200.0
# How far a label may stand aside of its point, in shares of its own width.
SIDEWAYS = (0.0, -0.25, 0.25, -0.45, 0.45, -0.5, 0.5)
Position = tuple[float, float]
Leader = tuple[Position, Position]


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
        (x, y), (end_x, end_y), enter, leave = start, end, 0.0, 1.0
        # Nearly every line lies wholly to one side; placing labels asks this very often.
        if (x < self.left and end_x < self.left) or (x > self.right and end_x > self.right):
            return False
        if (y < self.top and end_y < self.top) or (y > self.bottom and end_y > self.bottom):
            return False
        dx, dy = end_x - x, end_y - y
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


@dataclass(frozen=True)
class Placed:
    """A label with its room; `leader` leads to it from its mark when it had to stand apart."""

    wish: Wish
    box: Box
    leader: Leader | None = None

    def is_cut_by(self, other: "Placed") -> bool:
        """Tell whether the leader of another label passes through this one."""
        return other.leader is not None and self.box.crossed_by(*other.leader)


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
    # A label upon the one of the same point needs no leader: it would cut through that one.
    apart = line_height + gap + 1
    for wish in wishes:
        size = text_width(wish.text, font_size), line_height
        rooms = _rooms(wish, size=size, area=area, gap=gap)
        labels = (
            (at_least, cost, Placed(wish, box, _leader(box, wish, apart=apart)))
            for at_least, cost, box in rooms
        )
        if best := _best(labels, obstacles, taken=placed):
            placed.append(best)
    return tuple(placed)


def _best(
    labels: Iterable[tuple[float, float, Placed]], obstacles: Obstacles, *, taken: Sequence[Placed]
) -> Placed | None:
    """Return the label in the free room that costs least."""
    best, least = None, inf
    for at_least, own_cost, label in labels:
        if at_least >= least:
            break
        if own_cost < least and not any(label.box.overlaps(other.box) for other in taken):
            cuts = sum(label.is_cut_by(other) + other.is_cut_by(label) for other in taken)
            cost = own_cost + obstacles.cost(label.box) + PER_CUT * cuts
            if cost < least:
                best, least = label, cost
    return best


def _leader(box: Box, wish: Wish, *, apart: float) -> Leader | None:
    """Return the line from the mark to a label that stands farther away than `apart`."""
    if _distance(box, wish) <= apart:
        return None
    (x, y), near = wish.point, box.nearest(wish.point)
    reach = wish.clearance + 2
    length = max(((near[0] - x) ** 2 + (near[1] - y) ** 2) ** 0.5, reach)
    return (x + (near[0] - x) * reach / length, y + (near[1] - y) * reach / length), near


def _distance(box: Box, wish: Wish) -> float:
    (x, y), (near_x, near_y) = wish.point, box.nearest(wish.point)
    return max(abs(near_x - x), abs(near_y - y)) - wish.clearance


def _rooms(
    wish: Wish, *, size: tuple[float, float], area: Box, gap: float
) -> Iterator[tuple[float, float, Box]]:
    """Yield the boxes to try, from near to far: what no later one costs less than, its cost, it."""
    (x, _), (width, height), reach = wish.point, size, wish.clearance + gap
    for away, top, dislike in _rows(wish, height=height, area=area, reach=reach):
        at_least = PER_UNIT_AWAY * away
        for share in SIDEWAYS:
            shift = share * width + (reach if share == 0.5 else -reach if share == -0.5 else 0)
            # Sliding back into the area keeps labels at the rim of the plot readable.
            left = min(max(x - width / 2 + shift, area.left), area.right - width)
            box = Box(left, top, left + width, top + height)
            if area.holds(box) and not _covers(box, wish):
                far = max(_distance(box, wish) - gap, 0.0)
                yield at_least, dislike + 6.0 * abs(share) + PER_UNIT_AWAY * far, box


def _rows(
    wish: Wish, *, height: float, area: Box, reach: float
) -> Iterator[tuple[float, float, float]]:
    """Yield rows beside, above and below a point: how far away, their top, how little liked."""
    _, y = wish.point
    yield 0.0, y - height / 2, 3.0
    for ring in range(int((area.bottom - area.top) / height * 2) + 1):
        away = ring * height / 2
        above, below = y - reach - away - height, y + reach + away
        # At the rim of the plot the nearest rows slide back into it, as far as the mark allows.
        yield away, above if ring else max(above, area.top), 0.0
        yield away, below if ring else min(below, area.bottom - height), 2.0


def _covers(box: Box, wish: Wish) -> bool:
    x, y = wish.point
    reach = wish.clearance + 1.0
    return box.overlaps(Box(x - reach, y - reach, x + reach, y + reach))

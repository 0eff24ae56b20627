"""The two axes: round ticks that are exact Decimals, and straight scales."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from sunagawa_plan.lib.charts.labels import text_width

HEADROOM = Decimal("0.12")
ROUND_FACTORS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class ValueAxis:
    """The value axis: its ticks, equally far apart, the first and last being its ends."""

    ticks: tuple[Decimal, ...]

    @property
    def low(self) -> Decimal:
        return self.ticks[0]

    @property
    def high(self) -> Decimal:
        return self.ticks[-1]

    @property
    def leaves_out_zero(self) -> bool:
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Scale:
    """A straight line from the values `low`…`high` to the positions `start`…`end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: Decimal | float) -> float:
        """Return the position of a value."""
        share = (float(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def display_step(decimal_places: int) -> Decimal:
    """Return the smallest difference that can be shown: 1, 0.1, 0.01."""
    return Decimal(1).scaleb(-decimal_places)


def round_step(span: Decimal, *, step: Decimal, at_most: int) -> Decimal:
    """Return the smallest round distance that cuts a span into at most so many intervals.

    It is 1, 2, 2.5 or 5 times a power of ten and always a multiple of `step`, so that no tick
    needs more decimals than the values have.
    """
    wanted = max(span / at_most, step)
    magnitude = Decimal(1).scaleb(wanted.adjusted())
    candidates = (factor * magnitude for factor in ROUND_FACTORS)
    return next(size for size in candidates if size >= wanted and size % step == 0)


def value_axis(
    values: Iterable[Decimal], *, decimal_places: int, ticks: int = 7, cap: Decimal | None = None
) -> ValueAxis:
    """Return an axis that holds all values with some air around them.

    It starts at 0 when the values reach down to half of their maximum or below, because then
    zero costs little room. `cap` is the largest value that can exist (100 for a share): the
    air does not go beyond it.
    """
    step = display_step(decimal_places)
    low, high = _with_air(list(values) or [Decimal(0)], step=step, cap=cap)
    distance = round_step(high - low, step=step, at_most=ticks - 1)
    while True:
        first = (low / distance).to_integral_value(ROUND_FLOOR)
        last = (high / distance).to_integral_value(ROUND_CEILING)
        if last - first < ticks:
            break
        # Rounding both ends outwards can cost one interval too many.
        distance = round_step(distance * ticks, step=step, at_most=ticks - 1)
    places = Decimal(1).scaleb(-decimal_places)
    return ValueAxis(tuple((index * distance).quantize(places) for index in _indices(first, last)))


def _indices(first: Decimal, last: Decimal) -> Iterable[Decimal]:
    return (Decimal(index) for index in range(int(first), int(last) + 1))


def _with_air(
    values: Sequence[Decimal], *, step: Decimal, cap: Decimal | None
) -> tuple[Decimal, Decimal]:
    lowest, highest = min(values), max(values)
    low = Decimal(0) if 0 <= lowest <= highest / 2 else lowest
    high = Decimal(0) if lowest / 2 <= highest <= 0 else highest
    if lowest == highest == 0:
        return Decimal(0), 5 * step
    air = max((high - low) * HEADROOM, step)
    if low == high:
        air = max(abs(high) / 20, 2 * step)
    if low != 0:
        low = max(low - air, Decimal(0)) if low > 0 else low - air
    if high != 0:
        high = min(high + air, Decimal(0)) if high < 0 else high + air
    if cap is not None and highest <= cap:
        high = min(high, cap)
    return low, high


@dataclass(frozen=True)
class YearScale:
    """Equal columns for fiscal years; a year's position is the middle of its column."""

    years: range
    start: float
    end: float

    @property
    def column(self) -> float:
        return (self.end - self.start) / len(self.years)

    def at(self, fiscal_year: int) -> float:
        """Return the middle of a year's column."""
        return self.left(fiscal_year) + self.column / 2

    def left(self, fiscal_year: int) -> float:
        """Return where a year's column begins."""
        return self.start + (fiscal_year - self.years.start) * self.column

    def right(self, fiscal_year: int) -> float:
        """Return where a year's column ends."""
        return self.left(fiscal_year + 1)


def fitting(
    wanted: Iterable[tuple[int, str]], *, scale: YearScale, font_size: float, gap: float = 5.0
) -> frozenset[int]:
    """Return the years whose labels find room when those named first are served first."""
    taken: list[tuple[float, float]] = []
    kept: set[int] = set()
    for year, label in wanted:
        half = (text_width(label, font_size) + gap) / 2
        left, right = scale.at(year) - half, scale.at(year) + half
        if year not in kept and all(right <= a or left >= b for a, b in taken):
            taken.append((left, right))
            kept.add(year)
    return frozenset(kept)

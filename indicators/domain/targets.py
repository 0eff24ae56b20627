"""The plan's own figures: targets, the line through them and the bound they set."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.domain.vocabulary import Arrow, Direction
from sunagawa_plan.lib.numerals import round_half_up


@dataclass(frozen=True)
class Target:
    """What the plan asks for by the end of one milestone year: a number or an arrow.

    effective_from is the fiscal year from which this row holds: a target revised in
    mid-plan is a new row, and each year is judged against the rows that held in it.
    """

    fiscal_year: int
    value: Decimal | None = None
    arrow: Arrow | None = None
    effective_from: int = 0

    def __post_init__(self) -> None:
        if (self.value is None) == (self.arrow is None):
            raise ValueError(
                f"{self.fiscal_year}年度の目標は、数値か矢印のどちらか一方だけにしてください。"
            )


def targets_held_in(targets: Iterable[Target], year: int) -> tuple[Target, ...]:
    """Return one target per milestone year, as they held in a fiscal year, in order of year."""
    held: dict[int, Target] = {}
    for target in sorted(targets, key=lambda target: target.effective_from):
        if target.effective_from <= year:
            held[target.fiscal_year] = target
    return tuple(held[milestone] for milestone in sorted(held))


@dataclass(frozen=True)
class PlanPath:
    """The targets that held in one year, with the baseline they start from.

    points are the plan's own numeric points (baseline, then targets), rounded to the
    display places and in order of year; never actual values.
    """

    targets: tuple[Target, ...]
    points: tuple[tuple[int, Decimal], ...]
    places: int

    def in_force(self, year: int) -> Target | None:
        """Return T(t): the first target whose year is not before t, else the last one."""
        for target in self.targets:
            if target.fiscal_year >= year:
                return target
        return self.targets[-1] if self.targets else None

    def is_milestone(self, year: int) -> bool:
        """Tell whether the year itself has a target."""
        return any(target.fiscal_year == year for target in self.targets)

    def line(self, year: int) -> Decimal | None:
        """Return E(t): straight between the points, flat outside them, rounded at the end."""
        before = [point for point in self.points if point[0] <= year]
        after = [point for point in self.points if point[0] >= year]
        if not before or not after:
            ends = after[:1] or before[-1:]
            return ends[0][1] if ends else None
        (start, low), (end, high) = before[-1], after[0]
        if start == end:
            return low
        share = Fraction(year - start, end - start)
        exact = Fraction(low) + (Fraction(high) - Fraction(low)) * share
        return round_half_up(exact, self.places)

    def bound(self, year: int, direction: Direction) -> Decimal | None:
        """Return U(t): the target in its year, the worse neighbour between, the last after."""
        before = [value for point_year, value in self.points if point_year <= year]
        after = [value for point_year, value in self.points if point_year >= year]
        if self._has_point(year):
            return before[-1]
        neighbours = before[-1:] + after[:1]
        if not neighbours:
            return None
        return min(neighbours, key=lambda value: direction.sign * value)

    def _has_point(self, year: int) -> bool:
        return any(point_year == year for point_year, _ in self.points)

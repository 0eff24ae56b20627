"""What a chart of one indicator shows, before anybody decides how to draw it.

The page draws it as SVG (`svg.py`), the reader explores it as a plotly figure (`figure.py`);
both read the same `IndicatorSeries`, so the two cannot disagree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sunagawa_plan.lib.fiscal_year import FiscalYear

BoundSide = Literal["ceiling", "floor"]


@dataclass(frozen=True)
class Point:
    """One value of one fiscal year (the western year it starts in); `None` is a gap."""

    fiscal_year: int
    value: Decimal | None
    is_provisional: bool = False


@dataclass(frozen=True)
class IndicatorSeries:
    """One indicator as a chart shows it; every value is already at its display places.

    `first_year` and `last_year` are the plan's period, which is marked on the axis; the axis
    itself (`years`) also reaches to every point outside it. `arrow_targets` pairs a milestone
    year with ↗, → or ↘. `plan_line` is E(t) and `bound` U(t), one point a year.
    `statutory` is the name and value of a line set by law. `milestone_names` pairs a milestone
    year with the plan's name for it (中間目標); unnamed ones are named by their order. Without
    `shows_period` the years belong to no plan and none is marked. `also_years` widen the axis, so
    that two charts can share one. `is_calendar` says that the years are calendar years.
    Impossible series are a `ValueError` in Japanese.
    """

    title: str
    unit: str
    decimal_places: int
    first_year: int
    last_year: int
    actual: tuple[Point, ...] = ()
    baseline: Point | None = None
    targets: tuple[Point, ...] = ()
    arrow_targets: tuple[tuple[int, str], ...] = ()
    plan_line: tuple[Point, ...] = ()
    bound: tuple[Point, ...] = ()
    bound_side: BoundSide | None = None
    statutory: tuple[str, Decimal] | None = None
    summary: str = ""
    is_sample: bool = False
    milestone_names: tuple[tuple[int, str], ...] = ()
    shows_period: bool = True
    also_years: tuple[int, ...] = ()
    is_calendar: bool = False

    def __post_init__(self) -> None:
        if self.last_year < self.first_year:
            raise ValueError(
                f"期間の終わり（{self.last_year}）が始まり（{self.first_year}）より前です。"
            )
        if self.bound and self.bound_side is None:
            raise ValueError("上限・下限の線には、上限か下限かの別が必要です。")
        years = [point.fiscal_year for point in self.actual]
        if years != sorted(set(years)):
            raise ValueError("実績値は年度の順に、1年度に1件ずつ並べてください。")

    @property
    def years(self) -> range:
        """Every fiscal year of the horizontal axis, in order, without holes."""
        points = (*self.actual, *self.targets, *self.plan_line, *self.bound)
        marked = {point.fiscal_year for point in points} | {year for year, _ in self.arrow_targets}
        marked |= set(self.also_years)
        if self.baseline:
            marked.add(self.baseline.fiscal_year)
        return range(
            min(marked | {self.first_year}),
            max(marked | {self.last_year}) + 1,
        )

    def numbers(self) -> Iterator[Decimal]:
        """Yield every value that is drawn, the statutory line apart."""
        points = (*self.actual, *self.targets, *self.plan_line, *self.bound)
        for point in (*points, *((self.baseline,) if self.baseline else ())):
            if point.value is not None:
                yield point.value

    @property
    def latest(self) -> Point | None:
        """The last actual point that has a value."""
        return next((point for point in reversed(self.actual) if point.value is not None), None)

    @property
    def last_known(self) -> Point | None:
        """The latest actual value, or the baseline as long as there is none."""
        if self.latest:
            return self.latest
        return self.baseline if self.baseline and self.baseline.value is not None else None

    @property
    def milestone_years(self) -> tuple[int, ...]:
        """Fiscal years that have a target, a number or an arrow, in order."""
        numbers = {point.fiscal_year for point in self.targets if point.value is not None}
        return tuple(sorted(numbers | {year for year, _ in self.arrow_targets}))

    def milestone_name(self, fiscal_year: int) -> str:
        """What the target of a milestone year is called: 中間目標, 最終目標, R5目標."""
        named = dict(self.milestone_names).get(fiscal_year)
        if named:
            return named
        years = self.milestone_years
        if len(years) == 1:
            return "目標"
        if fiscal_year == years[-1]:
            return "最終目標"
        return "中間目標" if len(years) == 2 else f"{FiscalYear(fiscal_year).short}目標"

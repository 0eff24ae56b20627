"""What an indicator carries into judgement: plain values, no database and no clock."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from indicators.domain.targets import PlanPath, Target, targets_held_in
from indicators.domain.vocabulary import Direction
from sunagawa_plan.lib.numerals import round_half_up


@dataclass(frozen=True)
class StatutoryLine:
    """A limit set by law, with the name that a verdict uses (早期健全化基準)."""

    value: Decimal
    name: str


@dataclass(frozen=True)
class Observation:
    """One measured value and, for a survey, how many people answered."""

    value: Decimal
    sample_size: int | None = None


@dataclass(frozen=True)
class IndicatorFacts:
    """An indicator as the plan defines it.

    first_year and last_year are the plan's period; a missing baseline is None (「—」 is not
    yet measured, never 0). tolerance is in the indicator's unit and concerns maintaining only.
    """

    direction: Direction
    decimal_places: int
    first_year: int
    last_year: int
    baseline_year: int
    baseline_value: Decimal | None
    targets: tuple[Target, ...]
    is_survey: bool = False
    baseline_sample_size: int | None = None
    tolerance: Decimal | None = None
    statutory_line: StatutoryLine | None = None

    def __post_init__(self) -> None:
        for target in self.targets:
            if target.arrow is not None and target.arrow.contradicts(self.direction):
                raise ValueError(
                    f"目標の矢印「{target.arrow.label}」は、"
                    f"望ましい方向「{self.direction.label}」と矛盾しています。"
                )

    @property
    def step(self) -> Decimal:
        """Return q, one display step: 1 for counts, 0.1 for one decimal."""
        return Decimal(1).scaleb(-self.decimal_places)

    @cached_property
    def baseline(self) -> Decimal | None:
        """Return b, rounded to the display places, or None while it is not measured."""
        return None if self.baseline_value is None else self.shown(self.baseline_value)

    def shown(self, value: Decimal) -> Decimal:
        """Round half-up to the display places: what is judged is what is shown."""
        return round_half_up(value, self.decimal_places)

    def is_judged(self, year: int) -> bool:
        """Tell whether verdicts are given for the year: in the plan's period, after the baseline."""
        return self.baseline_year < year and self.first_year <= year <= self.last_year

    def path_in(self, year: int) -> PlanPath:
        """Return the plan as it held in a year; years before the plan see its first version."""
        known = max(year, self.first_year)
        if known not in self._paths:
            self._paths[known] = self._path(known)
        return self._paths[known]

    @cached_property
    def _paths(self) -> dict[int, PlanPath]:
        return {}

    def _path(self, year: int) -> PlanPath:
        held = targets_held_in(self.targets, year)
        points = [(self.baseline_year, self.baseline)] if self.baseline is not None else []
        points += [(t.fiscal_year, self.shown(t.value)) for t in held if t.value is not None]
        return PlanPath(held, tuple(points), self.decimal_places)

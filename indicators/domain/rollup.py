"""Counts by level over a stated denominator; no mean, no score, no automatic grade."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from indicators.domain.vocabulary import Level


@dataclass(frozen=True)
class LevelCount:
    """How many indicators have a level, and how many of these are surveys."""

    level: Level
    total: int
    surveys: int


@dataclass(frozen=True)
class RollUp:
    """Counts of every level in the rule book's order, zero counts included."""

    counts: tuple[LevelCount, ...]

    @property
    def denominator(self) -> int:
        """Return how many indicators are counted in all."""
        return sum(count.total for count in self.counts)

    @property
    def judged(self) -> int:
        """Return how many of them have a verdict."""
        return self.denominator - self.total(Level.UNJUDGED)

    def total(self, level: Level) -> int:
        """Return the count of one level."""
        return next(count.total for count in self.counts if count.level is level)

    @property
    def words(self) -> str:
        """Return the counts as a phrase with their denominator: 12指標中 順調2・評価なし10."""
        parts = [f"{count.level.label}{count.total}" for count in self.counts if count.total]
        return f"{self.denominator}指標中 {'・'.join(parts)}" if parts else "指標なし"


def roll_up(results: Iterable[tuple[Level, bool]]) -> RollUp:
    """Count (level, is_survey) pairs."""
    pairs = Counter(results)
    return RollUp(
        tuple(
            LevelCount(level, pairs[level, True] + pairs[level, False], pairs[level, True])
            for level in Level
        )
    )

"""Soundness ratios (健全化判断比率・資金不足比率) and the lines the law draws for them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from finance.domain.vocabulary import RatioMissingReason, SoundnessLevel


@dataclass(frozen=True)
class RatioFact:
    """What was published of a ratio for one year: a value in percent, or why there is none."""

    fiscal_year: int
    value: Decimal | None
    missing_reason: RatioMissingReason | None = None
    detail: str = ""
    source: str = ""
    note: str = ""
    is_provisional: bool = False

    def __post_init__(self) -> None:
        if (self.value is None) == (self.missing_reason is None):
            raise ValueError("比率か、比率がない理由の、どちらか一方を入力してください。")


@dataclass(frozen=True)
class PlanPoint:
    """What a plan foresees for a ratio in one year, in percent."""

    fiscal_year: int
    value: Decimal


@dataclass(frozen=True)
class SharedRatio:
    """A ratio whose facts are kept as an indicator of a plan, as finance is lent it.

    address leads to the indicator's page. first_year and last_year are the plan's period, baseline
    and targets its printed points, plan_line the line through them, a point a year.
    """

    address: str
    facts: Mapping[int, RatioFact]
    targets: tuple[PlanPoint, ...] = ()
    plan_line: tuple[PlanPoint, ...] = ()
    baseline: PlanPoint | None = None
    first_year: int | None = None
    last_year: int | None = None


# Ratio code → what the plan's indicator holds of it.
SharedRatios = Mapping[str, SharedRatio]


@dataclass(frozen=True)
class Threshold:
    """The lines of a ratio in percent. A year of its own comes before the lines of every year."""

    early_soundness: Decimal
    fiscal_rebuilding: Decimal | None = None
    fiscal_year: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a ratio stands. Distances are in points, line − value; at or below 0 it is reached."""

    level: SoundnessLevel
    to_early_soundness: Decimal | None = None
    to_fiscal_rebuilding: Decimal | None = None


@dataclass(frozen=True)
class RatioSeries:
    """One ratio over the years. lines by year, None being every year that has none of its own.

    lent is what a plan foresees, where the ratio is an indicator too.
    """

    facts: Mapping[int, RatioFact]
    lines: Mapping[int | None, Threshold]
    lent: SharedRatio | None = None

    @property
    def latest(self) -> RatioFact | None:
        """Return the last year's fact, a value or a reason, or None while there is none."""
        return self.facts[max(self.facts)] if self.facts else None

    def until(self, year: int) -> Self:
        """Return the same without the facts of later years; what a plan foresees stays."""
        facts = {own: fact for own, fact in self.facts.items() if own <= year}
        return replace(self, facts=facts)

    def fact(self, year: int) -> RatioFact:
        """Return what is known of a year; 未入力 where nothing is."""
        return self.facts.get(year) or RatioFact(year, None, RatioMissingReason.AWAITING_ENTRY)

    def threshold(self, year: int) -> Threshold | None:
        """Return the lines that hold in a year: its own, else those of every year."""
        return self.lines.get(year) or self.lines.get(None)

    def standing(self, year: int) -> Standing:
        return standing(self.fact(year), self.threshold(year))


def standing(fact: RatioFact, threshold: Threshold | None) -> Standing:
    """Judge a ratio against its lines: at the line is on the wrong side (以上)."""
    if fact.value is None:
        return Standing(SoundnessLevel.NOT_ARISEN)
    if threshold is None:
        return Standing(SoundnessLevel.NO_THRESHOLD)
    early = threshold.early_soundness - fact.value
    rebuilding = None
    if threshold.fiscal_rebuilding is not None:
        rebuilding = threshold.fiscal_rebuilding - fact.value
    return Standing(_level(early, rebuilding), early, rebuilding)


def _level(early: Decimal, rebuilding: Decimal | None) -> SoundnessLevel:
    if rebuilding is not None and rebuilding <= 0:
        return SoundnessLevel.FISCAL_REBUILDING
    return SoundnessLevel.EARLY_SOUNDNESS if early <= 0 else SoundnessLevel.SOUND

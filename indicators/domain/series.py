"""An indicator's years, each with its value or the reason for none, judged."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Self

from indicators.domain.facts import IndicatorFacts, Observation
from indicators.domain.judgement import (
    absent,
    has_room_for_pace,
    judge,
    kind_of,
    outside_judged_years,
)
from indicators.domain.targets import Target
from indicators.domain.verdict import Verdict
from indicators.domain.vocabulary import Kind, MissingReason
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import round_half_up


@dataclass(frozen=True)
class AnnualFact:
    """What was published for one fiscal year: a value, or the reason why there is none."""

    fiscal_year: int
    value: Decimal | None
    missing_reason: MissingReason | None = None
    missing_detail: str = ""
    sample_size: int | None = None
    is_provisional: bool = False
    note: str = ""
    source: str = ""
    published_at: datetime | None = None


@dataclass(frozen=True)
class JudgedYear:
    """One fiscal year of an indicator.

    value is rounded to the display places or None; changes are in the indicator's unit
    (points for percentages); attainment_rate is in percent with one decimal. Each is None
    where it makes no sense.
    """

    fiscal_year: FiscalYear
    fact: AnnualFact | None
    value: Decimal | None
    verdict: Verdict
    kind: Kind | None
    target: Target | None
    plan_line: Decimal | None
    change_from_baseline: Decimal | None
    change_from_previous: Decimal | None
    attainment_rate: Decimal | None

    @property
    def missing_reason(self) -> MissingReason | None:
        """Return why the year has no value, or None where it has one."""
        return self.verdict.missing_reason if self.value is None else None


@dataclass(frozen=True)
class JudgedSeries:
    """All years of an indicator as seen on a given day.

    annual holds the published facts by fiscal year; today decides only whether a year
    without a fact is not yet due or awaits entry.
    """

    facts: IndicatorFacts
    annual: dict[int, AnnualFact]
    today: date

    def until(self, year: int) -> Self:
        """Return the series without what belongs to later years: values and revised targets.

        A report on a year shows the same today as when the year was the last one.
        """
        held = max(year, self.facts.first_year)
        targets = tuple(own for own in self.facts.targets if own.effective_from <= held)
        annual = {own: fact for own, fact in self.annual.items() if own <= year}
        return replace(self, facts=replace(self.facts, targets=targets), annual=annual)

    @cached_property
    def years(self) -> tuple[JudgedYear, ...]:
        """Return every year from the first known one to the end of the plan."""
        first = min([self.facts.baseline_year, self.facts.first_year, *self.annual])
        last = max([self.facts.last_year, *self.annual])
        return tuple(self.year(year) for year in range(first, last + 1))

    @cached_property
    def latest(self) -> JudgedYear | None:
        """Return the last year with a published value, judged or not, or None."""
        valued = [year for year, fact in self.annual.items() if fact.value is not None]
        return self.year(max(valued)) if valued else None

    @cached_property
    def _judged(self) -> dict[int, JudgedYear]:
        return {}

    def year(self, year: int) -> JudgedYear:
        """Return one year with its verdict; any year may be asked for, each is judged once."""
        if year not in self._judged:
            self._judged[year] = self._judge(year)
        return self._judged[year]

    def _judge(self, year: int) -> JudgedYear:
        path = self.facts.path_in(year)
        target, kind = path.in_force(year), self._kind(year)
        value = self.value(year)
        return JudgedYear(
            fiscal_year=FiscalYear(year),
            fact=self.annual.get(year),
            value=value,
            verdict=self.verdict(year),
            kind=kind,
            target=target,
            plan_line=path.line(year),
            change_from_baseline=_difference(value, self.facts.baseline),
            change_from_previous=_difference(value, self.value(year - 1)),
            attainment_rate=self._attainment_rate(value, target, kind),
        )

    def value(self, year: int) -> Decimal | None:
        """Return the year's value at the display places, or None."""
        fact = self.annual.get(year)
        if fact is None or fact.value is None:
            return None
        return self.facts.shown(fact.value)

    def verdict(self, year: int) -> Verdict:
        """Return a year's verdict alone, without the numbers that pages show beside it."""
        fact = self.annual.get(year)
        if fact is not None and fact.value is not None:
            return judge(self.facts, year, Observation(fact.value, fact.sample_size))
        if fact is not None:
            return absent(fact.missing_reason or MissingReason.AWAITING_ENTRY, self._kind(year))
        outside = outside_judged_years(self.facts, year)
        if outside is not None:
            return outside
        due = FiscalYear(year).value_due <= self.today
        reason = MissingReason.AWAITING_ENTRY if due else MissingReason.NOT_DUE
        return absent(reason, self._kind(year))

    def _kind(self, year: int) -> Kind | None:
        target = self.facts.path_in(year).in_force(year)
        return kind_of(target, self.facts) if target and self.facts.is_judged(year) else None

    def _attainment_rate(
        self, value: Decimal | None, target: Target | None, kind: Kind | None
    ) -> Decimal | None:
        """Return 達成率 (v − b) / (T − b) where the distance is worth a percentage."""
        baseline = self.facts.baseline
        if value is None or baseline is None or target is None or target.value is None:
            return None
        if kind is not Kind.REACH or not has_room_for_pace(target, self.facts):
            return None
        goal = self.facts.shown(target.value)
        return round_half_up(Fraction(value - baseline) * 100 / Fraction(goal - baseline), 1)


def _difference(value: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if value is None or other is None else value - other

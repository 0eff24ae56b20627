"""Where an indicator stands at a milestone: what changed, what is missing, how the years went.

Facts only. Why it is so is for people to find out: see examination.py.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from indicators.domain.judgement import kind_of
from indicators.domain.milestones import Outcome, outcome_in
from indicators.domain.series import JudgedSeries, JudgedYear
from indicators.domain.targets import Target
from indicators.domain.vocabulary import Direction, Kind, MissingReason
from sunagawa_plan.lib.labelled_code import LabelledCode

# A direction is told from so many known values on; from fewer nothing is read.
FEWEST_FOR_TREND = 3

# A year without a survey, or for which nothing is calculated, is answered: nobody is to look for it.
_OPEN = {
    MissingReason.NOT_DUE,
    MissingReason.AWAITING_ENTRY,
    MissingReason.AWAITING_PUBLICATION,
}


class Trend(LabelledCode):
    """How the last known values moved, seen from the good direction; no forecast."""

    BETTER = "better", "改善している"
    WORSE = "worse", "悪化している"
    FLAT = "flat", "変化なし"
    MIXED = "mixed", "上下している"
    UNKNOWN = "unknown", "判断できる値が足りない"


@dataclass(frozen=True)
class Standing:
    """An indicator against its target of one milestone year.

    last is the last year up to the milestone that has a value; change is last − baseline;
    shortfall is how far last lies short of the target (0 when it is reached), None for arrows and
    where there is nothing to compare. missing_years are judged years up to the milestone
    whose value is still open. made_per_year and needed_per_year are the yearly steps in the indicator's unit, with
    sign: from the baseline to last, and from last to the plan's next milestone.
    """

    outcome: Outcome
    kind: Kind | None
    target: Target | None
    year: JudgedYear
    last: JudgedYear | None
    change: Decimal | None
    shortfall: Decimal | None
    trend: Trend
    trend_years: tuple[int, ...]
    missing_years: tuple[int, ...]
    next_target: Target | None
    made_per_year: Fraction | None
    needed_per_year: Fraction | None


def standing_at(series: JudgedSeries, milestone: int) -> Standing:
    """Return where an indicator stands at a milestone year, from values up to that year only."""
    cut = series.until(milestone)
    facts, held = cut.facts, cut.facts.path_in(milestone).targets
    target = next((own for own in held if own.fiscal_year == milestone), None)
    following = next((own for own in held if own.fiscal_year > milestone), None)
    last = cut.latest if cut.latest and facts.is_judged(cut.latest.fiscal_year.start) else None
    trend, years = _trend(cut)
    return Standing(
        outcome=outcome_in(cut, milestone),
        kind=kind_of(target, facts) if target else None,
        target=target,
        year=cut.year(milestone),
        last=last,
        change=last.change_from_baseline if last else None,
        shortfall=_shortfall(cut, target, last),
        trend=trend,
        trend_years=years,
        missing_years=_missing_years(cut, milestone),
        next_target=following,
        made_per_year=_made_per_year(cut, last),
        needed_per_year=_needed_per_year(cut, following, last),
    )


def _shortfall(
    series: JudgedSeries, target: Target | None, last: JudgedYear | None
) -> Decimal | None:
    if target is None or target.value is None or last is None or last.value is None:
        return None
    facts = series.facts
    missing = facts.direction.sign * (facts.shown(target.value) - last.value)
    return max(missing, Decimal(0))


def _missing_years(series: JudgedSeries, milestone: int) -> tuple[int, ...]:
    facts = series.facts
    judged = (year for year in range(facts.first_year, milestone + 1) if facts.is_judged(year))
    return tuple(year for year in judged if series.year(year).missing_reason in _OPEN)


def _trend(series: JudgedSeries) -> tuple[Trend, tuple[int, ...]]:
    """Return the direction of the last known values of judged years, and these years."""
    known = [
        (year, value)
        for year in sorted(series.annual)
        if series.facts.is_judged(year) and (value := series.value(year)) is not None
    ][-FEWEST_FOR_TREND:]
    years = tuple(year for year, _ in known)
    if len(known) < FEWEST_FOR_TREND:
        return Trend.UNKNOWN, years
    sign = series.facts.direction.sign
    steps = [sign * (after - before) for (_, before), (_, after) in pairwise(known)]
    if all(step == 0 for step in steps):
        return Trend.FLAT, years
    if all(step >= 0 for step in steps):
        return Trend.BETTER, years
    return (Trend.WORSE if all(step <= 0 for step in steps) else Trend.MIXED), years


def _made_per_year(series: JudgedSeries, last: JudgedYear | None) -> Fraction | None:
    if last is None or last.change_from_baseline is None:
        return None
    years = last.fiscal_year.start - series.facts.baseline_year
    return Fraction(last.change_from_baseline) / years


def _needed_per_year(
    series: JudgedSeries, following: Target | None, last: JudgedYear | None
) -> Fraction | None:
    """Return the yearly step to the next milestone; None when it is reached or has no number."""
    if following is None or following.value is None or last is None or last.value is None:
        return None
    facts = series.facts
    if kind_of(following, facts) is not Kind.REACH:
        return None
    distance = facts.shown(following.value) - last.value
    if facts.direction.sign * distance <= 0:
        return None
    return Fraction(distance) / (following.fiscal_year - last.fiscal_year.start)


def is_slower(standing: Standing, direction: Direction) -> bool:
    """Tell whether the steps made so far are smaller than those still needed."""
    made, needed = standing.made_per_year, standing.needed_per_year
    if made is None or needed is None:
        return False
    return direction.sign * made < direction.sign * needed

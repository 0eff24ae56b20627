"""The rule book: one published rule per kind of target, first match wins.

Everything is compared after rounding half-up to the display places, in exact arithmetic.
The page /method/ explains these rules to citizens; a change here is a change of method and
takes a new RULE_VERSION.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from indicators.domain.error_band import ErrorBand, error_band
from indicators.domain.facts import IndicatorFacts, Observation
from indicators.domain.targets import PlanPath, Target
from indicators.domain.verdict import Rule, Verdict, Working
from indicators.domain.vocabulary import Arrow, Direction, Kind, Level, MissingReason

RULE_VERSION = "1"

MINIMUM_STEPS_FOR_PACE = 10
PACE_ON_TRACK = Fraction(95, 100)
PACE_SLIGHTLY_BEHIND = Fraction(60, 100)
DEFAULT_TOLERANCE = Decimal("0.05")


def kind_of(target: Target, facts: IndicatorFacts) -> Kind:
    """Return the kind that the plan's own numbers give a target; nobody classifies by hand."""
    if target.value is None:
        return Kind.MAINTAIN if target.arrow is Arrow.FLAT else Kind.TREND
    if facts.baseline is None:
        return Kind.REACH
    gain = facts.direction.sign * (facts.shown(target.value) - facts.baseline)
    if gain == 0:
        return Kind.MAINTAIN
    return Kind.REACH if gain > 0 else Kind.BOUND


def tolerance_of(target: Decimal, facts: IndicatorFacts) -> Decimal:
    """Return how far below a target still counts as nearly kept: the indicator's own, else 5 %."""
    if facts.tolerance is not None:
        return facts.tolerance
    return abs(target) * DEFAULT_TOLERANCE


def has_room_for_pace(target: Target, facts: IndicatorFacts) -> bool:
    """Tell whether baseline and target lie at least ten display steps apart."""
    if target.value is None or facts.baseline is None:
        return False
    distance = abs(facts.shown(target.value) - facts.baseline)
    return distance >= MINIMUM_STEPS_FOR_PACE * facts.step


def judge(facts: IndicatorFacts, year: int, observation: Observation) -> Verdict:
    """Judge one measured value of one fiscal year against the targets that held in it.

    Years outside the plan's period, the baseline year and indicators without a target get
    an unjudged verdict that says so.
    """
    outside = outside_judged_years(facts, year)
    if outside is not None:
        return outside
    path = facts.path_in(year)
    target = path.in_force(year)
    if target is None:
        return absent(MissingReason.NO_TARGET)
    case = _Case(facts, year, facts.shown(observation.value), observation, path, target)
    return _JUDGES[kind_of(target, facts)](case)


def outside_judged_years(facts: IndicatorFacts, year: int) -> Verdict | None:
    """Return the verdict of a year that is drawn and listed but not judged, else None."""
    if facts.is_judged(year):
        return None
    label = "基準年" if year == facts.baseline_year else "計画期間外"
    return Verdict(Level.UNJUDGED, label)


def absent(reason: MissingReason, kind: Kind | None = None) -> Verdict:
    """Return the verdict of a year without a value: counted and shown, never good or bad."""
    return Verdict(Level.UNJUDGED, reason.label, kind=kind, missing_reason=reason)


@dataclass(frozen=True)
class _Case:
    """One value with all that it is compared with; names follow the rule book."""

    facts: IndicatorFacts
    year: int
    value: Decimal
    observation: Observation
    path: PlanPath
    milestone: Target

    @cached_property
    def target(self) -> Decimal | None:
        if self.milestone.value is None:
            return self.facts.baseline if self.milestone.arrow is Arrow.FLAT else None
        return self.facts.shown(self.milestone.value)

    @cached_property
    def tolerance(self) -> Decimal:
        return tolerance_of(_known(self.target), self.facts)

    @cached_property
    def plan_line(self) -> Decimal | None:
        return self.path.line(self.year)

    @cached_property
    def bound(self) -> Decimal | None:
        return self.path.bound(self.year, self.facts.direction)

    @cached_property
    def band(self) -> ErrorBand | None:
        return error_band(self.facts, self.observation)

    def lead(self, over: Decimal | None) -> Decimal:
        """Return d(v − over): positive where the value is better."""
        return self.facts.direction.sign * (self.value - _known(over))

    @property
    def is_within_error(self) -> bool:
        """Tell whether a survey's difference from the baseline lies inside its error band."""
        band = self.band
        return band is not None and band.contains(self.lead(self.facts.baseline))

    def verdict(self, level: Level, label: str, rule: Rule, note: str = "") -> Verdict:
        return Verdict(level, label, rule.kind, note, working=self._working(rule))

    def _working(self, rule: Rule) -> Working:
        facts = self.facts
        return Working(
            rule=rule,
            fiscal_year=self.year,
            value=self.value,
            milestone=self.milestone,
            baseline=facts.baseline,
            target=self.target,
            plan_line=self.plan_line,
            bound=self.bound if rule.kind is Kind.BOUND else None,
            tolerance=self.tolerance if rule is Rule.MAINTAIN else None,
            pace=_pace(self) if rule is Rule.REACH_PACE else None,
            band=self.band.shown if self.band is not None else None,
            statutory_line=facts.statutory_line if rule.kind is Kind.BOUND else None,
        )


def _known(number: Decimal | None) -> Decimal:
    """Return a number that the kind of target guarantees."""
    if number is None:
        raise ValueError("比較に必要な数値（基準値または目標値）がありません。")
    return number


def _judge_reach(case: _Case) -> Verdict:
    facts = case.facts
    if case.lead(case.target) >= 0:
        return case.verdict(Level.ACHIEVED, "達成", Rule.REACH_MET)
    if case.path.is_milestone(case.year):
        return _missed_milestone(case)
    if facts.baseline is None:
        if case.lead(case.plan_line) >= 0:
            return case.verdict(Level.ON_TRACK, "順調", Rule.REACH_NO_BASELINE)
        return case.verdict(Level.BEHIND, "未達", Rule.REACH_NO_BASELINE)
    if has_room_for_pace(case.milestone, facts):
        return _judge_by_pace(case)
    return _judge_by_direction(case, Rule.REACH_FEW_STEPS, better="前進")


def _missed_milestone(case: _Case) -> Verdict:
    if case.facts.baseline is None or case.lead(case.facts.baseline) >= 0:
        return case.verdict(Level.BEHIND, "未達", Rule.REACH_MISSED)
    return _fallen_behind_baseline(case, Rule.REACH_MISSED)


def _judge_by_pace(case: _Case) -> Verdict:
    if case.lead(case.plan_line) >= 0:
        return case.verdict(Level.ON_TRACK, "順調", Rule.REACH_ON_LINE)
    if case.lead(case.facts.baseline) < 0:
        return _fallen_behind_baseline(case, Rule.REACH_ON_LINE)
    pace = _pace(case)
    if pace >= PACE_ON_TRACK:
        return case.verdict(Level.ON_TRACK, "順調", Rule.REACH_PACE)
    label = "やや遅れ" if pace >= PACE_SLIGHTLY_BEHIND else "遅れ"
    return case.verdict(Level.BEHIND, label, Rule.REACH_PACE)


def _pace(case: _Case) -> Fraction:
    """Return r = (v − b) / (E − b); only asked where E lies beyond b in the good direction."""
    baseline = _known(case.facts.baseline)
    return Fraction(case.value - baseline) / Fraction(_known(case.plan_line) - baseline)


def _fallen_behind_baseline(case: _Case, rule: Rule) -> Verdict:
    if case.is_within_error:
        return case.verdict(Level.BEHIND, "誤差の範囲", Rule.WITHIN_ERROR_REACH)
    return case.verdict(Level.WORSE, "後退", rule)


def _judge_by_direction(case: _Case, rule: Rule, *, better: str) -> Verdict:
    """Compare with the baseline only, in display steps."""
    if case.is_within_error:
        within = Rule.WITHIN_ERROR_TREND if rule is Rule.TREND else Rule.WITHIN_ERROR_REACH
        return case.verdict(Level.BEHIND, "誤差の範囲", within)
    lead = case.lead(case.facts.baseline)
    if lead >= case.facts.step:
        return case.verdict(Level.ON_TRACK, better, rule)
    if lead == 0:
        return case.verdict(Level.BEHIND, "横ばい", rule)
    return case.verdict(Level.WORSE, "後退", rule)


def _judge_maintain(case: _Case) -> Verdict:
    if case.target is None:
        return Verdict(Level.UNJUDGED, "初回測定", Kind.MAINTAIN)
    shortfall = -case.lead(case.target)
    if shortfall <= 0:
        return case.verdict(Level.ON_TRACK, "維持", Rule.MAINTAIN)
    if shortfall <= case.tolerance:
        return case.verdict(Level.BEHIND, "おおむね維持", Rule.MAINTAIN)
    return case.verdict(Level.WORSE, "後退", Rule.MAINTAIN)


def _judge_bound(case: _Case) -> Verdict:
    statutory = case.facts.statutory_line
    if statutory is not None and case.lead(statutory.value) <= 0:
        beyond = "以上" if case.facts.direction is Direction.LOWER else "以下"
        return case.verdict(Level.WORSE, statutory.name + beyond, Rule.BOUND_STATUTORY)
    if case.lead(case.bound) < 0:
        return case.verdict(Level.BEHIND, "計画値の範囲外", Rule.BOUND)
    note = "計画線より早い" if case.lead(case.plan_line) < 0 else ""
    return case.verdict(Level.ON_TRACK, "計画値の範囲内", Rule.BOUND, note)


def _judge_trend(case: _Case) -> Verdict:
    if case.facts.baseline is None:
        return Verdict(Level.UNJUDGED, "初回測定", Kind.TREND)
    return _judge_by_direction(case, Rule.TREND, better="改善")


_JUDGES = {
    Kind.REACH: _judge_reach,
    Kind.MAINTAIN: _judge_maintain,
    Kind.BOUND: _judge_bound,
    Kind.TREND: _judge_trend,
}

"""A verdict worked out step by step, as a reader can check it by hand.

Every number comes from the verdict's own Working; the questions stand in the order in which the
rule book asks them, and the last one gives the verdict.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indicators.domain.facts import IndicatorFacts
from indicators.domain.judgement import (
    MINIMUM_STEPS_FOR_PACE,
    PACE_ON_TRACK,
    PACE_SLIGHTLY_BEHIND,
)
from indicators.domain.measure import Measure
from indicators.domain.verdict import Rule, Verdict, Working
from indicators.domain.vocabulary import Direction, Kind
from indicators.domain.wording import percentage
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number


@dataclass(frozen=True)
class Step:
    """One question, the numbers that answer it, and the answer; verdict where it decides."""

    question: str
    numbers: str
    answer: str
    verdict: str = ""


def steps_of(facts: IndicatorFacts, verdict: Verdict, measure: Measure) -> tuple[Step, ...]:
    """Return how a verdict is reached, or nothing where there is no working to check."""
    if verdict.working is None:
        return ()
    return tuple(_Check(facts, verdict, verdict.working, measure).steps())


class _Check:
    def __init__(
        self, facts: IndicatorFacts, verdict: Verdict, working: Working, measure: Measure
    ) -> None:
        self.facts, self.verdict, self.working, self.measure = facts, verdict, working, measure

    def steps(self) -> Iterator[Step]:
        places = self.facts.decimal_places
        digits = f"小数第{places}位" if places else "1の位"
        yield Step(
            f"実績値を{digits}までにそろえると、いくつですか。",
            "その桁より下は四捨五入します。",
            self.quantity(self.working.value),
        )
        yield self.kind()
        yield from _BY_KIND[self.working.rule.kind](self)

    def kind(self) -> Step:
        kind, better = self.working.rule.kind, self.facts.direction.label
        goal, base = self.quantity(self.working.target), self.quantity(self.working.baseline)
        arrow = self.working.milestone.arrow
        said = {
            Kind.TREND: f"目標は「{arrow.label if arrow else ''}」で、数値がありません。",
            Kind.MAINTAIN: f"目標{goal}は、基準値{base}と同じです。",
            Kind.REACH: f"目標{goal}は、基準値{base}よりよい数値です（{better}）。",
            Kind.BOUND: f"目標{goal}は、基準値{base}より悪い数値です（{better}）。",
        }[kind]
        if kind is Kind.REACH and self.working.baseline is None:
            said = f"基準値がまだなく、目標は{goal}です。"
        year = FiscalYear(self.working.milestone.fiscal_year).full
        return Step(f"比べるのは{year}の目標です。どの種類ですか。", said, kind.label)

    def reach(self) -> Iterator[Step]:
        is_met = self.lead(self.working.target) >= 0
        yield self.ask(
            "実績値は、目標に届いていますか。", self.working.target, holds=is_met, decides=is_met
        )
        if is_met:
            return
        is_due = self.working.milestone.fiscal_year == self.working.fiscal_year
        year = FiscalYear(self.working.fiscal_year).full
        yield Step("その年度は、目標の年度ですか。", year, _yes(is_due))
        if is_due:
            yield from self._missed()
        elif self.working.baseline is None:
            yield from self._against_line(decides_both=True)
        else:
            yield from self._on_the_way()

    def _missed(self) -> Iterator[Step]:
        if self.working.baseline is None:
            yield Step(
                "基準値と比べられますか。", "基準値がありません。", "いいえ", self.verdict.label
            )
            return
        yield from self._below_baseline(
            is_worse=self.lead(self.working.baseline) < 0, decides_both=True
        )

    def _against_line(self, *, decides_both: bool = False) -> Iterator[Step]:
        reaches = self.lead(self.working.plan_line) >= 0
        yield Step(
            "その年度の計画線は、いくつですか。",
            self._line(),
            self.quantity(self.working.plan_line),
        )
        yield self.ask(
            "実績値は、計画線に届いていますか。",
            self.working.plan_line,
            holds=reaches,
            decides=reaches or decides_both,
        )

    def _on_the_way(self) -> Iterator[Step]:
        distance = abs(_known(self.working.target) - _known(self.working.baseline))
        steps = int(distance / self.facts.step)
        has_room = steps >= MINIMUM_STEPS_FOR_PACE
        yield Step(
            f"基準値から目標まで、表示の{MINIMUM_STEPS_FOR_PACE}刻み以上ありますか。",
            f"{self.measure.distance(distance)} ＝ {steps}刻み",
            _yes(has_room),
        )
        if not has_room:
            yield from self._against_baseline()
            return
        yield from self._against_line()
        if self.lead(self.working.plan_line) >= 0:
            return
        is_worse = self.lead(self.working.baseline) < 0
        yield from self._below_baseline(is_worse=is_worse, decides_both=False)
        if not is_worse:
            yield self._pace()

    def _below_baseline(self, *, is_worse: bool, decides_both: bool) -> Iterator[Step]:
        asks_chance = is_worse and self.working.band is not None
        yield self.ask(
            "実績値は、基準値より悪いですか。",
            self.working.baseline,
            holds=is_worse,
            decides=(is_worse or decides_both) and not asks_chance,
        )
        if asks_chance:
            yield self._chance(decides_both=True)

    def _pace(self) -> Step:
        done = self.working.value - _known(self.working.baseline)
        due = _known(self.working.plan_line) - _known(self.working.baseline)
        pace = self.working.pace or Fraction(0)
        share = percentage(Decimal(pace.numerator) * 100 / pace.denominator)
        number = self.measure.number
        bounds = f"{int(PACE_ON_TRACK * 100)}%以上は順調、{int(PACE_SLIGHTLY_BEHIND * 100)}%以上はやや遅れ"
        return Step(
            "基準値から計画線まで、どれだけ進みましたか。",
            f"{number(done)} ÷ {number(due)} ＝ {share}（{bounds}）",
            share,
            self.verdict.label,
        )

    def _against_baseline(self) -> Iterator[Step]:
        if self.working.band is not None:
            yield self._chance(decides_both=False)
            if self.working.rule in (Rule.WITHIN_ERROR_REACH, Rule.WITHIN_ERROR_TREND):
                return
        difference = self.working.value - _known(self.working.baseline)
        lead = self.lead(self.working.baseline)
        answer = "よい" if lead > 0 else "同じ" if lead == 0 else "悪い"
        yield Step(
            f"実績値は、基準値と比べてどうですか（{self.facts.direction.label}）。",
            f"{self.quantity(self.working.value)} － {self.quantity(self.working.baseline)}"
            f" ＝ {self.measure.change(difference)}",
            answer,
            self.verdict.label,
        )

    def _chance(self, *, decides_both: bool) -> Step:
        gap = self.measure.distance(self.working.value - _known(self.working.baseline))
        band = f"{format_number(self.working.band or Decimal(0), 2)}ポイント"
        is_within = self.working.rule in (Rule.WITHIN_ERROR_REACH, Rule.WITHIN_ERROR_TREND)
        return Step(
            "基準値との差は、調査の誤差の目安より小さいですか。",
            f"差 {gap}、目安 {band}",
            _yes(is_within),
            self.verdict.label if is_within or decides_both else "",
        )

    def maintain(self) -> Iterator[Step]:
        is_kept = self.lead(self.working.target) >= 0
        yield self.ask(
            "実績値は、目標の水準にありますか。",
            self.working.target,
            holds=is_kept,
            decides=is_kept,
        )
        if is_kept:
            return
        shortfall, tolerance = -self.lead(self.working.target), self.working.tolerance or Decimal(0)
        unit = self.measure.difference_unit
        yield Step(
            "足りない分は、維持とみなす幅以内ですか。",
            f"足りない分 {self.measure.distance(shortfall)}、幅 {tolerance.normalize():f}{unit}",
            _yes(shortfall <= tolerance),
            self.verdict.label,
        )

    def bound(self) -> Iterator[Step]:
        line = self.working.statutory_line
        if line is not None:
            is_beyond = self.lead(line.value) <= 0
            beyond = "以上" if self.facts.direction is Direction.LOWER else "以下"
            yield self.ask(
                f"実績値は、法律の基準（{line.name}）{beyond}ですか。",
                line.value,
                holds=is_beyond,
                decides=is_beyond,
            )
            if is_beyond:
                return
        side = "上限" if self.facts.direction is Direction.LOWER else "下限"
        holds = "目標の年度では、その目標値です。"
        if self.working.milestone.fiscal_year != self.working.fiscal_year:
            holds = "途中の年度では、前後の計画値のうち緩いほうです。"
        yield Step(f"その年度の{side}は、いくつですか。", holds, self.quantity(self.working.bound))
        is_inside = self.lead(self.working.bound) >= 0
        yield self.ask(
            f"実績値は、{side}の範囲に収まっていますか。",
            self.working.bound,
            holds=is_inside,
            decides=True,
        )
        if is_inside:
            yield from self._early()

    def _early(self) -> Iterator[Step]:
        is_early = self.lead(self.working.plan_line) < 0
        yield Step(
            "計画線より早く動いていますか（評価は変わらず、添え書きが付きます）。",
            f"計画線 {self._line()} ＝ {self.quantity(self.working.plan_line)}",
            _yes(is_early) + (f"：「{self.verdict.note}」と添える" if self.verdict.note else ""),
        )

    def trend(self) -> Iterator[Step]:
        yield from self._against_baseline()

    def ask(self, question: str, other: Decimal | None, *, holds: bool, decides: bool) -> Step:
        """Ask how the value compares with another number."""
        value, against = self.working.value, _known(other)
        sign = "＝" if value == against else "＞" if value > against else "＜"
        numbers = f"{self.quantity(value)} {sign} {self.quantity(against)}"
        return Step(question, numbers, _yes(holds), self.verdict.label if decides else "")

    def lead(self, over: Decimal | None) -> Decimal:
        return self.facts.direction.sign * (self.working.value - _known(over))

    def quantity(self, value: Decimal | None) -> str:
        return "—" if value is None else self.measure.quantity(value)

    def _line(self) -> str:
        """Write the plan line's arithmetic between its two neighbouring points."""
        year, number = self.working.fiscal_year, self.measure.number
        points = self.facts.path_in(year).points
        before = [point for point in points if point[0] <= year]
        after = [point for point in points if point[0] >= year]
        if not before or not after or before[-1] == after[0]:
            return "計画書の値のまま"
        (start, low), (end, high) = before[-1], after[0]
        return (
            f"{number(low)} ＋（{number(high)} － {number(low)}）× {year - start} ÷ {end - start}"
        )


def _yes(answer: object) -> str:
    return "はい" if answer else "いいえ"


def _known(number: Decimal | None) -> Decimal:
    if number is None:
        raise ValueError("比較に必要な数値がありません。")
    return number


_BY_KIND: dict[Kind, Callable[[_Check], Iterator[Step]]] = {
    Kind.REACH: _Check.reach,
    Kind.MAINTAIN: _Check.maintain,
    Kind.BOUND: _Check.bound,
    Kind.TREND: _Check.trend,
}

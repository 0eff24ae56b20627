"""The working of a verdict as one plain sentence, in the words of the rule book."""

from collections.abc import Callable
from decimal import Decimal

from indicators.domain.measure import Measure
from indicators.domain.verdict import Rule, Verdict, Working
from indicators.domain.vocabulary import Direction, Level, MissingReason
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number, round_half_up

ABSENCE_SENTENCES = {
    MissingReason.NOT_MEASURED: "まだ測定していないため、値がありません。",
    MissingReason.NOT_DUE: "この年度の実績はまだ確定する時期を迎えていません（翌年度の秋に分かります）。",
    MissingReason.AWAITING_ENTRY: "この年度の実績値は、まだこのサイトに登録されていません。",
    MissingReason.AWAITING_PUBLICATION: "この年度の実績値は、公表を待っています。",
    MissingReason.NO_SURVEY: "この年度は調査を行っていないため、値がありません。",
    MissingReason.NOT_CALCULABLE: "この年度の値は算定されません。",
    MissingReason.NO_TARGET: "この年度に有効な目標がないため、評価していません。",
}

UNJUDGED_SENTENCES = {
    "基準年": "目標を立てたときの基準の年度なので、評価の対象ではありません。",
    "計画期間外": "計画期間に入っていない年度なので、評価の対象ではありません。",
    "初回測定": "比べる基準値がないため、最初の測定値として記録し、評価はしていません。",
}


def explain(verdict: Verdict, measure: Measure, direction: Direction) -> str:
    """Return the sentence that says why a verdict is what it is."""
    if verdict.missing_reason is not None:
        return ABSENCE_SENTENCES[verdict.missing_reason]
    if verdict.working is None:
        return UNJUDGED_SENTENCES[verdict.label]
    return _Sentence(verdict, verdict.working, measure, direction).text()


def percentage(ratio: Decimal) -> str:
    """Write a share in percent with one decimal, for display only."""
    return f"{format_number(round_half_up(ratio, 1), 1)}%"


class _Sentence:
    """The parts that the sentences of all rules share."""

    def __init__(
        self, verdict: Verdict, working: Working, measure: Measure, direction: Direction
    ) -> None:
        self.verdict = verdict
        self.working = working
        self.measure = measure
        self.or_better = "以上" if direction is Direction.HIGHER else "以下"
        self.worse = "下回って" if direction is Direction.HIGHER else "上回って"
        self.year = FiscalYear(working.fiscal_year).wareki
        self.actual = f"{self.year}の実績{measure.quantity(working.value)}は、"

    def text(self) -> str:
        return _SENTENCES[self.working.rule](self)

    def quantity(self, value: Decimal | None) -> str:
        return "—" if value is None else self.measure.quantity(value)

    def gap(self, other: Decimal | None) -> str:
        return self.measure.way(self.working.value - (other or Decimal(0)))

    @property
    def target(self) -> str:
        milestone = FiscalYear(self.working.milestone.fiscal_year).wareki
        return f"目標（{milestone}）の{self.quantity(self.working.target)}"

    @property
    def baseline(self) -> str:
        return f"基準値{self.quantity(self.working.baseline)}"

    @property
    def plan_line(self) -> str:
        return f"この年度の計画線{self.quantity(self.working.plan_line)}"

    def below_baseline(self) -> str:
        return (
            f"{self.actual}{self.baseline}を{self.gap(self.working.baseline)}{self.worse}います。"
        )

    def reach_met(self) -> str:
        return f"{self.actual}{self.target}{self.or_better}です。"

    def reach_missed(self) -> str:
        missed = f"{self.actual}{self.target}まであと{self.gap(self.working.target)}です。"
        if self.verdict.level is Level.WORSE:
            return missed + f"{self.baseline}も{self.worse}います。"
        return missed

    def reach_no_baseline(self) -> str:
        if self.verdict.level is Level.ON_TRACK:
            return f"{self.actual}{self.plan_line}{self.or_better}です。"
        return f"{self.actual}{self.plan_line}まであと{self.gap(self.working.plan_line)}です。"

    def reach_on_line(self) -> str:
        if self.verdict.level is Level.WORSE:
            return self.below_baseline()
        return f"{self.actual}{self.plan_line}{self.or_better}です。"

    def reach_pace(self) -> str:
        pace = self.working.pace
        done = percentage(Decimal(pace.numerator) * 100 / pace.denominator) if pace else "0.0%"
        return (
            f"{self.actual}{self.baseline}から{self.plan_line}までの道のりの"
            f"{done}（{pace}）まで進んでいます。"
        )

    def compared_with_baseline(self) -> str:
        if self.verdict.level is Level.WORSE:
            return self.below_baseline()
        if self.verdict.level is Level.ON_TRACK:
            return f"{self.actual}{self.baseline}より{self.gap(self.working.baseline)}よくなっています。"
        return f"{self.actual}{self.baseline}と同じです。"

    def within_error(self) -> str:
        band = format_number(self.working.band or Decimal(0), 2)
        return (
            f"{self.actual}{self.baseline}との差が{self.gap(self.working.baseline)}で、"
            f"調査の誤差の目安（{band}ポイント）より小さいため、変わったとはいえません。"
        )

    def maintain(self) -> str:
        if self.verdict.level is Level.ON_TRACK:
            return f"{self.actual}{self.target}{self.or_better}を保っています。"
        tolerance = f"{(self.working.tolerance or Decimal(0)).normalize():f}"
        within = "以内です" if self.verdict.level is Level.BEHIND else "を超えています"
        return (
            f"{self.actual}{self.target}を{self.gap(self.working.target)}{self.worse}いて、"
            f"維持とみなす幅（{tolerance}{self.measure.difference_unit}）{within}。"
        )

    def bound_statutory(self) -> str:
        line = self.working.statutory_line
        name, value = (line.name, line.value) if line else ("", Decimal(0))
        beyond = "以上" if self.or_better == "以下" else "以下"
        return f"{self.actual}法律で定める{name}{self.measure.quantity(value)}{beyond}です。"

    def bound(self) -> str:
        side = "上限" if self.or_better == "以下" else "下限"
        limit = f"この年度の計画値の{side}{self.quantity(self.working.bound)}"
        if self.verdict.level is Level.BEHIND:
            return f"{self.actual}{limit}を{self.gap(self.working.bound)}{self.worse}います。"
        inside = f"{self.actual}{limit}{self.or_better}です。"
        if self.verdict.note:
            return f"{inside}ただし{self.plan_line}を{self.worse}いて、計画より早く動いています。"
        return inside


_SENTENCES: dict[Rule, Callable[[_Sentence], str]] = {
    Rule.REACH_MET: _Sentence.reach_met,
    Rule.REACH_MISSED: _Sentence.reach_missed,
    Rule.REACH_NO_BASELINE: _Sentence.reach_no_baseline,
    Rule.REACH_ON_LINE: _Sentence.reach_on_line,
    Rule.REACH_PACE: _Sentence.reach_pace,
    Rule.REACH_FEW_STEPS: _Sentence.compared_with_baseline,
    Rule.WITHIN_ERROR_REACH: _Sentence.within_error,
    Rule.MAINTAIN: _Sentence.maintain,
    Rule.BOUND_STATUTORY: _Sentence.bound_statutory,
    Rule.BOUND: _Sentence.bound,
    Rule.TREND: _Sentence.compared_with_baseline,
    Rule.WITHIN_ERROR_TREND: _Sentence.within_error,
}

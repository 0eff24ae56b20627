"""How far a value is from what the plan asks for, in units people know.

目標まで、あと2町内会 · 上限まで余裕 0.8ポイント. Said by kind of target, never as a grade: the verdict
stands beside it.
"""

from collections.abc import Callable
from decimal import Decimal

from indicators.domain.judgement import kind_of
from indicators.domain.measure import Measure
from indicators.domain.series import JudgedSeries, JudgedYear
from indicators.domain.targets import Target
from indicators.domain.vocabulary import Direction, Kind
from sunagawa_plan.lib.fiscal_year import FiscalYear


def distance_to_target(series: JudgedSeries, judged: JudgedYear, measure: Measure) -> str:
    """Return how far a year's value is from the target in force, or "" where nothing can be said.

    A year without a value is told from the baseline, which is then named: a baseline is never
    passed off as the present. A target without a number gives the way from the baseline.
    """
    target = judged.target
    if judged.kind is None or target is None:
        return ""
    words = _Words(series, judged, target, measure)
    return words.from_baseline() if judged.value is None else _SAYINGS[judged.kind](words)


class _Words:
    """One value, its target and the words for their difference."""

    def __init__(
        self, series: JudgedSeries, judged: JudgedYear, target: Target, measure: Measure
    ) -> None:
        self.facts, self.judged, self.target, self.measure = series.facts, judged, target, measure
        self.value = judged.value
        self.goal = f"{FiscalYear(target.fiscal_year).wareki}の目標"

    def from_baseline(self) -> str:
        baseline, target = self.facts.baseline, self.target.value
        kind = kind_of(self.target, self.facts)
        if baseline is None or target is None or kind is not Kind.REACH:
            return ""
        way = self.measure.way(self.facts.shown(target) - baseline)
        start = FiscalYear(self.facts.baseline_year).wareki
        return f"{start}の{self.measure.counted(baseline)}から{self.goal}まで{way}"

    def reach(self) -> str:
        lead = self._lead(self.target.value)
        if lead < 0:
            return f"{self.goal}まで、あと{self.measure.way(lead)}"
        return self._at_or_beyond(self.goal, lead)

    def maintain(self) -> str:
        kept = self.facts.baseline if self.target.value is None else self.target.value
        if kept is None:
            return ""
        lead = self._lead(kept)
        if lead < 0:
            return f"目標の水準まで、あと{self.measure.way(lead)}"
        return self._at_or_beyond("目標の水準", lead)

    def bound(self) -> str:
        side = "上限" if self.facts.direction is Direction.LOWER else "下限"
        year = self.judged.fiscal_year.start
        lead = self._lead(self.facts.path_in(year).bound(year, self.facts.direction))
        if lead > 0:
            return f"{side}まで余裕 {self.measure.way(lead)}"
        if lead == 0:
            return f"{side}ちょうど（余裕なし）"
        return f"{side}を{self.measure.way(lead)}{self._worse}いる"

    def trend(self) -> str:
        baseline = self.facts.baseline
        if baseline is None:
            return ""
        lead = self._lead(baseline)
        if lead == 0:
            return "基準値と同じ"
        return f"基準値より{self.measure.way(lead)}{'よい' if lead > 0 else '悪い'}"

    def _lead(self, other: Decimal | None) -> Decimal:
        if self.value is None or other is None:
            raise ValueError("比較に必要な数値がありません。")
        return self.facts.direction.sign * (self.value - self.facts.shown(other))

    def _at_or_beyond(self, what: str, lead: Decimal) -> str:
        if lead == 0:
            return f"{what}ちょうど"
        return f"{what}より{self.measure.way(lead)}よい"

    @property
    def _worse(self) -> str:
        return "超えて" if self.facts.direction is Direction.LOWER else "割って"


_SAYINGS: dict[Kind, Callable[[_Words], str]] = {
    Kind.REACH: _Words.reach,
    Kind.MAINTAIN: _Words.maintain,
    Kind.BOUND: _Words.bound,
    Kind.TREND: _Words.trend,
}

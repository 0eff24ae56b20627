"""Whether a milestone was met: met, not met, not yet known. Nothing in between, no score."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from indicators.domain.headline import GOOD
from indicators.domain.series import JudgedSeries
from indicators.domain.verdict import Verdict
from indicators.domain.vocabulary import Level
from sunagawa_plan.lib.labelled_code import LabelledCode


class Outcome(LabelledCode):
    """What the year of a milestone says about its target."""

    MET = "met", "届いた"
    NOT_MET = "not_met", "届かなかった"
    UNKNOWN = "unknown", "まだ分からない"


def outcome_in(series: JudgedSeries, year: int) -> Outcome:
    """Tell whether an indicator met its target of a milestone year; without one, nobody knows."""
    if not series.facts.path_in(year).is_milestone(year):
        return Outcome.UNKNOWN
    return outcome_of(series.year(year).verdict)


def outcome_of(verdict: Verdict) -> Outcome:
    """Read a milestone year's verdict as an answer to "was the target met?".

    A number is met by 達成, a level to keep by 維持, a bound by 計画値の範囲内, an arrow by 改善.
    What only comes near (おおむね維持) or cannot be told from chance (誤差の範囲) is not met; the
    verdict's own word says so beside it.
    """
    if verdict.level is Level.UNJUDGED:
        return Outcome.UNKNOWN
    return Outcome.MET if verdict.level in GOOD else Outcome.NOT_MET


@dataclass(frozen=True)
class OutcomeCounts:
    """How many targets were met, were not, and are not known."""

    met: int
    not_met: int
    unknown: int

    @property
    def total(self) -> int:
        return self.met + self.not_met + self.unknown

    @property
    def sentence(self) -> str:
        """Return the counts in plain words over their denominator."""
        if self.total == 0:
            return "目標を定めた指標は、まだ登録されていません。"
        if self.total == self.unknown == 1:
            return "ただ1つの指標が目標に届いたかどうかは、まだ分かりません。"
        if self.unknown == self.total:
            return f"{self.total}指標とも、目標に届いたかどうかはまだ分かりません。"
        known = self.met + self.not_met
        said = f"{self.total}指標のうち、届いたのは{self.met}指標、届かなかったのは{self.not_met}指標です。"
        if known == self.total:
            return said
        return said + f"残り{self.unknown}指標は、まだ分かりません。"


def count_outcomes(outcomes: Iterable[Outcome]) -> OutcomeCounts:
    """Count outcomes."""
    counts = Counter(outcomes)
    return OutcomeCounts(counts[Outcome.MET], counts[Outcome.NOT_MET], counts[Outcome.UNKNOWN])

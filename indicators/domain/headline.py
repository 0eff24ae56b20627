"""The state of a plan in one breath, from the counts alone: what is on course, what is not known.

No grade and no mean: the sentence says how many, over a stated denominator, and says plainly when
too little is known to speak of the plan as a whole.
"""

from dataclasses import dataclass

from indicators.domain.rollup import RollUp
from indicators.domain.vocabulary import Level
from sunagawa_plan.lib.fiscal_year import FiscalYear

GOOD = (Level.ACHIEVED, Level.ON_TRACK)
SHORT = (Level.BEHIND, Level.WORSE)


@dataclass(frozen=True)
class Headline:
    """A short answer to "is the plan on course?", and the sentences that it rests on."""

    lead: str
    detail: str

    @property
    def sentence(self) -> str:
        return self.lead + self.detail


def headline(counts: RollUp, fiscal_year: FiscalYear | None) -> Headline:
    """Say how a plan stands in a fiscal year; None is a plan without any value yet."""
    total = counts.denominator
    if total == 0:
        return Headline("この計画の指標は、まだ登録されていません。", "")
    if fiscal_year is None:
        return Headline(
            "計画どおりに進んでいるかは、まだ分かりません。",
            f"{_all_of(total)}、計画期間の実績値がまだ公表されていません。",
        )
    if counts.judged == 0:
        return Headline(
            "計画どおりに進んでいるかは、まだ分かりません。",
            f"{fiscal_year.full}に評価できる指標は、{total}指標のうちまだありません。",
        )
    return Headline(_lead(counts), _known(counts, fiscal_year) + _results(counts) + _rest(counts))


def _all_of(total: int) -> str:
    return f"{total}指標のすべてで" if total > 1 else "ただ1つの指標で"


def _lead(counts: RollUp) -> str:
    """Return the answer itself; it speaks of the whole plan only if most of it is known."""
    total, judged, good = counts.denominator, counts.judged, _total(counts, GOOD)
    if total == 1:
        return (
            "ただ1つの指標は、計画どおりです。"
            if good
            else "ただ1つの指標は、計画に届いていません。"
        )
    if judged * 2 <= total:
        return "計画全体が順調かどうかは、まだいえません。"
    known = f"{total}指標" if judged == total else f"評価できる{judged}指標"
    if good == judged:
        return f"{known}のすべてが、計画どおりに進んでいます。"
    if good == 0:
        return f"{known}のうち、計画どおりに進んでいるものはありません。"
    return f"{known}のうち{good}指標が、計画どおりに進んでいます。"


def _known(counts: RollUp, fiscal_year: FiscalYear) -> str:
    total, judged = counts.denominator, counts.judged
    surveys = sum(count.surveys for count in counts.counts if count.level is not Level.UNJUDGED)
    only = "（市民アンケートの指標だけ）" if surveys == judged else ""
    if judged == total:
        return f"{fiscal_year.full}の評価{only}は、"
    return f"{fiscal_year.full}の評価ができるのは、{total}指標のうち{judged}指標{only}です。その評価は、"


def _results(counts: RollUp) -> str:
    parts = [count for count in counts.counts if count.total and count.level is not Level.UNJUDGED]
    if len(parts) == 1 and parts[0].total > 1:
        return f"{parts[0].total}指標とも「{parts[0].level.label}」です。"
    if counts.denominator == 1:
        return f"「{parts[0].level.label}」です。"
    return "、".join(f"「{part.level.label}」{part.total}" for part in parts) + "です。"


def _rest(counts: RollUp) -> str:
    unknown = counts.total(Level.UNJUDGED)
    return f"残り{unknown}指標は、まだ評価できません。" if unknown else ""


def _total(counts: RollUp, levels: tuple[Level, ...]) -> int:
    return sum(counts.total(level) for level in levels)

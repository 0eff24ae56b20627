"""What goes well, what does not and what is not known yet: named indicators, a few of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from indicators.domain.headline import GOOD, SHORT
from indicators.domain.vocabulary import Level
from indicators.models import Plan
from indicators.pages.rows import IndicatorRow, row_of
from indicators.pages.summaries import Judged

MOST_NAMED = 4


@dataclass(frozen=True)
class Outcome:
    """One of the three answers; rows are its first indicators, the most telling ones first."""

    title: str
    count: int
    rows: tuple[IndicatorRow, ...]
    url: str
    nothing: str

    @property
    def others(self) -> int:
        """Return how many indicators are counted but not named."""
        return self.count - len(self.rows)


def outlook_of(plan: Plan, judged: Sequence[Judged], fiscal_year: int) -> tuple[Outcome, ...]:
    """Sort a plan's indicators by how their year went: well, not well, not known."""

    def outcome(title: str, levels: Sequence[Level], group: str, nothing: str) -> Outcome:
        own = [pair for pair in judged if pair[1].year(fiscal_year).verdict.level in levels]
        own.sort(key=lambda pair: levels.index(pair[1].year(fiscal_year).verdict.level))
        url = reverse("indicators:progress", args=[plan.slug, fiscal_year])
        return Outcome(
            title=title,
            count=len(own),
            rows=tuple(row_of(*pair, fiscal_year) for pair in own[:MOST_NAMED]),
            url=f"{url}?level={group}#indicators",
            nothing=nothing,
        )

    return (
        outcome("うまくいっていること", GOOD, "good", "達成・順調の指標はありません。"),
        outcome("うまくいっていないこと", SHORT[::-1], "short", "遅れ・後退の指標はありません。"),
        outcome(
            "まだ分からないこと",
            (Level.UNJUDGED,),
            Level.UNJUDGED.value,
            "すべての指標を評価できました。",
        ),
    )

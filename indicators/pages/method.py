"""The page that explains how progress is judged, with this plan's own examples."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from indicators.domain.rulebook import (
    ABSENCE_MEANINGS,
    BOUND_READING,
    LEVEL_MEANINGS,
    RULES,
    SURVEY_REMARK,
    KindRules,
)
from indicators.domain.vocabulary import Kind, Level, MissingReason
from indicators.models import Indicator, Milestone, Plan
from indicators.pages.method_check import CheckChoice, MethodCheck
from indicators.pages.rows import IndicatorRow, judged_series, row_of
from indicators.pages.summaries import Judged
from indicators.pages.years import shown_year

NOTHING_CHOSEN = CheckChoice()


@dataclass(frozen=True)
class KindSection:
    """The rules of one kind with the plan's indicators of that kind."""

    rules: KindRules
    examples: tuple[IndicatorRow, ...]


@dataclass(frozen=True)
class MethodPage:
    """The rule book for citizens; its words and numbers are the judging code's own."""

    plan: Plan
    sections: tuple[KindSection, ...]
    levels: tuple[tuple[Level, str], ...]
    absences: tuple[tuple[MissingReason, str], ...]
    survey_remark: str
    bound_reading: str
    check: MethodCheck | None

    @classmethod
    def from_plan(cls, plan: Plan, today: date, choice: CheckChoice = NOTHING_CHOSEN) -> Self:
        """Load a plan's indicators as examples, and one verdict to be checked by hand."""
        milestones = tuple(plan.milestones.all())
        judged = judged_series(Indicator.objects.of_plan(plan).with_series(), today)
        latest = [series.latest.fiscal_year.start for _, series in judged if series.latest]
        shown = shown_year(plan, max(latest, default=None), today)
        return cls(
            plan=plan,
            sections=tuple(
                KindSection(rules, _examples(judged, rules.kind, shown, milestones))
                for rules in RULES
            ),
            levels=LEVEL_MEANINGS,
            absences=ABSENCE_MEANINGS,
            survey_remark=SURVEY_REMARK,
            bound_reading=BOUND_READING,
            check=MethodCheck.choose(judged, choice, milestones),
        )


MOST_EXAMPLES = 6


def _examples(
    judged: Sequence[Judged], kind: Kind, shown: int, milestones: Sequence[Milestone]
) -> tuple[IndicatorRow, ...]:
    """Return indicators of a kind: in their latest year, or the shown one before any value."""
    rows: list[IndicatorRow] = []
    for indicator, series in judged:
        latest = series.latest
        year = latest.fiscal_year.start if latest else shown
        if series.year(year).kind is kind and len(rows) < MOST_EXAMPLES:
            rows.append(row_of(indicator, series, year, milestones))
    return tuple(rows)

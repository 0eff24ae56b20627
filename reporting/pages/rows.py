"""One entry as planners look at it: the answer, what it would change, whose turn it is."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from indicators.domain.entry_checks import Caution
from indicators.domain.marked_text import without_marks
from indicators.domain.series import AnnualFact
from indicators.entry import cautions
from indicators.year_sheet import baseline_text, target_text
from reporting.domain.prospect import Prospect, answer_in_words
from reporting.domain.states import WITH_PLANNERS, WITH_SECTION, EntryState
from reporting.models import Entry
from reporting.reviewing import waits_for
from sunagawa_plan.lib.fiscal_year import FiscalYear

_YEARS_BEFORE = 3


@dataclass(frozen=True)
class EntryRow:
    """An entry, loaded with its series. waits: for the check of the planner who looks."""

    entry: Entry
    prospect: Prospect
    cautions: tuple[Caution, ...]
    waits: bool
    is_own: bool
    comments: int = 0

    @classmethod
    def of(cls, entry: Entry, *, planner: Any, today: date, comments: int = 0) -> Self:
        return cls(
            entry=entry,
            prospect=entry.prospect(today),
            cautions=cautions(
                entry.indicator,
                fiscal_year=entry.round.fiscal_year,
                value=entry.value,
                is_provisional=entry.is_provisional,
                today=today,
            ),
            waits=waits_for(entry, planner),
            is_own=entry.author_id is not None and entry.author_id == planner.pk,
            comments=comments,
        )

    @property
    def name(self) -> str:
        return without_marks(self.entry.indicator.name)

    @property
    def code(self) -> str:
        return self.entry.indicator.code

    @property
    def state(self) -> EntryState:
        return self.entry.standing

    @property
    def is_with_section(self) -> bool:
        return self.state in WITH_SECTION

    @property
    def is_submitted(self) -> bool:
        return self.state in WITH_PLANNERS

    @property
    def is_checked(self) -> bool:
        return self.is_submitted and self.entry.reviewed_by_id is not None

    @property
    def answer(self) -> str:
        """Return the answer in words; empty while there is none."""
        return self.prospect.new if self.entry.is_answered else ""

    @property
    def replaced(self) -> str:
        """Return what is public and would be replaced; empty where the answer is the same."""
        return self.prospect.old if self.prospect.old != self.answer else ""

    @property
    def verdict(self) -> str:
        return self.prospect.after.verdict.label if self.entry.is_answered else ""

    @property
    def earlier(self) -> tuple[tuple[str, str], ...]:
        """Return the last three published years before, with what was published."""
        year = self.entry.round.fiscal_year
        facts = [row.fact for row in self.entry.indicator.annual_values.all()]
        before = sorted((f for f in facts if f.fiscal_year < year), key=_year)[-_YEARS_BEFORE:]
        measure = self.entry.measure
        return tuple((FiscalYear(_year(f)).short, answer_in_words(f, measure)) for f in before)

    @property
    def baseline(self) -> str:
        return baseline_text(self.entry.indicator)

    @property
    def target(self) -> str:
        return target_text(self.entry.indicator, self.entry.round.fiscal_year)


def _year(fact: AnnualFact) -> int:
    return fact.fiscal_year

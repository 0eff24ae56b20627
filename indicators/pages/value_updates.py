"""Changes of annual values as citizens saw them, with the verdicts before and after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from indicators.domain.series import AnnualFact, JudgedSeries
from indicators.domain.vocabulary import MissingReason
from indicators.models import AnnualValue, Indicator
from indicators.pages.corrections import (
    DELETION,
    PROGRAMS,
    WITHDRAWN,
    public_reason,
    shown_words,
)
from indicators.pages.rows import measure_of
from indicators.pages.update_kinds import UpdateKind
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.updates import Standing, Update


@dataclass(frozen=True)
class ValueChange:
    """One change that citizens saw: of which year, from what to what.

    record is the historical row; before and after are its words, before empty the first time.
    earlier and later are the indicator's facts by year on either side of the change.
    """

    indicator: Indicator
    record: Any
    before: str
    after: str
    was_provisional: bool
    earlier: Mapping[int, AnnualFact]
    later: Mapping[int, AnnualFact]

    @property
    def is_first(self) -> bool:
        return not self.before

    @property
    def is_by_program(self) -> bool:
        return self.record.history_change_reason in PROGRAMS

    @property
    def word(self) -> str:
        """Say in a word what happened."""
        if self.is_first:
            return "公表"
        if self.after == WITHDRAWN:
            return WITHDRAWN
        if self.before == WITHDRAWN:
            return "再公表"
        return "確定" if self.was_provisional and not self.record.is_provisional else "訂正"

    def tell(self) -> Update:
        """Put the change into words, judging the year on either side of it."""
        record, indicator = self.record, self.indicator
        return Update(
            key=f"value-{record.history_id}",
            when=record.history_date,
            kind=UpdateKind.VALUE if self.is_first else UpdateKind.CORRECTION,
            word=self.word,
            title=indicator.name,
            detail=f"{FiscalYear(record.fiscal_year).full}の実績値",
            place=f"{indicator.plan.name}　指標{indicator.code}",
            url=indicator.get_absolute_url(),
            before=self.before,
            after=self.after,
            standing_before=self._standing(self.earlier),
            standing_after=self._standing(self.later),
            reason="" if self.is_first else public_reason(record),
        )

    def _standing(self, annual: Mapping[int, AnnualFact]) -> Standing | None:
        fact = annual.get(self.record.fiscal_year)
        if fact is None or fact.value is None:
            return None
        day = localdate(self.record.history_date)
        verdict = (
            JudgedSeries(self.indicator.facts, dict(annual), day).year(fact.fiscal_year).verdict
        )
        return Standing(verdict.level.value, verdict.label)


def value_changes(indicators: Sequence[Indicator]) -> Iterator[ValueChange]:
    """Give all changes of the values of indicators, oldest first within each: one query.

    What leaves the shown value as it was (a note, a source) is no change.
    """
    by_indicator = {indicator.pk: indicator for indicator in indicators}
    plans = {indicator.plan for indicator in indicators}
    records = AnnualValue.history.filter(
        indicator__basic_project__policy__goal__plan__in=plans
    ).order_by("history_id")
    facts: dict[int, dict[int, AnnualFact]] = {}
    shown: dict[tuple[int, int], tuple[str, bool]] = {}
    for record in records.iterator():
        indicator = by_indicator.get(record.indicator_id)
        if indicator is None:
            continue
        earlier = facts.get(indicator.pk, {})
        facts[indicator.pk] = later = _with(earlier, record)
        after = shown_words(record, measure_of(indicator))
        place = (indicator.pk, record.fiscal_year)
        before, was_provisional = shown.get(place, ("", False))
        shown[place] = after, record.is_provisional
        if before != after and not (not before and after == WITHDRAWN):
            yield ValueChange(indicator, record, before, after, was_provisional, earlier, later)


def _with(annual: Mapping[int, AnnualFact], record: Any) -> dict[int, AnnualFact]:
    """Return the facts as a record left them."""
    kept = {year: fact for year, fact in annual.items() if year != record.fiscal_year}
    if record.history_type == DELETION:
        return kept
    reason = MissingReason(record.missing_reason) if record.missing_reason else None
    fact = AnnualFact(
        fiscal_year=record.fiscal_year,
        value=record.value,
        missing_reason=reason,
        missing_detail=record.missing_detail,
        sample_size=record.sample_size,
        is_provisional=record.is_provisional,
    )
    return kept | {record.fiscal_year: fact}

"""Targets that were revised or corrected after the plan was made, with their reasons."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.timezone import localdate

from indicators.domain.vocabulary import Arrow
from indicators.models import Indicator, Plan, Target
from indicators.pages.corrections import DELETION, WITHDRAWN, public_reason
from indicators.pages.rows import measure_of
from indicators.pages.update_kinds import UpdateKind
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.updates import Member, Pending, Update, gathered


@dataclass(frozen=True)
class TargetChange:
    """One change of a target: its historical row, and the words on either side."""

    indicator: Indicator
    record: Any
    before: str
    after: str
    is_revision: bool

    @property
    def word(self) -> str:
        if self.after == WITHDRAWN:
            return WITHDRAWN
        return "見直し" if self.record.history_type == "+" else "訂正"

    def tell(self) -> Update:
        record, indicator = self.record, self.indicator
        since = f"（{FiscalYear(record.effective_from).wareki}から）" if self.is_revision else ""
        reason = record.revision_reason if self.is_revision else ""
        return Update(
            key=f"target-{record.history_id}",
            when=record.history_date,
            kind=UpdateKind.TARGET,
            word=self.word,
            title=indicator.name,
            detail=f"{FiscalYear(record.fiscal_year).full}の目標{since}",
            place=f"{indicator.plan.name}　指標{indicator.code}",
            url=indicator.get_absolute_url(),
            before=self.before,
            after=self.after,
            reason=reason or public_reason(record),
        )


class _Batch(NamedTuple):
    """Targets of a plan that met the same on one day."""

    plan: Plan
    day: date
    word: str


def target_updates(indicators: Sequence[Indicator]) -> Iterator[Pending]:
    """Give every change of a target that citizens saw, many of a day as one: one query.

    The targets that a plan begins with are no news.
    """
    return gathered(_members(indicators), _together)


def _together(group: Hashable, own: Sequence[Pending]) -> Pending:
    if not isinstance(group, _Batch):
        raise TypeError(group)
    plan, day, word = group
    update = Update(
        key=f"targets-{plan.slug}-{day.isoformat()}-{word}",
        when=max(each.when for each in own),
        kind=UpdateKind.TARGET,
        word=word,
        title=f"目標{len(own)}件",
        place=plan.name,
        url=plan.get_absolute_url(),
    )
    return Pending(update.when, UpdateKind.TARGET, plan.slug, lambda: update)


def _members(indicators: Sequence[Indicator]) -> Iterator[Member]:
    by_indicator = {indicator.pk: indicator for indicator in indicators}
    plans = {indicator.plan for indicator in indicators}
    records = Target.history.filter(indicator__basic_project__policy__goal__plan__in=plans)
    known: dict[int, dict[int, Any]] = {}
    for record in records.order_by("history_id"):
        indicator = by_indicator.get(record.indicator_id)
        if indicator is None:
            continue
        own = known.setdefault(indicator.pk, {})
        change = _change(indicator, record, own)
        own[record.id] = record
        if record.history_type == DELETION:
            del own[record.id]
        if change and change.before != change.after:
            plan, when = indicator.plan, record.history_date
            told = Pending(when, UpdateKind.TARGET, plan.slug, change.tell)
            yield Member(_Batch(plan, localdate(when), change.word), told)


def _change(indicator: Indicator, record: Any, known: Mapping[int, Any]) -> TargetChange | None:
    is_revision = record.effective_from > indicator.plan.first_fiscal_year
    if record.history_type == "+":
        if not is_revision:
            return None
        before = _held_before(record, known)
    else:
        before = known.get(record.id)
    after = WITHDRAWN if record.history_type == DELETION else _words(indicator, record)
    return TargetChange(
        indicator, record, _words(indicator, before) if before else "", after, is_revision
    )


def _held_before(record: Any, known: Mapping[int, Any]) -> Any | None:
    """Return the target of the same year that a new one takes the place of."""
    earlier = [
        own
        for own in known.values()
        if own.fiscal_year == record.fiscal_year and own.effective_from < record.effective_from
    ]
    return max(earlier, key=lambda own: own.effective_from, default=None)


def _words(indicator: Indicator, record: Any) -> str:
    if record.value is None:
        return Arrow(record.arrow).label
    return measure_of(indicator).quantity(record.value)

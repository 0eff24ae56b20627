"""Soundness ratios that were published, corrected or taken back."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.urls import reverse

from finance.domain.vocabulary import RatioMissingReason
from finance.models import SoundnessValue
from finance.pages.public_rows import PUBLISHED, WITHDRAWN, RowChange, public_changes, public_reason
from finance.pages.settlement_updates import PLACE
from finance.pages.update_kinds import OWNER, UpdateKind
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number
from sunagawa_plan.lib.updates import Member, Pending, Update, gathered


class _Loaded(NamedTuple):
    """Values that a program put there on one day."""

    day: date


def ratio_updates() -> Iterator[Pending]:
    """Give what was published of the ratios that no plan keeps: one query."""
    records = SoundnessValue.history.select_related("ratio").order_by("history_id")
    told = [change for change in public_changes(records) if _is_told(change)]
    loaded = [Member(_Loaded(own.day), _pending(own)) for own in told if own.is_first_by_program]
    yield from gathered(loaded, _loaded_together, most=1)
    yield from (_pending(own) for own in told if not own.is_first_by_program)


def _is_told(change: RowChange) -> bool:
    """Tell whether readers saw another value; a source or a remark is no other value."""
    before = _words(change.before) if change.before else ""
    return before != (_words(change.record) if change.is_public else WITHDRAWN)


def _pending(change: RowChange) -> Pending:
    when = change.record.history_date
    return Pending(when, UpdateKind.SOUNDNESS, OWNER, partial(_tell, change))


def _tell(change: RowChange) -> Update:
    record, ratio = change.record, change.record.ratio
    return Update(
        key=f"ratio-{record.history_id}",
        when=record.history_date,
        kind=UpdateKind.SOUNDNESS,
        word=change.word,
        title=ratio.name,
        detail=FiscalYear(record.fiscal_year).full,
        place=PLACE,
        url=f"{reverse('finance:soundness')}#{ratio.code}",
        before=_words(change.before) if change.before else "",
        after=_words(record) if change.is_public else WITHDRAWN,
        reason="" if change.word == PUBLISHED else public_reason(record),
    )


def _loaded_together(_group: Hashable, own: Sequence[Pending]) -> Pending:
    when = max(each.when for each in own)
    update = Update(
        key=f"ratios-loaded-{when:%Y%m%d%H%M%S}",
        when=when,
        kind=UpdateKind.SOUNDNESS,
        word=PUBLISHED,
        title=f"健全化判断比率の値{len(own)}件",
        place=PLACE,
        url=reverse("finance:soundness"),
    )
    return Pending(when, UpdateKind.SOUNDNESS, OWNER, lambda: update)


def _words(record: Any) -> str:
    if record.value is None:
        return RatioMissingReason(record.missing_reason).label
    return f"{format_number(record.value, record.ratio.decimal_places)}{record.ratio.unit}"

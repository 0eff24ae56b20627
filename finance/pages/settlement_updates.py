"""Years of the settlement that were published, and amounts that were corrected afterwards."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.timezone import localdate

from finance.domain.vocabulary import AmountMissingReason
from finance.models import SettlementAmount, SettlementItem, SettlementYear
from finance.pages.public_rows import (
    CORRECTED,
    PUBLISHED,
    WITHDRAWN,
    RowChange,
    public_changes,
    public_reason,
)
from finance.pages.update_kinds import OWNER, UpdateKind
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number
from sunagawa_plan.lib.updates import Member, Pending, Update, gathered

PLACE = "市の財政"


class _Loaded(NamedTuple):
    """Years that a program put there together."""

    account: str
    day: date


class _Corrected(NamedTuple):
    """Amounts of one year that were corrected on one day."""

    account: str
    fiscal_year: int
    day: date


def settlement_updates() -> Iterator[Pending]:
    """Give what was published of the settlement: four queries."""
    records = SettlementYear.history.select_related("account").order_by("history_id")
    changes = list(public_changes(records))
    loaded = [
        Member(_Loaded(str(change.record.account), change.day), _pending(change, _tell_year))
        for change in changes
        if change.is_first_by_program
    ]
    yield from gathered(loaded, _loaded_together, most=1)
    for change in changes:
        if not change.is_first_by_program and _is_told(change):
            yield _pending(change, _tell_year)
    yield from gathered(_amounts(changes), _corrected_together)


def _is_told(change: RowChange) -> bool:
    """Tell whether a year itself was published, taken back, or has another population."""
    return change.word != CORRECTED or change.before.population != change.record.population  # type: ignore[union-attr]


def _pending(change: RowChange, tell: Any) -> Pending:
    return Pending(change.record.history_date, UpdateKind.SETTLEMENT, OWNER, partial(tell, change))


def _tell_year(change: RowChange) -> Update:
    record = change.record
    is_corrected = change.word == CORRECTED
    return Update(
        key=f"settlement-{record.history_id}",
        when=record.history_date,
        kind=UpdateKind.SETTLEMENT,
        word=change.word,
        title=f"{FiscalYear(record.fiscal_year).full}の{record.account}決算",
        place=PLACE,
        url=_address(None if change.word == WITHDRAWN else record.fiscal_year),
        detail="人口" if is_corrected else "",
        before=_people(change.before) if is_corrected else "",
        after=_people(record) if is_corrected else "",
        reason="" if change.word == PUBLISHED else public_reason(record),
    )


def _loaded_together(group: Hashable, own: Sequence[Pending]) -> Pending:
    when = max(each.when for each in own)
    told = [each.tell() for each in own]
    account = group.account if isinstance(group, _Loaded) else ""
    key = f"settlement-loaded-{when:%Y%m%d%H%M%S}"
    title = f"{account}決算{len(told)}か年分"
    return _line(when, key, PUBLISHED, title, _address(None))


def _amounts(years: Sequence[RowChange]) -> Iterator[Member]:
    """Give the corrections of amounts made while their year was public."""
    items = {item.pk: item for item in SettlementItem.objects.with_names()}
    spans: dict[int, list[tuple[datetime, bool]]] = {}
    heads: dict[int, Any] = {}
    for change in years:
        heads[change.record.id] = change.record
        own = spans.setdefault(change.record.id, [])
        own.append((change.record.history_date, change.is_public))
    shown: dict[tuple[int, int], str] = {}
    for record in SettlementAmount.history.filter(year_id__in=list(heads)).order_by("history_id"):
        place = record.year_id, record.item_id
        before, after = shown.get(place, ""), _amount(record)
        shown[place] = after
        if before == after or not _was_public(spans[record.year_id], record.history_date):
            continue
        head, item = heads[record.year_id], items.get(record.item_id)
        if item is None or record.history_change_reason in ("load_plan", "load_sample"):
            continue
        group = _Corrected(str(head.account), head.fiscal_year, localdate(record.history_date))
        tell = partial(_tell_amount, record, head, item.name_in(head.fiscal_year), before, after)
        yield Member(group, Pending(record.history_date, UpdateKind.SETTLEMENT, OWNER, tell))


def _was_public(spans: Sequence[tuple[datetime, bool]], when: datetime) -> bool:
    """Tell whether a year had been public before a moment and was still."""
    return next((is_public for since, is_public in reversed(spans) if since < when), False)


def _tell_amount(record: Any, head: Any, name: str, before: str, after: str) -> Update:
    return Update(
        key=f"amount-{record.history_id}",
        when=record.history_date,
        kind=UpdateKind.SETTLEMENT,
        word=CORRECTED,
        title=name,
        detail=f"{FiscalYear(head.fiscal_year).full}の{head.account}決算",
        place=PLACE,
        url=_address(head.fiscal_year),
        before=before,
        after=after,
        reason=public_reason(record),
    )


def _corrected_together(group: Hashable, own: Sequence[Pending]) -> Pending:
    if not isinstance(group, _Corrected):
        raise TypeError(group)
    when = max(each.when for each in own)
    year = FiscalYear(group.fiscal_year)
    key = f"amounts-{group.fiscal_year}-{group.day.isoformat()}"
    title = f"{year.full}の{group.account}決算の{len(own)}項目"
    return _line(when, key, CORRECTED, title, _address(group.fiscal_year), own[0].tell().reason)


def _line(when: datetime, key: str, word: str, title: str, url: str, reason: str = "") -> Pending:
    update = Update(key, when, UpdateKind.SETTLEMENT, word, title, PLACE, url, reason=reason)
    return Pending(when, UpdateKind.SETTLEMENT, OWNER, lambda: update)


def _amount(record: Any) -> str:
    if record.history_type == "-":
        return "値なし"
    if record.amount_thousand_yen is None:
        return AmountMissingReason(record.missing_reason).label
    return f"{format_number(record.amount_thousand_yen, 0)}千円"


def _people(record: Any) -> str:
    return "登録なし" if record.population is None else f"{record.population:,}人"


def _address(fiscal_year: int | None) -> str:
    address = reverse("finance:settlement")
    return address if fiscal_year is None else f"{address}?year={fiscal_year}"

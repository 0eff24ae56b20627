"""Writing a year's settlement: drafts, publication, corrections. All of it or nothing.

Nothing else writes amounts, so that no published year is ever left unanswered, with a total that
nobody vouches for, or changed without a reason.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from finance.domain.publication import Explanation, Obstacle, obstacles
from finance.domain.vocabulary import PublicationStatus
from finance.entry import Entry
from finance.item_names import distinct_names
from finance.models import Account, SettlementAmount, SettlementItem, SettlementYear
from finance.models.settlement import settlement_of
from sunagawa_plan.shared.row_changes import give_reason

REASON_NEEDED = "公開済みの年度を訂正するときは、理由を入力してください。"


class RefusedError(ValueError):
    """A change that would leave the public pages wrong; obstacles say what to put right."""

    def __init__(self, found: Iterable[Obstacle]) -> None:
        self.obstacles = tuple(found)
        super().__init__("".join(str(each) for each in self.obstacles))


class OvertakenError(ValueError):
    """Somebody saved in between; nothing was done."""


@transaction.atomic
def save_year(
    *,
    account: Account,
    fiscal_year: int,
    entries: Mapping[SettlementItem, Entry],
    head: Mapping[str, Any] | None = None,
    reason: str = "",
) -> SettlementYear:
    """Store what was entered for a year: a new one becomes a draft, a published one is corrected.

    entries holds the items to be written; an entry without an answer takes the row away. head
    holds columns of the year itself. What is as it was leaves no trace. Raises ValueError
    (Japanese) for a correction without a reason, RefusedError for one that may not be public.
    """
    lock(account)
    year = _year(account, fiscal_year)
    changed = _write_head(year, head or {}, reason)
    rows = {row.item_id: row for row in year.amounts.all()}
    for item, entry in entries.items():
        changed |= _write_entry(year, item, rows.get(item.pk), entry, reason)
    if changed and year.is_published:
        if not reason.strip():
            raise ValueError(REASON_NEEDED)
        _refuse_unready(year)
    return year


@transaction.atomic
def publish(*, year: SettlementYear, by: User, at: datetime, reason: str, seen: str) -> None:
    """Show a draft to citizens. seen is the fingerprint of what was looked at.

    Raises OvertakenError when the draft has changed since, RefusedError when it is not ready.
    """
    lock(year.account)
    year = SettlementYear.objects.with_amounts().select_related("account").get(pk=year.pk)
    if year.is_published or fingerprint(year) != seen:
        raise OvertakenError(
            "確認の画面を開いたあとで、内容が変更されました。まだ公開していません。"
            "もう一度、内容を確かめてください。"
        )
    _refuse_unready(year)
    year.status = PublicationStatus.PUBLISHED.value
    year.published_at, year.published_by = at, by
    give_reason(year, reason)
    year.save()


def fingerprint(year: SettlementYear) -> str:
    """Return what changes whenever anything of a year does. Reads the prefetched amounts."""
    head = [year.status, year.population, year.population_source, year.source, year.note]
    rows = sorted(f"{row.item_id} {Entry.of(row).stamp}" for row in year.amounts.all())
    return blake2b(repr((head, rows)).encode(), digest_size=16).hexdigest()


def obstacles_of(year: SettlementYear) -> tuple[Obstacle, ...]:
    """Return what stands in the way of showing a stored year to citizens: four queries."""
    items = list(SettlementItem.objects.of_account(year.account).with_names())
    names = distinct_names(items, year.fiscal_year)
    tree = year.account.items.tree()
    settlement = settlement_of(tree, SettlementYear.objects.filter(pk=year.pk).with_amounts())
    found = obstacles(settlement, year.fiscal_year, names=names, explanations=explanations(year))
    return tuple(found)


def explanations(year: SettlementYear) -> dict[str, Explanation]:
    """Return what is written beside the amounts of a year, by item code."""
    rows = year.amounts.select_related("item")
    return {row.item.code: Entry.of(row).explanation for row in rows}


def lock(account: Account) -> None:
    """Let whoever writes the same account wait until this transaction ends."""
    Account.objects.select_for_update().get(pk=account.pk)


def _year(account: Account, fiscal_year: int) -> SettlementYear:
    found = SettlementYear.objects.with_amounts().filter(account=account, fiscal_year=fiscal_year)
    return found.first() or SettlementYear(account=account, fiscal_year=fiscal_year)


def _write_head(year: SettlementYear, head: Mapping[str, Any], reason: str) -> bool:
    changed = year.pk is None or any(getattr(year, name) != head[name] for name in head)
    if changed:
        for name, value in head.items():
            setattr(year, name, value)
        year.full_clean()
        give_reason(year, reason)
        year.save()
    return changed


def _write_entry(
    year: SettlementYear,
    item: SettlementItem,
    row: SettlementAmount | None,
    entry: Entry,
    reason: str,
) -> bool:
    if entry == Entry.of(row) or (row is None and entry.amount is None):
        return False
    row = row or SettlementAmount(year=year, item=item)
    give_reason(row, reason)
    if entry.amount is None:
        row.delete()
        return True
    for name, value in entry.columns.items():
        setattr(row, name, value)
    row.full_clean(validate_unique=False, validate_constraints=False)
    row.save()
    return True


def _refuse_unready(year: SettlementYear) -> None:
    found = obstacles_of(year)
    if found:
        raise RefusedError(found)

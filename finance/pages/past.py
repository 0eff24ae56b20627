"""What citizens saw of the finances on a past day, rebuilt from history."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Min
from django.utils.timezone import localdate

from finance.domain.items import ItemTree
from finance.models import (
    Account,
    SettlementAmount,
    SettlementItem,
    SettlementItemName,
    SettlementYear,
    SoundnessRatio,
    SoundnessThreshold,
    SoundnessValue,
)
from finance.models.settlement import settlement_of
from finance.pages.book import AccountBook
from sunagawa_plan.lib.calendar_day import day_in_words
from sunagawa_plan.shared.as_of import DayNotShown
from sunagawa_plan.shared.past_rows import children_at, end_of, point, rows_at, tie


def past_books(day: date) -> tuple[AccountBook, ...]:
    """Return every account that had a published year when a day ended, in five queries.

    Raises DayNotShown for a day before the first record.
    """
    moment = end_of(day)
    accounts = rows_at(Account, moment, "order", "code")
    if not accounts:
        raise _unknown(Account, day)
    items = children_at(SettlementItem, "account", accounts, moment, "order", "code")
    point(items, "parent", items)
    children_at(SettlementItemName, "item", items, moment, "effective_from")
    stored = children_at(SettlementYear, "account", accounts, moment, "fiscal_year")
    years = [year for year in stored if year.is_published]
    amounts = children_at(SettlementAmount, "year", years, moment)
    point(amounts, "item", items)
    found = (_book(account, items, years) for account in accounts)
    return tuple(book for book in found if book is not None)


def past_ratios(day: date) -> Sequence[SoundnessRatio]:
    """Return the soundness ratios of a day with what was published of them, in three queries.

    Raises DayNotShown for a day before the first record.
    """
    moment = end_of(day)
    ratios = rows_at(SoundnessRatio, moment, "order", "code")
    if not ratios:
        raise _unknown(SoundnessRatio, day)
    children_at(SoundnessThreshold, "ratio", ratios, moment)
    values = rows_at(SoundnessValue, moment, "fiscal_year")
    tie(SoundnessValue, "ratio", [value for value in values if value.is_published], ratios)
    return ratios


def _book(
    account: Account, items: Sequence[SettlementItem], years: Sequence[SettlementYear]
) -> AccountBook | None:
    own = [item for item in items if item.account_id == account.pk]
    rows = [year for year in years if year.account_id == account.pk]
    if not rows:
        return None
    return AccountBook(
        account=account,
        settlement=settlement_of(ItemTree(tuple(item.fact for item in own)), rows),
        items={item.code: item for item in own},
        rows={row.fiscal_year: row for row in rows},
    )


def _unknown(model: Any, day: date) -> DayNotShown:
    first = model.history.aggregate(first=Min("history_date"))["first"]
    since = f"財政の記録は{day_in_words(localdate(first))}から始まっています。" if first else ""
    return DayNotShown(f"{since}{day_in_words(day)}に何が公開されていたかは、分かりません。")

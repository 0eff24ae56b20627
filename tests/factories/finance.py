"""Rows of the finance app for tests: every factory fills in what the test does not care about.

An amount is a number of 千円, or the code of the reason why there is none.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from finance.models import (
    Account,
    SettlementAmount,
    SettlementItem,
    SettlementYear,
    SoundnessRatio,
    SoundnessThreshold,
    SoundnessValue,
)

# Code → (section, parent): a table as small as can be, with a total of each section.
SMALL_TABLE = {
    "revenue_total": ("revenue", None),
    "municipal_tax": ("revenue", "revenue_total"),
    "other_revenue": ("revenue", "revenue_total"),
    "expenditure_total": ("expenditure", None),
    "personnel": ("expenditure", "expenditure_total"),
    "debt_service": ("expenditure", "expenditure_total"),
    "fund_balance": ("funds", None),
    "building_fund": ("funds", "fund_balance"),
    "other_funds": ("funds", "fund_balance"),
}


def make_account(**fields: Any) -> Account:
    """Make the general account, or another one under another code."""
    return Account.objects.create(**{"code": "general_account", "name": "一般会計"} | fields)


def make_item(*, account: Account | None = None, **fields: Any) -> SettlementItem:
    account = account or make_account()
    order = account.items.count() + 1
    defaults = {
        "code": f"item-{order}",
        "section": "revenue",
        "name": f"項目{order}",
        "order": order,
    }
    return SettlementItem.objects.create(account=account, **defaults | fields)


def make_table(
    *, account: Account | None = None, table: Mapping[str, tuple[str, str | None]] = SMALL_TABLE
) -> dict[str, SettlementItem]:
    """Make the items of a table; gives them by code."""
    account = account or make_account()
    totals = {parent for _, parent in table.values()}
    items: dict[str, SettlementItem] = {}
    for code, (section, parent) in table.items():
        items[code] = make_item(
            account=account,
            code=code,
            name=f"項目「{code}」",
            section=section,
            parent=items[parent] if parent else None,
            is_total=code in totals,
        )
    return items


def make_year(
    *,
    account: Account | None = None,
    amounts: Mapping[str, int | str] | None = None,
    **fields: Any,
) -> SettlementYear:
    """Make a published year with amounts by item code; the items must exist."""
    account = account or make_account()
    defaults = {"fiscal_year": 2019 + account.years.count(), "status": "published"}
    year = SettlementYear.objects.create(account=account, **defaults | fields)
    items = {item.code: item for item in account.items.all()}
    for code, amount in (amounts or {}).items():
        make_amount(year=year, item=items[code], amount=amount)
    return year


def make_amount(
    *, year: SettlementYear, item: SettlementItem, amount: int | str = 1_000, **fields: Any
) -> SettlementAmount:
    is_number = isinstance(amount, int)
    return SettlementAmount.objects.create(
        year=year,
        item=item,
        amount_thousand_yen=amount if is_number else None,
        missing_reason="" if is_number else amount,
        **fields,
    )


def make_ratio(**fields: Any) -> SoundnessRatio:
    order = SoundnessRatio.objects.count() + 1
    defaults = {"code": f"ratio-{order}", "name": f"比率{order}", "order": order}
    return SoundnessRatio.objects.create(**defaults | fields)


def make_ratio_value(
    *,
    ratio: SoundnessRatio | None = None,
    value: str | None = "4.7",
    fiscal_year: int = 2019,
    **fields: Any,
) -> SoundnessValue:
    """Make a published value; value=None needs a missing_reason, by default 黒字."""
    defaults = {"missing_reason": "surplus" if value is None else "", "status": "published"}
    return SoundnessValue.objects.create(
        ratio=ratio or make_ratio(),
        fiscal_year=fiscal_year,
        value=None if value is None else Decimal(value),
        **defaults | fields,
    )


def make_threshold(
    *,
    ratio: SoundnessRatio | None = None,
    early: str = "25",
    rebuilding: str | None = "35",
    **fields: Any,
) -> SoundnessThreshold:
    """Make the lines of every year, or of one with fiscal_year."""
    return SoundnessThreshold.objects.create(
        ratio=ratio or make_ratio(),
        early_soundness_threshold=Decimal(early),
        fiscal_rebuilding_threshold=None if rebuilding is None else Decimal(rebuilding),
        **fields,
    )

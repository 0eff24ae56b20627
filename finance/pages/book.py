"""The published settlement of one account, as the pages read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Self

from finance.domain.items import Item, ItemTree
from finance.domain.settlement import Settlement
from finance.domain.vocabulary import AccountCode, Section
from finance.models import Account, SettlementItem, SettlementYear
from finance.models.settlement import SettlementYearQuerySet, settlement_of

YEARS_PER_VIEW = 5
OWN_SOURCE, DEPENDENT = "own_source", "dependent"


@dataclass(frozen=True)
class AccountBook:
    """An account that has at least one published year; drafts are not in it."""

    account: Account
    settlement: Settlement
    items: Mapping[str, SettlementItem]
    rows: Mapping[int, SettlementYear]

    @classmethod
    def published(cls, code: AccountCode = AccountCode.GENERAL) -> Self | None:
        """Load an account in five queries; None while none of its years is published."""
        account = Account.objects.filter(code=code.value).first()
        if account is None:
            return None
        return cls.of(account, SettlementYear.objects.published())

    @classmethod
    def of(cls, account: Account, years: SettlementYearQuerySet) -> Self | None:
        """Load an account as far as the given years go, in four queries; None without any."""
        rows = list(years.filter(account=account).with_amounts())
        if not rows:
            return None
        items = list(SettlementItem.objects.of_account(account).with_names())
        return cls(
            account=account,
            settlement=settlement_of(ItemTree(tuple(item.fact for item in items)), rows),
            items={item.code: item for item in items},
            rows={row.fiscal_year: row for row in rows},
        )

    @property
    def years(self) -> tuple[int, ...]:
        return self.settlement.fiscal_years

    @property
    def latest(self) -> int:
        return self.years[-1]

    @property
    def span(self) -> range:
        """Return every year from the first published one to the last, holes included."""
        return range(self.years[0], self.latest + 1)

    @property
    def recent(self) -> range:
        """Return the last five years of the span."""
        return self.span[-YEARS_PER_VIEW:]

    @cached_property
    def last_published(self) -> datetime | None:
        """Return when somebody last published a year; None if all came with the book."""
        stamps = (row.published_at for row in self.rows.values() if row.published_at)
        return max(stamps, default=None)

    def name(self, code: str, year: int) -> str:
        """Return the name that an item bears in a year."""
        return self.items[code].name_in(year)

    def total(self, section: Section) -> str | None:
        """Return the code of a section's total; None for a section without exactly one."""
        roots = self.settlement.tree.roots(section)
        return roots[0].code if len(roots) == 1 else None

    def listed(self, section: Section, years: Sequence[int]) -> list[tuple[Item, int]]:
        """Return (item, depth) of all rows that a table of several years shows."""
        shown = {item.code for year in years for item, _ in self.settlement.listed(year, section)}
        return [row for row in self.settlement.tree.walk(section) if row[0].code in shown]

    def parts(self, section: Section) -> tuple[str, ...]:
        """Return the codes of a section's items that have none below them, in the book's order."""
        tree = self.settlement.tree
        return tuple(item.code for item, _ in tree.walk(section) if not tree.parts(item.code))

"""Rows of an uploaded settlement file → amounts, or what is wrong with each of their cells.

A blank amount without a reason says nothing: what is stored stays. Columns that only repeat what
is known (name, section, parent, last year's amount) are held against it, because rows shifted
against each other, or last year's file, look right otherwise. 前年比 follows from the amounts and
is not read, except where the file gives it as printed in the book.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from finance.domain.amounts import Amount
from finance.domain.answer import read_reason, refuse_outside_life, settle
from finance.domain.items import Item
from finance.domain.settlement import Settlement
from finance.domain.vocabulary import AccountCode, AmountMissingReason, YearOnYearState
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import Mark, format_number
from sunagawa_plan.lib.spelling import fold_width, quote
from sunagawa_plan.lib.tables import Cell
from sunagawa_plan.lib.uploads import RowError, RowReading

_UNIT = "千円"


@dataclass(frozen=True)
class KnownItem:
    """An item that a row may mean; key is its record's, later_names are (from year, name)."""

    key: int
    item: Item
    name: str
    later_names: tuple[tuple[int, str], ...] = ()

    def name_in(self, year: int) -> str:
        held = [(since, name) for since, name in self.later_names if since <= year]
        return max(held)[1] if held else self.name


@dataclass(frozen=True)
class KnownAccount:
    """An account that a row may belong to, with all its stored years."""

    code: str
    name: str
    items: Mapping[str, KnownItem]
    settlement: Settlement


@dataclass(frozen=True)
class AmountRow:
    """One readable row. amount is None where the file says nothing; a text None lacks its column."""

    account: KnownAccount
    fiscal_year: int
    item: KnownItem
    amount: Amount | None
    printed: Decimal | None = None
    note: str | None = None
    difference_reason: str | None = None


@dataclass
class AmountReader:
    """Reads the rows of one file, remembering which row already gave an item's year."""

    accounts: Mapping[str, KnownAccount]
    today: date
    seen: dict[tuple[str, int, str], int] = field(default_factory=dict)

    def read(self, cells: Mapping[str, Cell], number: int) -> AmountRow:
        """Read the row that stands in line `number` of the file; RowError tells all its faults."""
        reading = _Reading(self, cells)
        row = reading.row()
        if row is not None and not reading.errors:
            key = (row.account.code, row.fiscal_year, row.item.item.code)
            first = self.seen.setdefault(key, number)
            if first != number:
                reading.errors["item_code"] = f"{first}行目に同じ項目の同じ年度があります。"
        if reading.errors or row is None:
            raise RowError(reading.errors)
        return row


class _Reading(RowReading):
    def __init__(self, reader: AmountReader, cells: Mapping[str, Cell]) -> None:
        super().__init__(cells)
        self.reader = reader

    def row(self) -> AmountRow | None:
        account, year = self._account(), self._year()
        item = self._item(account) if account else None
        if account is None or item is None or year is None:
            return None
        self._compare(account, item, year)
        return AmountRow(
            account=account,
            fiscal_year=year,
            item=item,
            amount=self._amount(item, year),
            printed=self._printed(),
            note=self._beside("note"),
            difference_reason=self._difference_reason(item),
        )

    def _account(self) -> KnownAccount | None:
        # A funds file has no such column: it is of the general account.
        typed = self.text("account") if "account" in self.cells else AccountCode.GENERAL.value
        for account in self.reader.accounts.values():
            if typed in {account.code, account.name}:
                return account
        known = "、".join(self.reader.accounts)
        self.errors["account"] = f"{quote(typed)}という会計はありません（{known}）。"
        return None

    def _year(self) -> int | None:
        year = self.year()
        if year is not None and self.reader.today < FiscalYear(year).first_day:
            self.errors["fiscal_year"] = f"{FiscalYear(year).full}はまだ始まっていません。"
        return year

    def _item(self, account: KnownAccount) -> KnownItem | None:
        code = fold_width(self.text("item_code"))
        found = account.items.get(code)
        if found is None:
            self.errors["item_code"] = (
                f"{quote(code)}というコードの項目は、{account.name}にありません。"
                if code
                else "項目コードがありません。"
            )
        return found

    def _compare(self, account: KnownAccount, known: KnownItem, year: int) -> None:
        self.compare("item_name", known.name_in(year))
        self.compare("section", known.item.section.value)
        self.compare("parent_code", known.item.parent or "")
        previous = self.number("previous_amount_thousand_yen", _UNIT)
        stored = account.settlement.thousand_yen(known.item.code, year - 1)
        if isinstance(previous, Decimal) and stored is not None and previous != stored:
            self.errors["previous_amount_thousand_yen"] = (
                f"{format_number(previous, 0)}千円は、登録されている前年度の決算額"
                f"{format_number(stored, 0)}千円と違います。年度と行を確かめてください。"
            )

    def _amount(self, known: KnownItem, year: int) -> Amount | None:
        typed = self.number("amount_thousand_yen", _UNIT)
        reason = self._reason(known.item)
        if self.errors.keys() & {"amount_thousand_yen", "missing_reason"}:
            return None
        try:
            answer = settle(typed, reason, known.item.section)
            refuse_outside_life(known.item, known.name_in(year), year, answer)
        except ValueError as error:
            self.errors["amount_thousand_yen"] = str(error)
            return None
        return answer

    def _reason(self, item: Item) -> AmountMissingReason | None:
        try:
            return read_reason(self.text("missing_reason"), item.section)
        except ValueError as error:
            self.errors["missing_reason"] = str(error)
            return None

    def _printed(self) -> Decimal | None:
        if self.text("year_on_year_state") != YearOnYearState.AS_PRINTED.value:
            return None
        ratio = self.number("year_on_year", "%")
        return None if isinstance(ratio, Mark) else ratio

    def _beside(self, name: str) -> str | None:
        return self.text(name) if name in self.cells else None

    def _difference_reason(self, known: KnownItem) -> str | None:
        given = self._beside("difference_reason")
        if given and not known.item.is_total:
            self.errors["difference_reason"] = "合計の行だけに書きます。"
        return given

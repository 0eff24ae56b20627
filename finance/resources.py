"""A settlement or funds file, row by row into the amounts it means: all rows or none."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from finance.domain.amount_columns import FUND_COLUMNS, OF_FUNDS, SETTLEMENT_COLUMNS, columns_of
from finance.domain.amount_rows import AmountReader, AmountRow, KnownAccount, KnownItem
from finance.models import Account, SettlementAmount, SettlementItem, SettlementYear
from finance.publishing import REASON_NEEDED, lock, obstacles_of
from finance.year_sheet import remarks_on
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import single_line
from sunagawa_plan.shared.row_changes import give_reason
from sunagawa_plan.shared.uploaded_rows import UploadedRows

_TO_FUNDS = {name: fund for fund, name in OF_FUNDS.items()}


class SettlementAmountResource(UploadedRows):
    """The amounts of any accounts and years. A year that is not stored yet becomes a draft.

    reason is why published figures are corrected; without one they are not. A file after which a
    published year could not be published again is refused as a whole.
    """

    columns = SETTLEMENT_COLUMNS
    changing = ("amount_thousand_yen", "missing_reason", "note", "difference_reason")
    untold = ("printed_year_on_year",)
    head = ("会計", "年度", "項目")
    writes_in_preview = True

    class Meta:
        model = SettlementAmount

    def __init__(self, *, today: date | None = None, change_reason: str = "") -> None:
        super().__init__()
        self.today, self.change_reason = today, change_reason.strip()
        self.accounts = {account.code: account for account in Account.objects.all()}
        self.items: dict[int, SettlementItem] = {}
        self.years: dict[tuple[str, int], SettlementYear] = {}
        self.changed: dict[int, SettlementYear] = {}

    @classmethod
    def get_display_name(cls) -> str:
        return "決算額"

    def stored(self, dataset: Any) -> dict[tuple[str, int, int], SettlementAmount]:
        """Return all stored amounts by account, year and item."""
        amounts = SettlementAmount.objects.select_for_update(of=("self",))
        rows = amounts.select_related("year__account", "item")
        return {(row.year.account.code, row.year.fiscal_year, row.item_id): row for row in rows}

    def key_of(self, read: AmountRow | None) -> tuple[str, int, int] | None:
        if read is None or read.amount is None:
            return None
        return (read.account.code, read.fiscal_year, read.item.key)

    def head_of(self, instance: Any) -> tuple[str, ...]:
        if instance.year_id is None:
            return ("", "", "")
        year = instance.year
        name = instance.item.name_in(year.fiscal_year)
        return (year.account.name, FiscalYear(year.fiscal_year).wareki, name)

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        headings = tuple(dataset.headers or ())
        self.columns = columns_of(headings)  # type: ignore[misc]
        super().before_import(dataset, **kwargs)
        dataset.headers = [OF_FUNDS.get(name, name) for name in headings]

    def prepare(self) -> AmountReader:
        if self.today is None:
            raise ValueError("取り込む日が分かりません。")
        for account in self.accounts.values():
            lock(account)
        items = SettlementItem.objects.select_related("account").with_names()
        self.items = {item.pk: item for item in items}
        years = SettlementYear.objects.select_related("account")
        self.years = {(year.account.code, year.fiscal_year): year for year in years}
        return AmountReader({a.code: self._known(a) for a in self.accounts.values()}, self.today)

    def apply(self, instance: SettlementAmount, read: AmountRow, names: Any) -> None:
        """Take over what the row says; a text that is only shown on one line stays as stored."""
        if read.amount is None:
            return
        instance.year = self._year(read)
        instance.item = self.items[read.item.key]
        instance.amount_thousand_yen = read.amount.thousand_yen
        reason = read.amount.missing_reason
        instance.missing_reason = reason.value if reason else ""
        instance.note = _kept(instance.note, read.note)
        instance.difference_reason = _kept(instance.difference_reason, read.difference_reason)
        if read.printed is not None:
            instance.printed_year_on_year = read.printed

    def save_instance(self, instance: SettlementAmount, *args: Any, **kwargs: Any) -> None:
        year = instance.year
        if not year.pk:
            give_reason(year, self.reason(kwargs.get("file_name") or "名前なし"))
            year.save()
            instance.year = year
        self.changed[year.pk] = year
        super().save_instance(instance, *args, **kwargs)

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Refuse a file that leaves a published year wrong, or changes it without a reason."""
        problems = [problem for year in self.changed.values() for problem in self._refusals(year)]
        if problems and not result.has_errors() and not result.has_validation_errors():
            raise ValueError("".join(problems))
        # A preview is taken back, so what it would lead to is read off now.
        result.sums = [(year, remarks_on(year)) for year in self.changed.values()]
        super().after_import(dataset, result, **kwargs)

    def reason(self, file_name: str) -> str:
        told = super().reason(file_name)
        return f"{self.change_reason}（{told}）" if self.change_reason else told

    def titled(self, messages: Any) -> dict[str, Any]:
        """Return messages by the headings of the file, whichever kind it is."""
        if self.columns is FUND_COLUMNS:
            messages = {_TO_FUNDS.get(name, name): told for name, told in messages.items()}
        return super().titled(messages)

    def _refusals(self, year: SettlementYear) -> Iterator[str]:
        if not year.is_published:
            return
        if not self.change_reason:
            yield f"{year}: {REASON_NEEDED}"
        yield from (f"{year}: {obstacle}" for obstacle in obstacles_of(year))

    def _year(self, read: AmountRow) -> SettlementYear:
        key = (read.account.code, read.fiscal_year)
        if key not in self.years:
            account = self.accounts[read.account.code]
            self.years[key] = SettlementYear(account=account, fiscal_year=read.fiscal_year)
        return self.years[key]

    def _known(self, account: Account) -> KnownAccount:
        items = [item for item in self.items.values() if item.account_id == account.pk]
        return KnownAccount(
            code=account.code,
            name=account.name,
            items={item.code: _known_item(item) for item in items},
            settlement=SettlementYear.objects.all().settlement(account),
        )


def _known_item(item: SettlementItem) -> KnownItem:
    later = tuple((name.effective_from, name.name) for name in item.later_names.all())
    return KnownItem(item.pk, item.fact, item.name, later)


def _kept(stored: str, given: str | None) -> str:
    """Return the stored text where the file only repeats it on one line, or has no such column."""
    return stored if given is None or single_line(stored).strip() == single_line(given) else given

"""One account's settlement of one fiscal year, laid out as the book's table, to be entered."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from finance.domain.entry_checks import balance_caution
from finance.domain.items import Item, ItemTree
from finance.domain.publication import Explanation, Obstacle, obstacles
from finance.domain.settlement import Settlement, YearFacts
from finance.domain.sums import SumCheck
from finance.domain.vocabulary import Section
from finance.entry import Entry
from finance.forms import AmountForm, YearHeadForm
from finance.item_names import distinct_names
from finance.models import Account, SettlementItem, SettlementYear
from finance.publishing import save_year
from finance.sheet_row import SheetRow
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number
from sunagawa_plan.shared.row_changes import FieldChange


class YearSheet:
    """A year of an account, blank or as stored, or filled in by `data`. Six queries.

    Only rows that stood on the sent sheet are read from `data`; those left as they were seen are
    not written.
    """

    def __init__(
        self,
        account: Account,
        year: int,
        *,
        is_editable: bool = True,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.account, self.year, self.data = account, year, data
        self.items = list(SettlementItem.objects.of_account(account).with_names())
        self.tree = ItemTree(tuple(item.fact for item in self.items))
        near = SettlementYear.objects.filter(account=account, fiscal_year__in=(year, year - 1))
        self._near = {each.fiscal_year: each for each in near.with_amounts()}
        self.stored = self._near.get(year)
        self.is_editable = is_editable
        self.head = self._head_form() if is_editable else None
        self.rows = [self._row(item, depth) for item, depth in self._listed()]

    @property
    def fiscal_year(self) -> FiscalYear:
        return FiscalYear(self.year)

    @property
    def is_published(self) -> bool:
        return self.stored is not None and self.stored.is_published

    @property
    def sections(self) -> list[tuple[Section, list[SheetRow]]]:
        rows = [(each, [row for row in self.rows if row.item.section == each]) for each in Section]
        return [(section, found) for section, found in rows if found]

    @cached_property
    def settlement(self) -> Settlement:
        """Return last year as stored and this year as entered so far."""
        amounts = {row.code: row.entry.amount for row in self.rows}
        known = {code: amount for code, amount in amounts.items() if amount is not None}
        printed = self.stored.facts.printed if self.stored else {}
        years = {year: each.facts for year, each in self._near.items() if year != self.year}
        return Settlement(self.tree, years | {self.year: YearFacts(self.year, known, printed)})

    @cached_property
    def sum_checks(self) -> dict[str, SumCheck]:
        return {check.code: check for check in self.settlement.sum_checks(self.year)}

    @property
    def differing(self) -> list[SheetRow]:
        """Return the totals that differ from their parts."""
        return [row for row in self.rows if row.difference]

    @property
    def explanations(self) -> dict[str, Explanation]:
        return {row.code: row.entry.explanation for row in self.rows}

    @cached_property
    def names(self) -> dict[str, str]:
        """Return the items' names by code, told apart."""
        return distinct_names(self.items, self.year)

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """Return what keeps the year, as entered so far, from being published."""
        found = obstacles(
            self.settlement, self.year, names=self.names, explanations=self.explanations
        )
        return tuple(found)

    @property
    def unanswered(self) -> list[SheetRow]:
        """Return the items of the year that have neither amount nor reason so far."""
        codes = set(self.settlement.unanswered(self.year))
        return [row for row in self.rows if row.code in codes]

    @property
    def faults(self) -> tuple[Obstacle, ...]:
        """Return the obstacles that are not mere blanks."""
        blank = {row.code for row in self.unanswered}
        return tuple(each for each in self.obstacles if each.item_code not in blank)

    @property
    def balance(self) -> str:
        """Return 歳入 − 歳出 in words; nothing while a total is not known."""
        balance = self.settlement.balance(self.year)
        return "" if balance is None else format_number(balance, 0)

    @property
    def balance_caution(self) -> str:
        return balance_caution(self.settlement, self.year)

    @property
    def changed_rows(self) -> list[SheetRow]:
        return [row for row in self.rows if row.form and row.form.is_changed]

    @property
    def has_changed(self) -> bool:
        return self._has_head or bool(self.changed_rows)

    @property
    def _has_head(self) -> bool:
        """Tell whether the year itself is to be written: always when it is new."""
        if self.head is None or not self.head.is_bound:
            return False
        return self.stored is None or self.head.has_changed()

    @property
    def changes(self) -> list[tuple[str, list[FieldChange]]]:
        """Return what saving would change, by item: old and new, for people."""
        told = [(row.full_name, row.changes) for row in self.changed_rows]
        if self.head and self._has_head:
            told.insert(0, ("年度全体", self.head.changes))
        return [(name, found) for name, found in told if found]

    def is_valid(self) -> bool:
        """Check everything typed, so that all errors are shown at once."""
        forms = [row.form for row in self.changed_rows if row.form]
        if self.head is not None and self._has_head:
            return not sum(not form.is_valid() for form in (self.head, *forms))
        return not sum(not form.is_valid() for form in forms)

    def save(self, *, reason: str = "") -> SettlementYear:
        """Write what has changed; it must be valid. Raises what save_year raises."""
        head = self.head if self._has_head else None
        return save_year(
            account=self.account,
            fiscal_year=self.year,
            entries={row.item: row.entry for row in self.changed_rows},
            head=head.columns if head else None,
            reason=reason,
        )

    def _listed(self) -> Iterator[tuple[SettlementItem, int]]:
        """Yield the rows of the book's table, and those that ended last year: their 皆減 shows."""
        by_code = {item.code: item for item in self.items}
        years = {year: each.facts for year, each in self._near.items()}
        for fact, depth in Settlement(self.tree, years).listed(self.year):
            yield by_code[fact.code], depth

    def _row(self, item: SettlementItem, depth: int) -> SheetRow:
        rows = self.stored.amounts.all() if self.stored else ()
        stored = Entry.of(next((row for row in rows if row.item_id == item.pk), None))
        has_form = self.is_editable and (self._exists(item.fact) or stored != Entry())
        form = self._form(item, stored) if has_form else None
        return SheetRow(self, item, depth, stored, form)

    def _exists(self, item: Item) -> bool:
        return item.exists_in(self.year)

    def _form(self, item: SettlementItem, stored: Entry) -> AmountForm:
        prefix = f"i{item.pk}"
        was_sent = self.data is not None and f"{prefix}-stamp" in self.data
        name = item.name_in(self.year)
        known: dict[str, Any] = {"item": item, "name": name, "year": self.year, "stored": stored}
        form = AmountForm(self.data if was_sent else None, prefix=prefix, **known)
        if form.is_overtaken and not form.is_changed:
            return AmountForm(prefix=prefix, **known)
        return form

    def _head_form(self) -> YearHeadForm:
        before = self._near.get(self.year - 1)
        source = before.source if before else ""
        blank = SettlementYear(account=self.account, fiscal_year=self.year, source=source)
        sent = self.data if self.data is not None and "year-stamp" in self.data else None
        return YearHeadForm(sent, instance=self.stored or blank, prefix="year")


def remarks_on(year: SettlementYear) -> tuple[str, ...]:
    """Return what there is to say of a stored year's sums: blanks, differences, odd amounts."""
    sheet = YearSheet(year.account, year.fiscal_year, is_editable=False)
    blank = "、".join(row.full_name for row in sheet.unanswered)
    differing = (
        f"「{row.full_name}」{row.amount}千円は、内訳の計{row.computed}千円と{row.difference}千円"
        f"違います（{row.result_label}）。{row.written_reason}"
        for row in sheet.differing
    )
    odd = (f"「{row.full_name}」{text}" for row in sheet.rows for text in row.cautions)
    told = (f"未入力の項目：{blank}。" if blank else "", *differing, sheet.balance_caution, *odd)
    return tuple(text for text in told if text)

"""One item on a year's sheet: what is known of it, what is typed, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from finance.domain.entry_checks import cautions
from finance.domain.settlement import Settlement
from finance.domain.sums import SumCheck
from finance.entry import Entry, amount_text
from finance.forms import AmountForm
from finance.models import SettlementItem
from sunagawa_plan.lib.numerals import format_change, format_number
from sunagawa_plan.shared.row_changes import EMPTY, FieldChange


class Sheet(Protocol):
    """What a row asks of the sheet that it stands on."""

    year: int

    @property
    def settlement(self) -> Settlement: ...

    @property
    def sum_checks(self) -> Mapping[str, SumCheck]: ...

    @property
    def names(self) -> Mapping[str, str]: ...


@dataclass(frozen=True)
class SheetRow:
    """One item on the sheet. form is None where there is nothing to enter: an ended item."""

    sheet: Sheet
    item: SettlementItem
    depth: int
    stored: Entry
    form: AmountForm | None

    @property
    def code(self) -> str:
        return self.item.code

    @property
    def name(self) -> str:
        return self.item.name_in(self.sheet.year)

    @property
    def full_name(self) -> str:
        """Return the name as messages say it: 依存財源のその他."""
        return self.sheet.names[self.code]

    @property
    def label(self) -> str:
        return self.item.label_in(self.sheet.year)

    @property
    def entry(self) -> Entry:
        return self.form.entry if self.form else self.stored

    @property
    def amount(self) -> str:
        """Return what is stored for the year, in words."""
        return amount_text(self.sheet.settlement.amount(self.code, self.sheet.year))

    @property
    def previous(self) -> str:
        """Return last year's amount in words."""
        if self.sheet.year - 1 not in self.sheet.settlement.years:
            return "登録なし"
        return amount_text(self.sheet.settlement.amount(self.code, self.sheet.year - 1))

    @property
    def year_on_year(self) -> str:
        return self.sheet.settlement.year_on_year(self.code, self.sheet.year).text

    @property
    def check(self) -> SumCheck | None:
        """Return the comparison with the parts, for a total."""
        return self.sheet.sum_checks.get(self.code)

    @property
    def computed(self) -> str:
        """Return the sum of the parts as far as all are known."""
        check = self.check
        return "" if check is None or check.computed is None else format_number(check.computed, 0)

    @property
    def difference(self) -> str:
        """Return total minus parts with its sign; nothing where they agree or are not known."""
        check = self.check
        found = check.difference if check else None
        return format_change(found, 0) if found else ""

    @property
    def result(self) -> str:
        return self.check.result.value if self.check else ""

    @property
    def result_label(self) -> str:
        return self.check.result.label if self.check else ""

    @property
    def written_reason(self) -> str:
        """Return what is written about a difference, as readers see it."""
        beside = self.entry.explanation
        return beside.difference_reason or beside.note

    @property
    def stored_text(self) -> str:
        return amount_text(self.stored.amount)

    @property
    def errors(self) -> list[str]:
        """Return what is wrong with what was typed."""
        if self.form is None or not self.form.is_changed:
            return []
        return [str(text) for texts in self.form.errors.values() for text in texts]

    @property
    def changes(self) -> list[FieldChange]:
        """Return what saving would change of the row: old and new, for people."""
        old, new = _written(self.stored), _written(self.entry)
        return [
            FieldChange(label, old[label], new[label]) for label in old if old[label] != new[label]
        ]

    @property
    def cautions(self) -> tuple[str, ...]:
        return cautions(self.sheet.settlement, self.code, self.sheet.year)


def _written(entry: Entry) -> dict[str, str]:
    return {
        "決算額（千円）": amount_text(entry.amount),
        "注記": entry.explanation.note or EMPTY,
        "内訳の計と一致しない理由": entry.explanation.difference_reason or EMPTY,
    }

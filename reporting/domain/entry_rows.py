"""Rows of a section's file → answers to its entries, or what is wrong with each of their cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from indicators.domain.value_rows import KnownIndicator, RowReader, ValueRow
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.spelling import fold_width, quote
from sunagawa_plan.lib.tables import Cell
from sunagawa_plan.lib.uploads import RowError, RowReading

# A row in which none of these says anything is left alone: an empty cell never empties an entry.
_SAYING = ("value", "missing_reason", "missing_detail", "sample_size", "note")
_NOT_YOURS = "は、あなたの課の報告ではありません。この行を取り除いてください。"


@dataclass(frozen=True)
class EntryRowReader:
    """Reads the rows of one round's file.

    known: the entries that the person may fill in, by code; foreign: codes of the round's other
    entries; elsewhere: codes of other plans.
    """

    fiscal_year: int
    known: Mapping[str, KnownIndicator]
    foreign: frozenset[str]
    elsewhere: frozenset[str]
    today: date

    @cached_property
    def _values(self) -> RowReader:
        return RowReader(self.known, self.elsewhere, self.today)

    def read(self, cells: Mapping[str, Cell], number: int) -> ValueRow | None:
        """Read the row in line `number`; None for an empty one. RowError tells all its faults."""
        said = RowReading(cells)
        if not any(said.text(name) for name in _SAYING):
            return None
        code = fold_width(said.text("indicator_code"))
        if code in self.foreign and code not in self.known:
            raise RowError({"indicator_code": f"{quote(code)}{_NOT_YOURS}"})
        row = self._values.read(cells, number)
        if row.fiscal_year != self.fiscal_year:
            asked, found = FiscalYear(self.fiscal_year), FiscalYear(row.fiscal_year)
            raise RowError(
                {
                    "fiscal_year": f"{found.full}の行です。この受付で集めているのは"
                    f"{asked.full}の値だけです。年度を確かめてください。"
                }
            )
        return row

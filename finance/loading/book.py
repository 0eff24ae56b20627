"""What the files of the settlement say, entry by entry; `place` is where each stands."""

from dataclasses import dataclass
from decimal import Decimal

from finance.domain.amounts import Amount
from finance.domain.items import Item, ItemTree
from finance.domain.settlement import Settlement, YearFacts
from finance.domain.vocabulary import AccountCode, RatioMissingReason
from finance.domain.year_on_year import YearOnYear


@dataclass(frozen=True)
class CellEntry:
    """One printed cell: an item in a year, with the ratio printed beside it."""

    place: str
    fiscal_year: int
    amount: Amount
    printed: YearOnYear | None


@dataclass(frozen=True)
class ItemEntry:
    """One printed row."""

    place: str
    item: Item
    name: str
    printed_label: str
    cells: tuple[CellEntry, ...]


@dataclass(frozen=True)
class RatioValueEntry:
    """What the running text says of a ratio in one year."""

    place: str
    code: str
    label: str
    fiscal_year: int
    value: Decimal | None
    missing_reason: RatioMissingReason | None


@dataclass(frozen=True)
class ThresholdEntry:
    place: str
    fiscal_year: int | None
    early_soundness: Decimal
    fiscal_rebuilding: Decimal | None
    source: str


@dataclass(frozen=True)
class RatioEntry:
    """One ratio of the soundness law with its lines."""

    place: str
    code: str
    name: str
    unit: str
    decimal_places: int
    threshold_name: str
    glossary_term: str
    indicator_code: str
    thresholds: tuple[ThresholdEntry, ...]


@dataclass(frozen=True)
class SettlementBook:
    """All that the files say; title names them in reports, plan_slug owns the shared indicators."""

    place: str
    title: str
    account: AccountCode
    source: str
    fiscal_years: tuple[int, ...]
    items: tuple[ItemEntry, ...]
    ratio_values: tuple[RatioValueEntry, ...]
    ratios: tuple[RatioEntry, ...]
    plan_slug: str

    def settlement(self) -> Settlement:
        """Return the table as the domain sees it. Raises ValueError for items that make no tree."""
        years = {
            year: YearFacts(
                year,
                {e.item.code: c.amount for e, c in self._cells(year)},
                {e.item.code: c.printed for e, c in self._cells(year) if c.printed},
            )
            for year in self.fiscal_years
        }
        return Settlement(ItemTree(tuple(entry.item for entry in self.items)), years)

    def _cells(self, year: int) -> list[tuple[ItemEntry, CellEntry]]:
        return [
            (entry, cell)
            for entry in self.items
            for cell in entry.cells
            if cell.fiscal_year == year
        ]

"""The book's table: items down, fiscal years across, at most five years side by side."""

from dataclasses import dataclass

from finance.domain.items import Item
from finance.domain.vocabulary import Section
from finance.pages.book import YEARS_PER_VIEW, AccountBook
from finance.pages.cells import AmountCell, amount_cell
from sunagawa_plan.lib.charts.stack import look_of
from sunagawa_plan.lib.fiscal_year import FiscalYear


@dataclass(frozen=True)
class ItemRow:
    """One item over the years. swatch is how the charts draw it: layer-1, empty for a sum."""

    code: str
    name: str
    former_names: tuple[str, ...]
    depth: int
    is_total: bool
    swatch: str
    cells: tuple[AmountCell, ...]


@dataclass(frozen=True)
class YearsTable:
    """A section of the table over some years."""

    section: Section
    years: tuple[FiscalYear, ...]
    rows: tuple[ItemRow, ...]
    has_printed: bool

    @property
    def heading(self) -> str:
        """Return 令和元年度, or 平成27～令和元年度 of several."""
        first, last = self.years[0].wareki, self.years[-1].wareki
        return last if first == last else f"{first.removesuffix('年度')}～{last}"


def tables_of(book: AccountBook, section: Section) -> tuple[YearsTable, ...]:
    """Return a section in tables of five years each, the latest first."""
    span = book.span
    ends = range(len(span), 0, -YEARS_PER_VIEW)
    return tuple(
        years_table(book, section, span[max(end - YEARS_PER_VIEW, 0) : end]) for end in ends
    )


def years_table(book: AccountBook, section: Section, years: range) -> YearsTable:
    """Return a section over the given years, holes included."""
    rows = tuple(item_row(book, item, depth, years) for item, depth in book.listed(section, years))
    return YearsTable(
        section=section,
        years=tuple(FiscalYear(year) for year in years),
        rows=rows,
        has_printed=any(cell.remark for row in rows for cell in row.cells if cell.ratio),
    )


def item_row(book: AccountBook, item: Item, depth: int, years: range) -> ItemRow:
    name = book.name(item.code, years[-1])
    names = dict.fromkeys(book.name(item.code, year) for year in years)
    return ItemRow(
        code=item.code,
        name=name,
        former_names=tuple(other for other in names if other != name),
        depth=depth,
        is_total=bool(book.settlement.tree.parts(item.code)),
        swatch=swatch_of(book, item),
        cells=tuple(amount_cell(book, item.code, year) for year in years),
    )


def swatch_of(book: AccountBook, item: Item) -> str:
    """Return which layer of the charts an item is; empty for one that has parts of its own."""
    parts = book.parts(item.section)
    return f"layer-{look_of(parts.index(item.code))}" if item.code in parts else ""

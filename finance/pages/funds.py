"""The page of the funds: what is saved, where, and how it came to be."""

from dataclasses import dataclass
from typing import Self

from finance.domain.vocabulary import Section, YearOnYearState
from finance.models import SettlementYear
from finance.pages.book import AccountBook
from finance.pages.cells import AmountCell, amount_cell, thousands, yen
from finance.pages.drawing import FUNDS, stack_named
from finance.pages.tables import YearsTable, swatch_of, tables_of
from sunagawa_plan.lib.charts.stacked import stacked_pair
from sunagawa_plan.lib.charts.stacked_geometry import StackedPair
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_yen_thousands

_EVENTS = {
    YearOnYearState.NEWLY_ARISEN: "{year}に新しく残高ができました（皆増）。",
    YearOnYearState.CEASED: "{year}に残高がなくなりました（皆減）。",
}


@dataclass(frozen=True)
class Fund:
    """One fund with its latest balance, how that came about, and all its years."""

    name: str
    swatch: str
    words: str
    exact: str
    share: str
    reason: str
    change: str
    events: tuple[str, ...]
    years: tuple[AmountCell, ...]


@dataclass(frozen=True)
class FundsPage:
    """fiscal_year is the latest published year; total its balance in words and in 千円."""

    book: AccountBook
    fiscal_year: FiscalYear
    total: str
    total_exact: str
    sentence: str
    chart: StackedPair | None
    funds: tuple[Fund, ...]
    tables: tuple[YearsTable, ...]
    has_printed: bool

    @property
    def row(self) -> SettlementYear:
        """Return the latest year's row, for its source and its notes."""
        return self.book.rows[self.book.latest]

    @classmethod
    def from_book(cls, book: AccountBook, *, is_sample: bool = False) -> Self:
        """Build the page of a loaded account."""
        series = stack_named(book, FUNDS, is_sample=is_sample)
        code = book.total(Section.FUNDS)
        total = book.settlement.thousand_yen(code, book.latest) if code else None
        tables = tables_of(book, Section.FUNDS)
        return cls(
            book=book,
            fiscal_year=FiscalYear(book.latest),
            total=yen(total),
            total_exact=thousands(total),
            sentence=_change(book, code) if code else "",
            chart=stacked_pair(series) if series else None,
            funds=tuple(_fund(book, fund) for fund in book.parts(Section.FUNDS)),
            tables=tables,
            has_printed=any(table.has_printed for table in tables),
        )


def _fund(book: AccountBook, code: str) -> Fund:
    settlement, year = book.settlement, book.latest
    cells = tuple(amount_cell(book, code, own) for own in book.span)
    now = settlement.thousand_yen(code, year)
    return Fund(
        name=book.name(code, year),
        swatch=swatch_of(book, settlement.tree[code]),
        words=yen(now),
        exact=thousands(now),
        share=cells[-1].share,
        reason=cells[-1].reason,
        change=_change(book, code),
        events=tuple(
            _EVENTS[cell.state].format(year=cell.fiscal_year.wareki)
            for cell in cells
            if cell.state in _EVENTS
        ),
        years=cells,
    )


def _change(book: AccountBook, code: str) -> str:
    """Return the way from the first year with a balance to the latest, in a sentence."""
    known = [
        (year, amount)
        for year in book.recent
        if (amount := book.settlement.thousand_yen(code, year)) is not None
    ]
    if len(known) < 2 or known[-1][0] != book.latest:
        return ""
    (first, before), (_, now) = known[0], known[-1]
    since = f"{FiscalYear(first).wareki}の{format_yen_thousands(before)}から"
    if now == before:
        return f"{FiscalYear(first).wareki}と同じ額です。"
    way = "増えました" if now > before else "減りました"
    return f"{since}{format_yen_thousands(abs(now - before))}{way}。"

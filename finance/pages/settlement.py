"""The page of the settlement: the book's table, one year in detail, two years compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from finance.domain.vocabulary import Section
from finance.models import SettlementYear
from finance.pages.book import AccountBook
from finance.pages.cells import (
    amount_words,
    change_words,
    ratio_words,
    thousands,
    yen,
)
from finance.pages.drawing import EXPENDITURE, REVENUE, composition, stack_named
from finance.pages.tables import YearsTable, swatch_of, tables_of, years_table
from sunagawa_plan.lib.charts.composition import CompositionPair, composition_pair
from sunagawa_plan.lib.charts.stacked import stacked_pair
from sunagawa_plan.lib.charts.stacked_geometry import StackedPair
from sunagawa_plan.lib.fiscal_year import FiscalYear, read_fiscal_year

_BOTH = (Section.REVENUE, Section.EXPENDITURE)


@dataclass(frozen=True)
class SettlementChoice:
    """Which year in detail, and with which other year it is compared; both published."""

    year: int
    with_year: int | None

    @classmethod
    def from_query(cls, query: Mapping[str, str], years: Sequence[int]) -> Self:
        """Read ?year= and ?with=, in any spelling of a year; odd values fall back.

        Without a question it is the latest year, compared with none.
        """
        year = _known_year(query.get("year", ""), years) or years[-1]
        others = [other for other in years if other != year]
        return cls(year, _known_year(query.get("with", ""), others))


@dataclass(frozen=True)
class ComparedRow:
    """One item in two years; amounts in 千円, change is the later choice minus the other."""

    name: str
    depth: int
    is_total: bool
    swatch: str
    amount: str
    reason: str
    other_amount: str
    other_reason: str
    change: str
    ratio: str


@dataclass(frozen=True)
class Comparison:
    """Two years beside each other."""

    fiscal_year: FiscalYear
    other_year: FiscalYear
    sections: tuple[tuple[Section, tuple[ComparedRow, ...]], ...]


@dataclass(frozen=True)
class StackSection:
    """A chart over the years; name is its name in the address of its figure."""

    name: str
    heading: str
    chart: StackedPair


@dataclass(frozen=True)
class SettlementPage:
    """book holds the account; year_row is the chosen year's row with source and note."""

    book: AccountBook
    fiscal_year: FiscalYear
    years: tuple[FiscalYear, ...]
    parts: CompositionPair
    detail: tuple[YearsTable, ...]
    balance: str
    balance_exact: str
    population: str
    comparison: Comparison | None
    charts: tuple[StackSection, ...]
    tables: tuple[tuple[YearsTable, ...], ...]
    has_printed: bool

    @classmethod
    def from_book(
        cls, book: AccountBook, choice: SettlementChoice, *, is_sample: bool = False
    ) -> Self:
        """Build the page for the chosen years of a loaded account."""
        year = choice.year
        blocks = tuple(zip(*(tables_of(book, section) for section in Section), strict=True))
        population = book.rows[year].population
        return cls(
            book=book,
            fiscal_year=FiscalYear(year),
            years=tuple(FiscalYear(own) for own in book.years),
            parts=composition_pair(composition(book, year, _BOTH)),
            detail=tuple(years_table(book, section, range(year, year + 1)) for section in Section),
            balance=yen(book.settlement.balance(year)),
            balance_exact=thousands(book.settlement.balance(year)),
            population=f"{population:,}人" if population else "",
            comparison=_comparison(book, choice),
            charts=tuple(_charts(book, is_sample=is_sample)),
            tables=blocks,
            has_printed=any(table.has_printed for block in blocks for table in block),
        )

    @property
    def row(self) -> SettlementYear:
        """Return the chosen year's row, for its source, its note and where its population is from."""
        return self.book.rows[self.fiscal_year.start]


def _known_year(text: str, years: Sequence[int]) -> int | None:
    try:
        asked = read_fiscal_year(text).start
    except ValueError:
        return None
    return asked if asked in years else None


def _charts(book: AccountBook, *, is_sample: bool) -> list[StackSection]:
    found = []
    for name, heading in ((REVENUE, "歳入（財源別）"), (EXPENDITURE, "歳出（性質別）")):
        series = stack_named(book, name, is_sample=is_sample)
        if series:
            found.append(StackSection(name, heading, stacked_pair(series)))
    return found


def _comparison(book: AccountBook, choice: SettlementChoice) -> Comparison | None:
    other = choice.with_year
    if other is None:
        return None
    return Comparison(
        fiscal_year=FiscalYear(choice.year),
        other_year=FiscalYear(other),
        sections=tuple(
            (section, _compared_rows(book, section, choice.year, other)) for section in Section
        ),
    )


def _compared_rows(
    book: AccountBook, section: Section, year: int, other: int
) -> tuple[ComparedRow, ...]:
    settlement, rows = book.settlement, []
    for item, depth in book.listed(section, (year, other)):
        amount, reason = amount_words(settlement, item.code, year)
        other_amount, other_reason = amount_words(settlement, item.code, other)
        rows.append(
            ComparedRow(
                name=book.name(item.code, year),
                depth=depth,
                is_total=bool(settlement.tree.parts(item.code)),
                swatch=swatch_of(book, item),
                amount=amount,
                reason=reason,
                other_amount=other_amount,
                other_reason=other_reason,
                change=change_words(settlement, item.code, year, other),
                ratio=ratio_words(settlement.compared(item.code, year, other))[0],
            )
        )
    return tuple(rows)

"""What finance gives to a plan's yearly report: the last five years up to the report's year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from finance.domain.vocabulary import Section
from finance.models import SettlementYear
from finance.pages.book import YEARS_PER_VIEW, AccountBook
from finance.pages.dashboard import balance_words
from finance.pages.lent import Lender
from finance.pages.soundness import RatioSection, RatioYear, published_ratios, ratio_section
from finance.pages.tables import YearsTable, years_table
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_yen_thousands


@dataclass(frozen=True)
class RatioLine:
    """A soundness ratio over the report's years; a year that is not published is None."""

    name: str
    threshold_name: str
    cells: tuple[RatioYear | None, ...]
    latest: RatioYear


@dataclass(frozen=True)
class FinanceReport:
    """tables are empty while no year up to the report's is published; so are ratios.

    fiscal_year is the last published year, which may lie before the report's.
    """

    account: str
    fiscal_year: FiscalYear | None
    sentence: str
    tables: tuple[YearsTable, ...]
    row: SettlementYear | None
    ratio_years: tuple[FiscalYear, ...]
    ratios: tuple[RatioLine, ...]

    @property
    def has_printed(self) -> bool:
        return any(table.has_printed for table in self.tables)

    @classmethod
    def until(cls, year: int, lend: Lender) -> Self:
        """Load what is published up to a year; the number of queries is fixed."""
        book = AccountBook.published()
        last = max((own for own in book.years if own <= year), default=None) if book else None
        ratios, lent = published_ratios(lend)
        sections = [ratio_section(ratio, lent, draws=False) for ratio in ratios]
        ratio_years = _ratio_years(sections, year)
        return cls(
            account=str(book.account) if book else "",
            fiscal_year=FiscalYear(last) if last else None,
            sentence=_sentence(book, last) if book and last else "",
            tables=_tables(book, last) if book and last else (),
            row=book.rows[last] if book and last else None,
            ratio_years=ratio_years,
            ratios=tuple(
                line for section in sections if (line := _ratio_line(section, ratio_years))
            ),
        )


def _tables(book: AccountBook, last: int) -> tuple[YearsTable, ...]:
    years = range(max(last - YEARS_PER_VIEW + 1, book.years[0]), last + 1)
    tables = (years_table(book, section, years) for section in Section)
    return tuple(table for table in tables if table.rows)


def _sentence(book: AccountBook, year: int) -> str:
    """Return the year's settlement in plain words, or nothing while a total is not known."""
    totals = [book.total(section) for section in (Section.REVENUE, Section.EXPENDITURE)]
    amounts = [book.settlement.thousand_yen(code, year) if code else None for code in totals]
    revenue, expenditure = amounts
    if revenue is None or expenditure is None:
        return ""
    return (
        f"{FiscalYear(year).full}の{book.account}は、歳入が{format_yen_thousands(revenue)}、"
        f"歳出が{format_yen_thousands(expenditure)}で、{balance_words(revenue - expenditure)}"
    )


def _ratio_years(sections: Sequence[RatioSection], year: int) -> tuple[FiscalYear, ...]:
    known = {own.fiscal_year for section in sections for own in section.years}
    return tuple(sorted(own for own in known if own.start <= year)[-YEARS_PER_VIEW:])


def _ratio_line(section: RatioSection, years: Sequence[FiscalYear]) -> RatioLine | None:
    by_year = {own.fiscal_year: own for own in section.years}
    cells = tuple(by_year.get(year) for year in years)
    known = [cell for cell in cells if cell]
    if not known:
        return None
    return RatioLine(section.name, section.threshold_name, cells, known[-1])

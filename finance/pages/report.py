"""What finance gives to a plan's yearly report: the last five years up to the report's year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from finance.domain.soundness import RatioSeries
from finance.domain.vocabulary import Section
from finance.models import SettlementYear, SoundnessRatio
from finance.pages.book import YEARS_PER_VIEW, AccountBook
from finance.pages.dashboard import balance_words
from finance.pages.drawing import composition, section_stack
from finance.pages.lent import Lender, Lent
from finance.pages.soundness import (
    RatioYear,
    published_ratios,
    ratio_drawing,
    ratio_years,
)
from finance.pages.tables import YearsTable, years_table
from sunagawa_plan.lib.charts.composition import CompositionPair, composition_pair
from sunagawa_plan.lib.charts.geometry import IndicatorChart
from sunagawa_plan.lib.charts.series import IndicatorSeries
from sunagawa_plan.lib.charts.stacked import stacked_pair
from sunagawa_plan.lib.charts.stacked_geometry import StackedPair
from sunagawa_plan.lib.charts.svg import HALF_SHEET, indicator_chart
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_yen_thousands

_FLOWS = (Section.REVENUE, Section.EXPENDITURE)


@dataclass(frozen=True)
class FinanceSection:
    """A section of the settlement over the report's years, as a drawing and as a table."""

    chart: StackedPair | None
    table: YearsTable


@dataclass(frozen=True)
class RatioLine:
    """A soundness ratio over the report's years, published or not.

    latest is the last published one of them, or simply the last. chart is None while no year up
    to the report's has a number.
    """

    code: str
    name: str
    threshold_name: str
    cells: tuple[RatioYear, ...]
    latest: RatioYear
    chart: IndicatorChart | None


@dataclass(frozen=True)
class FinanceReport:
    """sections are empty while no year up to the report's is published; so are ratios.

    fiscal_year is the last published year, which may lie before the report's; parts are its own.
    """

    account: str
    fiscal_year: FiscalYear | None
    sentence: str
    parts: CompositionPair | None
    sections: tuple[FinanceSection, ...]
    row: SettlementYear | None
    ratio_years: tuple[FiscalYear, ...]
    ratios: tuple[RatioLine, ...]

    @property
    def has_printed(self) -> bool:
        return any(own.table.has_printed for own in self.sections)

    @property
    def drawn_ratios(self) -> tuple[RatioLine, ...]:
        return tuple(line for line in self.ratios if line.chart)

    @classmethod
    def until(cls, year: int, lend: Lender, *, is_sample: bool = False) -> Self:
        """Load what is published up to a year; the number of queries is fixed."""
        book = AccountBook.published()
        last = max((own for own in book.years if own <= year), default=None) if book else None
        ratios, ratio_years = _ratios(year, lend, is_sample=is_sample)
        return cls(
            account=str(book.account) if book else "",
            fiscal_year=FiscalYear(last) if last else None,
            sentence=_sentence(book, last) if book and last else "",
            parts=composition_pair(composition(book, last, _FLOWS)) if book and last else None,
            sections=_sections(book, last, is_sample=is_sample) if book and last else (),
            row=book.rows[last] if book and last else None,
            ratio_years=ratio_years,
            ratios=ratios,
        )


def _sections(book: AccountBook, last: int, *, is_sample: bool) -> tuple[FinanceSection, ...]:
    years = range(max(last - YEARS_PER_VIEW + 1, book.years[0]), last + 1)
    found = (_section(book, section, years, is_sample=is_sample) for section in Section)
    return tuple(own for own in found if own.table.rows)


def _section(
    book: AccountBook, section: Section, years: range, *, is_sample: bool
) -> FinanceSection:
    series = section_stack(book, section, years, is_sample=is_sample)
    return FinanceSection(
        chart=stacked_pair(series) if series else None,
        table=years_table(book, section, years),
    )


def _sentence(book: AccountBook, year: int) -> str:
    """Return the year's settlement in plain words, or nothing while a total is not known."""
    totals = [book.total(section) for section in _FLOWS]
    amounts = [book.settlement.thousand_yen(code, year) if code else None for code in totals]
    revenue, expenditure = amounts
    if revenue is None or expenditure is None:
        return ""
    return (
        f"{FiscalYear(year).full}の{book.account}は、歳入が{format_yen_thousands(revenue)}、"
        f"歳出が{format_yen_thousands(expenditure)}で、{balance_words(revenue - expenditure)}"
    )


def _ratios(
    year: int, lend: Lender, *, is_sample: bool
) -> tuple[tuple[RatioLine, ...], tuple[FiscalYear, ...]]:
    """Return all ratios, once any is published up to a year, and the years of their table."""
    ratios, lent = published_ratios(lend)
    years = _ratio_years([ratio.series(lent.ratios) for ratio in ratios], year)
    if not years:
        return (), ()
    lines = []
    for ratio in ratios:
        drawn = ratio_drawing(ratio, lent, until=year, is_sample=is_sample)
        lines.append(_ratio_line(ratio, lent, years, drawn))
    return tuple(lines), years


def _ratio_years(series: Iterable[RatioSeries], year: int) -> tuple[FiscalYear, ...]:
    known = {own for each in series for own in each.facts if own <= year}
    return tuple(FiscalYear(own) for own in sorted(known)[-YEARS_PER_VIEW:])


def _ratio_line(
    ratio: SoundnessRatio, lent: Lent, years: Sequence[FiscalYear], drawn: IndicatorSeries | None
) -> RatioLine:
    cells = ratio_years(ratio, lent, [year.start for year in years])
    facts = ratio.series(lent.ratios).facts
    published = [cell for cell in cells if cell.fiscal_year.start in facts]
    width, height = HALF_SHEET
    return RatioLine(
        code=ratio.code,
        name=ratio.name,
        threshold_name=ratio.threshold_name,
        cells=cells,
        latest=(published or cells)[-1],
        chart=indicator_chart(drawn, width=width, height=height) if drawn else None,
    )

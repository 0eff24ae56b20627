"""The dashboard of finance: the latest year in words and figures, and the five years behind it."""

from dataclasses import dataclass
from typing import Self

from finance.domain.vocabulary import Section
from finance.models import SettlementYear
from finance.pages.book import OWN_SOURCE, AccountBook
from finance.pages.cells import thousands, yen
from finance.pages.drawing import SOURCES, composition, stack_named
from finance.pages.lent import Lender, PolicyLink
from finance.pages.soundness import (
    RatioSection,
    published_ratios,
    ratio_section,
    soundness_sentence,
)
from finance.pages.tables import YearsTable, years_table
from sunagawa_plan.lib.charts.composition import CompositionPair, composition_pair
from sunagawa_plan.lib.charts.stacked import stacked_pair
from sunagawa_plan.lib.charts.stacked_geometry import StackedPair
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number, format_yen_thousands


@dataclass(frozen=True)
class Figure:
    """One figure of the latest year: for reading, for checking, and what else to know."""

    label: str
    words: str
    exact: str
    note: str


@dataclass(frozen=True)
class YearLine:
    """One year in five figures, in 千円; empty where a figure is not known."""

    fiscal_year: FiscalYear
    is_published: bool
    revenue: str
    expenditure: str
    balance: str
    own_share: str
    funds: str


@dataclass(frozen=True)
class LatestYear:
    """What the dashboard says of the settlement; book holds the rest."""

    book: AccountBook
    fiscal_year: FiscalYear
    sentence: str
    figures: tuple[Figure, ...]
    parts: CompositionPair
    tables: tuple[YearsTable, ...]
    funds: YearsTable
    funds_sentence: str
    chart: StackedPair | None
    years: tuple[YearLine, ...]

    @property
    def row(self) -> SettlementYear:
        """Return the year's row, for its source and its notes."""
        return self.book.rows[self.book.latest]

    @classmethod
    def from_book(cls, book: AccountBook, *, is_sample: bool = False) -> Self:
        """Build what is said of an account's latest published year."""
        year = book.latest
        series = stack_named(book, SOURCES, is_sample=is_sample)
        only = range(year, year + 1)
        both = (Section.REVENUE, Section.EXPENDITURE)
        return cls(
            book=book,
            fiscal_year=FiscalYear(year),
            sentence=_sentence(book, year),
            figures=tuple(figure for figure in _figures(book, year) if figure.words),
            parts=composition_pair(composition(book, year, both)),
            tables=tuple(years_table(book, section, only) for section in both),
            funds=years_table(book, Section.FUNDS, only),
            funds_sentence=_funds_sentence(book, year),
            chart=stacked_pair(series) if series else None,
            years=tuple(_year_line(book, own) for own in book.recent),
        )


@dataclass(frozen=True)
class DashboardPage:
    """latest is None while no settlement is published; the ratios have their own years."""

    latest: LatestYear | None
    ratios: tuple[RatioSection, ...]
    ratios_sentence: str
    policies: tuple[PolicyLink, ...]

    @classmethod
    def from_account(
        cls, book: AccountBook | None, lend: Lender, *, is_sample: bool = False
    ) -> Self:
        """Build the page from an account, if any year of it is published, and all ratios."""
        ratios, lent = published_ratios(lend)
        sections = tuple(ratio_section(ratio, lent, draws=False) for ratio in ratios)
        return cls(
            latest=LatestYear.from_book(book, is_sample=is_sample) if book else None,
            ratios=sections,
            ratios_sentence=soundness_sentence(sections),
            policies=lent.policies,
        )


def _amount(book: AccountBook, section: Section, year: int) -> int | None:
    total = book.total(section)
    return book.settlement.thousand_yen(total, year) if total else None


def _sentence(book: AccountBook, year: int) -> str:
    """Return the year in plain words, leaving out what is not known."""
    revenue, expenditure = (
        _amount(book, section, year) for section in (Section.REVENUE, Section.EXPENDITURE)
    )
    if revenue is None or expenditure is None:
        return f"{FiscalYear(year).full}の{book.account}の決算です。"
    said = (
        f"{FiscalYear(year).full}の{book.account}は、歳入が{format_yen_thousands(revenue)}、"
        f"歳出が{format_yen_thousands(expenditure)}で、{balance_words(revenue - expenditure)}"
    )
    share = _own_share(book, year)
    if not share:
        return said
    return f"{said}歳入のうち、市が自ら集めた財源（自主財源）は{share}です。"


def balance_words(balance: int) -> str:
    """Return what 歳入 − 歳出 says: 差引4億1,199万円の黒字でした。"""
    if balance == 0:
        return "差引はありませんでした。"
    state = "黒字" if balance > 0 else "赤字"
    return f"差引{format_yen_thousands(abs(balance))}の{state}でした。"


def _figures(book: AccountBook, year: int) -> list[Figure]:
    balance = book.settlement.balance(year)
    own = book.settlement.thousand_yen(OWN_SOURCE, year) if _has_own(book) else None
    labels = {
        Section.REVENUE: "歳入",
        Section.EXPENDITURE: "歳出",
        Section.FUNDS: "基金（年度末の残高）",
    }
    sums = [
        Figure(
            label,
            yen(_amount(book, section, year)),
            thousands(_amount(book, section, year)),
            _per_inhabitant(book, section, year),
        )
        for section, label in labels.items()
    ]
    return [
        *sums[:2],
        Figure("歳入−歳出（形式収支）", yen(balance), thousands(balance), ""),
        Figure(
            "自主財源の割合",
            _own_share(book, year),
            f"自主財源 {thousands(own)}" if own else "",
            "",
        ),
        sums[2],
    ]


def _per_inhabitant(book: AccountBook, section: Section, year: int) -> str:
    total = book.total(section)
    found = book.settlement.per_inhabitant(total, year) if total else None
    return "" if found is None else f"市民1人当たり {found:,}円"


def _has_own(book: AccountBook) -> bool:
    return OWN_SOURCE in book.settlement.tree


def _own_share(book: AccountBook, year: int) -> str:
    share = book.settlement.share(OWN_SOURCE, year) if _has_own(book) else None
    return "" if share is None else f"{format_number(share, 1)}%"


def _funds_sentence(book: AccountBook, year: int) -> str:
    now = _amount(book, Section.FUNDS, year)
    if now is None:
        return ""
    said = f"{FiscalYear(year).wareki}末の基金の残高は、合わせて{format_yen_thousands(now)}です。"
    before = _amount(book, Section.FUNDS, year - 1) if year - 1 in book.rows else None
    if before is None:
        return said
    if now == before:
        return f"{said}1年前から変わっていません。"
    way = "増え" if now > before else "減り"
    return f"{said}1年前から{format_yen_thousands(abs(now - before))}{way}ました。"


def _year_line(book: AccountBook, year: int) -> YearLine:
    def shown(amount: int | None) -> str:
        return "" if amount is None else format_number(amount, 0)

    is_published = year in book.rows
    return YearLine(
        fiscal_year=FiscalYear(year),
        is_published=is_published,
        revenue=shown(_amount(book, Section.REVENUE, year)),
        expenditure=shown(_amount(book, Section.EXPENDITURE, year)),
        balance=shown(book.settlement.balance(year)),
        own_share=_own_share(book, year),
        funds=shown(_amount(book, Section.FUNDS, year)),
    )

"""Which charts the pages of finance show, and what they say to those who do not see them."""

from collections.abc import Mapping

from finance.charts import amounts_series, parted_bar
from finance.domain.vocabulary import Section
from finance.pages.book import DEPENDENT, OWN_SOURCE, AccountBook
from finance.pages.cells import yen
from sunagawa_plan.lib.charts.stack import Composition, StackedSeries
from sunagawa_plan.lib.fiscal_year import FiscalYear

# The charts that readers may explore, by their names in addresses.
SOURCES, REVENUE, EXPENDITURE, FUNDS = "sources", "revenue", "expenditure", "funds"
_SECTIONS = {
    REVENUE: Section.REVENUE,
    EXPENDITURE: Section.EXPENDITURE,
    FUNDS: Section.FUNDS,
}
_TITLES = {
    Section.REVENUE: "歳入の内訳（財源別）",
    Section.EXPENDITURE: "歳出の内訳（性質別）",
    Section.FUNDS: "基金の年度末残高",
}


def stack_named(book: AccountBook, name: str, *, is_sample: bool = False) -> StackedSeries | None:
    """Return a chart by name; None where the book has no items for it. LookupError if unknown.

    The sources stand on the dashboard, which speaks of the last five years; the others of all.
    """
    if name == SOURCES:
        codes = tuple(code for code in (OWN_SOURCE, DEPENDENT) if code in book.settlement.tree)
        return _stack(
            book, codes, Section.REVENUE, "自主財源と依存財源", book.recent, is_sample=is_sample
        )
    return section_stack(book, _SECTIONS[name], book.span, is_sample=is_sample)


def section_stack(
    book: AccountBook, section: Section, years: range, *, is_sample: bool = False
) -> StackedSeries | None:
    """Return a section's items over some years; None where the book has none."""
    title = _TITLES[section]
    return _stack(book, book.parts(section), section, title, years, is_sample=is_sample)


def composition(book: AccountBook, year: int, sections: tuple[Section, ...]) -> Composition:
    """Return one year's sections as bars on one scale."""
    bars = []
    for section in sections:
        total = book.total(section)
        size = yen(book.settlement.thousand_yen(total, year)) if total else ""
        parts = _named(book, book.parts(section), year)
        bars.append(parted_bar(book.settlement, parts, year, f"{section.label}　{size}".strip()))
    names = "と".join(section.label for section in sections)
    return Composition(
        title=f"{FiscalYear(year).full}の{names}の内訳",
        bars=tuple(bars),
        summary="。".join(
            f"{bar.name}：" + "、".join(f"{p.name} {p.words}" for p in bar.parts if p.words)
            for bar in bars
        ),
    )


def _stack(
    book: AccountBook,
    codes: tuple[str, ...],
    section: Section,
    title: str,
    years: range,
    *,
    is_sample: bool,
) -> StackedSeries | None:
    parts = _named(book, codes, years[-1])
    if not parts:
        return None
    total = book.total(section)
    return amounts_series(
        book.settlement,
        parts,
        total=total,
        years=years,
        title=f"{title}の推移（{book.account}）",
        summary=_summary(book, total, years),
        is_sample=is_sample,
    )


def _named(book: AccountBook, codes: tuple[str, ...], year: int) -> Mapping[str, str]:
    return {code: book.name(code, year) for code in codes}


def _summary(book: AccountBook, total: str | None, years: range) -> str:
    if total is None:
        return ""
    said = [
        f"{FiscalYear(year).wareki} {yen(amount)}"
        for year in dict.fromkeys((years[0], years[-1]))
        if (amount := book.settlement.thousand_yen(total, year)) is not None
    ]
    return f"合計は、{'、'.join(said)}です。すべての額は表にあります。" if said else ""

"""settlement-book: the settlement as the book prints it, items down and years across. For people."""

from collections.abc import Iterator, Sequence

from finance.domain.items import Item
from finance.domain.vocabulary import Section
from finance.domain.year_on_year import PLACES, YearOnYear
from finance.pages.book import AccountBook
from finance.pages.cells import amount_words
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Cell, Row
from sunagawa_plan.lib.tables.people import PeopleTable, people_column

NAME, TITLE = "settlement-book", "歳入歳出決算状況の推移（冊子の形）"
LINES = (
    "単位：千円、％。前年比は、当年度÷前年度×100を小数第2位で四捨五入した値です。",
    "「-」は、その年度にその項目や基金がないことを表します。合計は公表された額です。",
)


def book_layout_table(book: AccountBook, years: Sequence[int]) -> PeopleTable:
    """Return all sections of an account over the given years, each with its 前年比."""
    per_year = [
        people_column(title, FiscalYear(year).wareki, places=places)
        for year in years
        for title, places in (("決算額", None), ("前年比", PLACES))
    ]
    return PeopleTable(
        name=NAME,
        title=f"歳入歳出決算状況の推移（{book.account}）",
        columns=(people_column("区分"), people_column("項目"), *per_year),
        rows=_rows(book, years),
        machine="settlement（決算）",
        lines=LINES,
    )


def _rows(book: AccountBook, years: Sequence[int]) -> Iterator[Row]:
    for section in Section:
        for item, depth in book.listed(section, years):
            yield _row(book, item, depth, years)


def _row(book: AccountBook, item: Item, depth: int, years: Sequence[int]) -> Row:
    name = f"{'　' * depth}{book.name(item.code, years[-1])}"
    cells = (cell for year in years for cell in _pair(book, item.code, year))
    return (item.section.label, name, *cells)


def _pair(book: AccountBook, code: str, year: int) -> Row:
    """Return an item's amount and ratio as the book prints them: figures, 「-」, 皆増, 皆減."""
    thousand = book.settlement.thousand_yen(code, year)
    if thousand is not None:
        return (thousand, _ratio(book.settlement.year_on_year(code, year)))
    words, reason = amount_words(book.settlement, code, year)
    return ("-", "-") if words else (reason, None)


def _ratio(compared: YearOnYear) -> Cell:
    return compared.text.replace("－", "-") if compared.ratio is None else compared.ratio

"""settlement and funds: one row per year and item, in the order of the book."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from finance.domain.items import Item
from finance.domain.settlement import Settlement
from finance.domain.vocabulary import AccountCode, Section
from finance.exports.columns import (
    MISSING_REASON,
    YEAR_ON_YEAR,
    YEAR_ON_YEAR_STATE,
    amount_cells,
)
from finance.models import Account, SettlementItem, SettlementYear
from finance.models.settlement import SettlementYearQuerySet
from finance.pages.book import AccountBook
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Row, Table
from sunagawa_plan.lib.tables.dataset import (
    FISCAL_YEAR,
    FISCAL_YEAR_WAREKI,
    CodeList,
    Dataset,
    Datatype,
    column,
)

SETTLEMENT = Dataset(
    "settlement",
    "決算",
    (
        column(
            "account",
            "会計",
            "会計が違う額は、比べたり足したりできない",
            codes=CodeList.of("account", "会計", AccountCode),
            is_required=True,
        ),
        FISCAL_YEAR,
        FISCAL_YEAR_WAREKI,
        column(
            "section",
            "区分",
            "決算の表の3つの部分",
            codes=CodeList.of("section", "区分", Section),
            is_required=True,
        ),
        column("item_code", "項目コード", "項目の名前が変わっても変わらない", is_required=True),
        column("item_name", "項目名", "その年度の名前", is_required=True),
        column("parent_code", "上の項目のコード", "最上位の合計では空欄"),
        column(
            "is_total",
            "合計の行",
            "内訳を持つ項目はtrue。合計は公表された額で、足し算ではない",
            datatype=Datatype.BOOLEAN,
            is_required=True,
        ),
        column(
            "amount_thousand_yen",
            "決算額（千円）",
            "基金は年度末の残高。額がないときは空欄",
            datatype=Datatype.INTEGER,
            unit="千円",
        ),
        MISSING_REASON,
        YEAR_ON_YEAR,
        YEAR_ON_YEAR_STATE,
    ),
    about="一般会計などの決算です。1行が、1つの会計・年度・項目です。",
    key=("account", "fiscal_year", "item_code"),
)
FUNDS = Dataset(
    "funds",
    "基金残高",
    (
        FISCAL_YEAR,
        FISCAL_YEAR_WAREKI,
        column("fund_code", "基金コード", "基金の名前が変わっても変わらない", is_required=True),
        column("fund_name", "基金名", "その年度の名前", is_required=True),
        column(
            "is_total",
            "合計の行",
            "基金全体の残高はtrue",
            datatype=Datatype.BOOLEAN,
            is_required=True,
        ),
        column(
            "balance_thousand_yen",
            "年度末残高（千円）",
            "年度の終わりの残高。額がないときは空欄",
            datatype=Datatype.INTEGER,
            unit="千円",
        ),
        MISSING_REASON,
        YEAR_ON_YEAR,
        YEAR_ON_YEAR_STATE,
    ),
    about="一般会計の基金の残高です。1行が、1つの年度の1つの基金です。",
    key=("fiscal_year", "fund_code"),
)


def settlement_table(
    chosen: SettlementYearQuerySet, *, known: SettlementYearQuerySet | None = None
) -> Table:
    """Return the chosen years of every account. known are the years that 前年比 may rest on.

    Without known these are the published ones: a draft never shows through a ratio.
    """
    return SETTLEMENT.table(_settlement_rows(_lines(chosen, known, None)))


def funds_table(
    chosen: SettlementYearQuerySet, *, known: SettlementYearQuerySet | None = None
) -> Table:
    """Return the fund balances of the chosen years of the general account."""
    general = chosen.filter(account__code=AccountCode.GENERAL.value)
    return FUNDS.table(_fund_rows(_lines(general, known, Section.FUNDS)))


def settlement_table_of(books: Iterable[AccountBook]) -> Table:
    """Return all years of the given books, those of a past day."""
    return SETTLEMENT.table(_settlement_rows(_lines_of(books, None)))


def funds_table_of(books: Iterable[AccountBook]) -> Table:
    """Return the fund balances of the general account among the given books."""
    general = [book for book in books if book.account.code == AccountCode.GENERAL.value]
    return FUNDS.table(_fund_rows(_lines_of(general, Section.FUNDS)))


@dataclass(frozen=True)
class _Line:
    """One row on its way into a file."""

    account: Account
    year: int
    item: Item
    name: str
    settlement: Settlement

    @property
    def when(self) -> Row:
        return (self.year, FiscalYear(self.year).wareki)

    @property
    def amounts(self) -> Row:
        return amount_cells(self.settlement, self.item.code, self.year)


def _settlement_rows(lines: Iterable[_Line]) -> Iterator[Row]:
    for line in lines:
        item = line.item
        yield (
            line.account.code,
            *line.when,
            item.section.value,
            item.code,
            line.name,
            item.parent,
            item.is_total,
            *line.amounts,
        )


def _fund_rows(lines: Iterable[_Line]) -> Iterator[Row]:
    for line in lines:
        yield (*line.when, line.item.code, line.name, line.item.is_total, *line.amounts)


def _lines(
    chosen: SettlementYearQuerySet,
    known: SettlementYearQuerySet | None,
    section: Section | None,
) -> Iterator[_Line]:
    years_known = SettlementYear.objects.published() if known is None else known
    for account in Account.objects.filter(years__in=chosen).distinct():
        settlement = years_known.settlement(account)
        items = {
            item.code: item for item in SettlementItem.objects.of_account(account).with_names()
        }
        wanted = chosen.filter(account=account).order_by("fiscal_year")
        for year in wanted.values_list("fiscal_year", flat=True):
            for item, _depth in settlement.listed(year, section):
                yield _Line(account, year, item, items[item.code].name_in(year), settlement)


def _lines_of(books: Iterable[AccountBook], section: Section | None) -> Iterator[_Line]:
    for book in books:
        for year in book.years:
            for item, _depth in book.settlement.listed(year, section):
                name = book.name(item.code, year)
                yield _Line(book.account, year, item, name, book.settlement)

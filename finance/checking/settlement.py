"""One account's settlement: its tree, its years, its sums, and what the book prints."""

from collections.abc import Iterator

from finance.checking.places import page_of, place_of
from finance.domain.publication import obstacles
from finance.domain.settlement import Settlement
from finance.entry import Entry
from finance.models import Account, SettlementItem, SettlementYear
from finance.models.settlement import settlement_of
from sunagawa_plan.lib.finding import Finding
from sunagawa_plan.lib.fiscal_year import FiscalYear


def check_settlement(account: Account) -> Iterator[Finding]:
    """Check all years of an account, drafts too where that makes sense: five queries."""
    years = list(SettlementYear.objects.filter(account=account).with_amounts())
    items = list(SettlementItem.objects.of_account(account).with_names())
    try:
        settlement = settlement_of(account.items.tree(), years)
    except ValueError as error:
        yield Finding(str(account), str(error), f"{page_of(SettlementItem)}で直してください。")
        return
    yield from _totals(items, settlement)
    yield from _gaps(account, settlement)
    for year in years:
        names = {item.code: item.name_in(year.fiscal_year) for item in items}
        if year.is_published:
            yield from _unpublishable(year, settlement, names)
        yield from _contradicted(year, settlement, names)


def _totals(items: list[SettlementItem], settlement: Settlement) -> Iterator[Finding]:
    for item in items:
        has_parts = bool(settlement.tree.parts(item.code))
        if has_parts != item.is_total and (has_parts or item.parent):
            problem = "内訳があるのに" if has_parts else "内訳がないのに"
            yield Finding(
                place_of(item),
                f"{problem}「合計の行」が「{'はい' if item.is_total else 'いいえ'}」です。",
                f"{page_of(SettlementItem)}で直してください。",
            )


def _gaps(account: Account, settlement: Settlement) -> Iterator[Finding]:
    for year in settlement.gaps:
        yield Finding(
            f"{account} {FiscalYear(year).full}",
            "前後の年度の決算があるのに、この年度がありません。翌年度の前年比が出せません。",
            f"{page_of(SettlementYear)}で、この年度を入力してください。",
        )


def _unpublishable(
    year: SettlementYear, settlement: Settlement, names: dict[str, str]
) -> Iterator[Finding]:
    """Give what would keep a published year from being published today."""
    given = {row.item.code: Entry.of(row).explanation for row in year.amounts.all()}
    for found in obstacles(settlement, year.fiscal_year, names=names, explanations=given):
        remedy = f"{page_of(SettlementYear)}で、{found.remedy}"
        yield Finding(place_of(year), found.problem, remedy)


def _contradicted(
    year: SettlementYear, settlement: Settlement, names: dict[str, str]
) -> Iterator[Finding]:
    for code, printed, computed in settlement.contradicted(year.fiscal_year):
        yield Finding(
            place_of(year),
            f"「{names[code]}」の前年比は、計画書では{printed.text}、計算では{computed.text}です。",
            f"{page_of(SettlementYear)}で、この年度と前年度の額を確かめてください。"
            "決算が訂正されたものなら、「計画書に載っている前年比」を空欄にしてください。",
        )

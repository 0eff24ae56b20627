"""settlement.toml and soundness-thresholds.toml → SettlementBook, with every problem found."""

from decimal import Decimal
from pathlib import Path

from finance.domain.amounts import Amount
from finance.domain.items import Item
from finance.domain.vocabulary import (
    AccountCode,
    AmountMissingReason,
    RatioMissingReason,
    Section,
    YearOnYearState,
)
from finance.domain.year_on_year import YearOnYear, as_printed
from finance.loading.book import (
    CellEntry,
    ItemEntry,
    RatioEntry,
    RatioValueEntry,
    SettlementBook,
    ThresholdEntry,
)
from sunagawa_plan.lib.numerals import Mark, read_number
from sunagawa_plan.shared.loading.problems import PlanFileError
from sunagawa_plan.shared.loading.toml_file import open_toml
from sunagawa_plan.shared.loading.toml_table import TomlTable

SETTLEMENT = "settlement.toml"
THRESHOLDS = "soundness-thresholds.toml"
_ACCOUNTS = {account.value: account for account in AccountCode}
_SECTIONS = {section.value: section for section in Section}
_NO_AMOUNT = {reason.value: reason for reason in AmountMissingReason}
_NO_RATIO = {reason.value: reason for reason in RatioMissingReason}
_WORDS = {
    Mark.NEWLY_ARISEN: YearOnYearState.NEWLY_ARISEN,
    Mark.CEASED: YearOnYearState.CEASED,
}
_STAND_IN = Amount(0)


def read_settlement(folder: Path) -> SettlementBook:
    """Read both files; raise PlanFileError if anything in them is not understood."""
    problems: list[str] = []
    table = open_toml(folder / SETTLEMENT, SETTLEMENT, problems)
    lines = open_toml(folder / THRESHOLDS, THRESHOLDS, problems)
    book = _read_book(table, lines)
    for each in (table, lines):
        each.finish()
    if problems:
        raise PlanFileError(problems)
    return book


def _read_book(table: TomlTable, lines: TomlTable) -> SettlementBook:
    _check_sections(table)
    if table.text("unit") != "千円":
        table.report("金額は「千円」で書いてください。", "unit")
    years = tuple(_read_years(table))
    return SettlementBook(
        place=table.place,
        title=table.text("title"),
        account=table.choice("account", _ACCOUNTS),
        source=table.text("source"),
        fiscal_years=years,
        items=tuple(_read_item(entry, years) for entry in table.tables("items")),
        ratio_values=tuple(map(_read_ratio_value, table.tables("soundness_ratios"))),
        ratios=tuple(map(_read_ratio, lines.tables("ratios"))),
        plan_slug=lines.text("plan"),
    )


def _read_years(table: TomlTable) -> list[int]:
    """Read the printed fiscal years, in order and each once."""
    years = table.content.get("fiscal_years", [])
    table.has("fiscal_years")
    whole = isinstance(years, list) and all(type(year) is int for year in years)
    if not whole or not years or sorted(set(years)) != years:
        table.report("年度を、古い順に1回ずつ並べてください（[2015, 2016]）。", "fiscal_years")
        return []
    return years


def _check_sections(table: TomlTable) -> None:
    sections = table.required_table("sections")
    for section in Section:
        entry = sections.required_table(section.value)
        if entry.text("label") != section.label:
            entry.report(f"「{section.label}」にしてください。", "label")
        if entry.text("breakdown", default=section.breakdown) != section.breakdown:
            entry.report(f"「{section.breakdown}」にしてください。", "breakdown")


def _read_item(table: TomlTable, years: tuple[int, ...]) -> ItemEntry:
    cells = table.required_table("years")
    item = Item(
        code=table.text("code"),
        section=table.choice("section", _SECTIONS),
        parent=table.text("parent", default="") or None,
        is_total=table.flag("is_total"),
        first_year=table.optional_year("first_fiscal_year"),
        last_year=table.optional_year("last_fiscal_year"),
    )
    return ItemEntry(
        place=table.place,
        item=item,
        name=table.text("label"),
        printed_label=table.text("printed_label", default=""),
        cells=tuple(_read_cell(cells.required_table(str(year)), year) for year in years),
    )


def _read_cell(table: TomlTable, year: int) -> CellEntry:
    return CellEntry(table.place, year, _read_amount(table), _read_printed(table))


def _read_amount(table: TomlTable) -> Amount:
    table.exactly_one("amount", "missing_reason")
    if table.has("missing_reason"):
        return Amount(None, table.choice("missing_reason", _NO_AMOUNT))
    number = table.number("amount")
    if number is None:
        return _STAND_IN
    if number != int(number):
        table.report("千円単位の整数にしてください。", "amount")
    return Amount(int(number))


def _read_printed(table: TomlTable) -> YearOnYear | None:
    """Read a printed 前年比: a ratio, 皆増 or 皆減."""
    text = table.text("year_on_year", default="")
    try:
        read = read_number(text, unit="%")
    except ValueError as error:
        table.report(str(error), "year_on_year")
        return None
    if isinstance(read, Decimal):
        return as_printed(read, None)
    if read is not Mark.BLANK and read not in _WORDS:
        table.report("数値か、皆増・皆減にしてください。", "year_on_year")
    return as_printed(None, _WORDS.get(read))


def _read_ratio_value(table: TomlTable) -> RatioValueEntry:
    table.exactly_one("value", "missing_reason")
    has_reason = table.has("missing_reason")
    return RatioValueEntry(
        place=table.place,
        code=table.text("code"),
        label=table.text("label"),
        fiscal_year=table.year("fiscal_year"),
        value=table.number("value"),
        missing_reason=table.choice("missing_reason", _NO_RATIO) if has_reason else None,
    )


def _read_ratio(table: TomlTable) -> RatioEntry:
    return RatioEntry(
        place=table.place,
        code=table.text("code"),
        name=table.text("name"),
        unit=table.text("unit"),
        decimal_places=table.whole("decimal_places"),
        threshold_name=table.text("threshold_name"),
        glossary_term=table.text("glossary_term", default=""),
        indicator_code=table.text("indicator", default=""),
        thresholds=tuple(map(_read_threshold, table.tables("thresholds"))),
    )


def _read_threshold(table: TomlTable) -> ThresholdEntry:
    early = table.number("early_soundness")
    if early is None:
        table.report("early_soundness がありません。")
    return ThresholdEntry(
        place=table.place,
        fiscal_year=table.optional_year("fiscal_year"),
        early_soundness=early or Decimal(1),
        fiscal_rebuilding=table.number("fiscal_rebuilding"),
        source=table.text("source"),
    )

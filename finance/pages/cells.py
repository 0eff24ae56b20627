"""One item in one year, in words and figures."""

from dataclasses import dataclass

from finance.domain.settlement import Settlement
from finance.domain.vocabulary import AmountMissingReason, YearOnYearState
from finance.domain.year_on_year import YearOnYear
from finance.pages.book import AccountBook
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_change, format_number, format_yen_thousands

NONE = "－"
AS_PRINTED = "冊子の値"


@dataclass(frozen=True)
class AmountCell:
    """What a table shows of an item in a year.

    amount is in 千円, 「－」 for an item that did not exist and empty where nothing is known; words
    is the same for reading (20億9,473万円). reason says why there is no amount. ratio is the 前年比 with its unit or a word, remark what must be
    said beside it.
    """

    fiscal_year: FiscalYear
    amount: str
    words: str
    reason: str
    ratio: str
    remark: str
    state: YearOnYearState
    share: str
    per_inhabitant: str
    note: str


def amount_cell(book: AccountBook, code: str, year: int) -> AmountCell:
    """Return the cell of an item in a published year or in a hole between two."""
    settlement = book.settlement
    amount, reason = amount_words(settlement, code, year)
    compared = settlement.year_on_year(code, year)
    # What does not exist has nothing to be compared; that it ended belongs to the year after its last.
    has_ended = compared.state is YearOnYearState.CEASED
    ratio, remark = ("", "") if reason and not has_ended else ratio_words(compared)
    share = settlement.share(code, year)
    per_inhabitant = settlement.per_inhabitant(code, year)
    return AmountCell(
        fiscal_year=FiscalYear(year),
        amount=amount,
        words=yen(settlement.thousand_yen(code, year)),
        reason=reason,
        ratio=ratio,
        remark=remark,
        state=compared.state,
        share="" if share is None else f"{format_number(share, 1)}%",
        per_inhabitant="" if per_inhabitant is None else f"{format_number(per_inhabitant, 0)}円",
        note=_note(book, code, year),
    )


def amount_words(settlement: Settlement, code: str, year: int) -> tuple[str, str]:
    """Return the amount in 千円 and why there is none: (12,789,229, ""), (－, 基金なし)."""
    if year not in settlement.years:
        return "", "公開していません"
    amount = settlement.amount(code, year)
    if amount is None:
        return "", AmountMissingReason.AWAITING_ENTRY.label
    if amount.missing_reason is not None:
        return NONE if amount.missing_reason.is_absence else "", amount.missing_reason.label
    return format_number(amount.thousand_yen or 0, 0), ""


def ratio_words(compared: YearOnYear) -> tuple[str, str]:
    """Return the 前年比 with its unit or in a word, and what must be said beside it."""
    if compared.state is YearOnYearState.UNKNOWN:
        return "", compared.state.label
    words = compared.text if compared.ratio is None else f"{compared.text}%"
    return words, AS_PRINTED if compared.state is YearOnYearState.AS_PRINTED else ""


def change_words(settlement: Settlement, code: str, year: int, with_year: int) -> str:
    """Return the difference to another year in 千円; empty where either is not known."""
    now, before = settlement.amount(code, year), settlement.amount(code, with_year)
    known = [amount.counted if amount else None for amount in (now, before)]
    if known[0] is None or known[1] is None:
        return ""
    return format_change(known[0] - known[1], 0)


def yen(thousand: int | None) -> str:
    """Return an amount for reading, empty where it is not known: 130億7,646万円."""
    return "" if thousand is None else format_yen_thousands(thousand)


def thousands(thousand: int | None) -> str:
    """Return an amount for checking, empty where it is not known: 13,076,456千円."""
    return "" if thousand is None else f"{format_number(thousand, 0)}千円"


def _note(book: AccountBook, code: str, year: int) -> str:
    if year not in book.rows:
        return ""
    said = [
        text
        for row in book.rows[year].amounts.all()
        if row.item.code == code
        for text in (row.note, row.difference_reason)
    ]
    return " ".join(text for text in said if text)

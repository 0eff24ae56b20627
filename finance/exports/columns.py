"""Columns that the files of finance share."""

from finance.domain.settlement import Settlement
from finance.domain.vocabulary import AmountMissingReason, YearOnYearState
from finance.domain.year_on_year import PLACES
from sunagawa_plan.lib.tables import Row
from sunagawa_plan.lib.tables.dataset import CodeList, Datatype, column

MISSING_REASON = column(
    "missing_reason",
    "金額がない理由",
    "金額があるときは空欄。0は金額",
    codes=CodeList.of("amount_missing_reason", "金額がない理由", AmountMissingReason),
)
YEAR_ON_YEAR = column(
    "year_on_year",
    "前年比",
    "前年度の額に対する割合。当年度÷前年度×100を小数第2位で四捨五入。数値でないときは空欄",
    datatype=Datatype.DECIMAL,
    unit="%",
    places=PLACES,
)
YEAR_ON_YEAR_STATE = column(
    "year_on_year_state",
    "前年比の種類",
    "皆増は前年度に無いか0の項目に額がある、皆減はその逆",
    codes=CodeList.of("year_on_year_state", "前年比の種類", YearOnYearState),
    is_required=True,
)


def amount_cells(settlement: Settlement, code: str, year: int) -> Row:
    """Return amount, reason, ratio and its state of an item in a year."""
    amount, ratio = settlement.amount(code, year), settlement.year_on_year(code, year)
    reason = amount.missing_reason if amount else AmountMissingReason.AWAITING_ENTRY
    return (
        amount.thousand_yen if amount else None,
        reason.value if reason else None,
        ratio.ratio,
        ratio.state.value,
    )

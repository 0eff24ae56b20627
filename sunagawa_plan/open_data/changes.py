"""The change log of the columns. A test replays it: no column comes, goes or moves unsaid."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ColumnChange:
    """An edition of the columns: what changed, and the columns of the files that it concerns.

    A file's columns are those of its last edition. Columns stay where they are, every year; a
    new one is added at the end.
    """

    day: date
    text: str
    columns: dict[str, tuple[str, ...]]


def _edition(day: date, text: str, **columns: str) -> ColumnChange:
    return ColumnChange(day, text, {name: tuple(row.split()) for name, row in columns.items()})


# The oldest first.
COLUMN_CHANGES = (
    _edition(
        date(2026, 11, 22),
        "最初の版です。計画の5種類と財政の3種類のファイルの列を定めました。",
        indicators=(
            "indicator_code policy_code policy_title basic_project_code basic_project_title"
            " indicator_name unit decimal_places direction is_survey baseline_fiscal_year"
            " baseline_value baseline_missing_reason definition department source_page"
        ),
        targets="indicator_code fiscal_year fiscal_year_wareki kind target_value target_arrow",
        values=(
            "indicator_code indicator_name unit fiscal_year fiscal_year_wareki value_kind value"
            " missing_reason is_provisional sample_size note source published_at"
        ),
        progress=(
            "indicator_code indicator_name unit kind direction fiscal_year fiscal_year_wareki"
            " baseline_value target_fiscal_year target_value target_arrow plan_line_value value"
            " missing_reason level label note change_from_baseline change_from_previous"
            " attainment_rate"
        ),
        glossary="term reading explanation policy_code order",
        settlement=(
            "account fiscal_year fiscal_year_wareki section item_code item_name parent_code"
            " is_total amount_thousand_yen missing_reason year_on_year year_on_year_state"
        ),
        funds=(
            "fiscal_year fiscal_year_wareki fund_code fund_name is_total balance_thousand_yen"
            " missing_reason year_on_year year_on_year_state"
        ),
        soundness=(
            "fiscal_year fiscal_year_wareki ratio_code ratio_name value missing_reason"
            " early_soundness_threshold fiscal_rebuilding_threshold source"
        ),
    ),
    _edition(
        date(2026, 11, 25),
        "列の説明とコード表をファイルにしました。JSONでは、空の文字列をやめて null にそろえました。",
        columns="file position name title datatype unit code_list is_required meaning",
        codes="code_list code_list_title code label",
    ),
)


def columns_in_force() -> dict[str, tuple[str, ...]]:
    """Return the columns of every file by its name, as the log leaves them."""
    columns: dict[str, tuple[str, ...]] = {}
    for change in COLUMN_CHANGES:
        columns |= change.columns
    return columns

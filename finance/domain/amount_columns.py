"""The columns of an uploaded settlement or funds file: those that the portal publishes, and more.

note, difference_reason and last year's amount stand in the file that is made to be filled in.
"""

from sunagawa_plan.lib.uploads import UploadColumns

_SHARED = {
    "fiscal_year": "年度",
    "fiscal_year_wareki": "年度（和暦）",
    "is_total": "合計の行",
    "missing_reason": "金額がない理由",
    "year_on_year": "前年比",
    "year_on_year_state": "前年比の種類",
    "previous_amount_thousand_yen": "前年度の決算額（千円）",
    "note": "注記",
    "difference_reason": "内訳の計と一致しない理由",
}
SETTLEMENT_COLUMNS = UploadColumns(
    {
        "account": "会計",
        "section": "区分",
        "item_code": "項目コード",
        "item_name": "項目名",
        "parent_code": "上の項目のコード",
        "amount_thousand_yen": "決算額（千円）",
        **_SHARED,
    },
    ("account", "fiscal_year", "item_code", "amount_thousand_yen", "missing_reason"),
)
FUND_COLUMNS = UploadColumns(
    {
        "fund_code": "基金コード",
        "fund_name": "基金名",
        "balance_thousand_yen": "年度末残高（千円）",
        **_SHARED,
    },
    ("fiscal_year", "fund_code", "balance_thousand_yen", "missing_reason"),
)
# A fund's column → the same column of the settlement.
OF_FUNDS = {
    "fund_code": "item_code",
    "fund_name": "item_name",
    "balance_thousand_yen": "amount_thousand_yen",
}


def columns_of(headings: tuple[str, ...]) -> UploadColumns:
    """Return the columns of the kind of file that has these headings."""
    is_of_funds = "fund_code" in map(FUND_COLUMNS.name_of, headings)
    return FUND_COLUMNS if is_of_funds else SETTLEMENT_COLUMNS

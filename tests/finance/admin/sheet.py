"""What a browser sends of a year's sheet."""

from typing import Any

from finance.models import Account
from finance.year_sheet import YearSheet

AGREEING = {
    "revenue_total": 300,
    "municipal_tax": 100,
    "other_revenue": 200,
    "expenditure_total": 250,
    "personnel": 150,
    "debt_service": 100,
    "fund_balance": 40,
    "building_fund": 40,
    "other_funds": 0,
}


def address(year: int = 2020, view: str = "") -> str:
    return f"/admin/finance/settlementyear/year/general_account/{year}/{view}"


def loaded(account: Account, year: int = 2020) -> dict[str, Any]:
    """The form as it is served."""
    sheet = YearSheet(account, year)
    sent: dict[str, Any] = {"change_reason": ""}
    for form in [sheet.head, *(row.form for row in sheet.rows if row.form)]:
        for field in form:
            sent[field.html_name] = "" if field.value() is None else field.value()
    return sent


def typed(account: Account, year: int = 2020, /, **cells: Any) -> dict[str, Any]:
    """The form with some cells typed over: municipal_tax=…, or revenue_total__note=…."""
    keys = {item.code: item.pk for item in account.items.all()}
    sent = loaded(account, year)
    for name, text in cells.items():
        code, _, field = name.partition("__")
        sent[f"i{keys[code]}-{field or 'amount'}"] = text
    return sent

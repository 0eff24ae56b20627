"""Filling in the sheet of a fiscal year as a browser would."""

from django.test import Client

from indicators.models import Indicator
from indicators.year_sheet import YearSheet
from tests.indicators.admin.conftest import TODAY


def sheet_address(indicator: Indicator, year: int = 2024) -> str:
    return f"/admin/indicators/annualvalue/year/{year}/?plan={indicator.plan.slug}"


def loaded(*indicators: Indicator, year: int = 2024) -> dict[str, str]:
    """Return what a browser would send back of a sheet just opened."""
    sheet = YearSheet(indicators[0].plan, year, today=TODAY, may_add=True, may_change=True)
    sent = {}
    for row in sheet.rows:
        for field in row.form:
            value = field.value()
            if value not in {None, False}:
                sent[field.html_name] = str(value)
    return sent


def typed(indicator: Indicator, **fields: str) -> dict[str, str]:
    return {f"i{indicator.pk}-{name}": text for name, text in fields.items()}


def send(client: Client, indicator: Indicator, *, year: int = 2024, **fields: str):
    """Open the sheet, type into one indicator's row, save."""
    data = loaded(indicator, year=year) | typed(indicator, **fields)
    return client.post(sheet_address(indicator, year), data, follow=True)


def messages(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]

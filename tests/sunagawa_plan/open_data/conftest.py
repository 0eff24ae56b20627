"""Cities for the open data: the real plan as printed, and those in which everything occurs."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators.models import Plan
from tests.factories.every_case import make_every_case
from tests.factories.finance import (
    make_account,
    make_item,
    make_ratio,
    make_ratio_value,
    make_table,
    make_threshold,
    make_year,
)
from tests.factories.indicators import make_plan
from tests.factories.report_plan import make_report_plan, report_milestone
from tests.sunagawa_plan.open_data.public_files import PublicFiles
from tests.sunagawa_plan.open_data.told_interim import Told, told_at

MILESTONE = 2025


def _load_book() -> None:
    call_command("load_plan", verbosity=0)


def _load_sample() -> None:
    with override_settings(SAMPLE_DATA=True):
        call_command("load_sample", verbosity=0)


def _make_every_outcome() -> None:
    report_milestone(make_report_plan())


def _make_hard_years() -> None:
    """A settlement with totals, a deficit, a hole and a fund that ends; ratios beyond their lines."""
    make_plan(slug="hard-years")
    account = make_account()
    total = make_table(account=account)["expenditure_total"]
    make_item(account=account, section="expenditure", parent=total, last_fiscal_year=2017)
    for year, revenue in ((2016, 1_234_567_894), (2017, 900_000), (2019, 987_654)):
        amounts = {"revenue_total": revenue, "municipal_tax": revenue // 3, "personnel": year}
        totals = {"expenditure_total": 1_000_000, "fund_balance": 0, "building_fund": 70 - year}
        make_year(account=account, fiscal_year=year, amounts=amounts | totals)
    for values, early in (
        ({2018: "24.9", 2021: "25.0"}, "25"),
        ({2018: "25.0", 2021: "35.0"}, "25"),
        ({2019: "36.0", 2022: "40.1"}, None),
        ({2022: "1.0"}, "5"),
    ):
        ratio = make_ratio(threshold_name="経営健全化基準" if early == "5" else "早期健全化基準")
        if early:
            make_threshold(ratio=ratio, early=early, rebuilding=None if early == "5" else "35")
        for year, value in values.items():
            make_ratio_value(ratio=ratio, fiscal_year=year, value=value)


CITIES: dict[str, Callable[[], object]] = {"book": _load_book, "every case": make_every_case}
FINANCED = CITIES | {"hard years": _make_hard_years}
EVALUATED = CITIES | {"sample": _load_sample, "every outcome": _make_every_outcome}


@pytest.fixture(autouse=True)
def _archives_apart(settings, tmp_path) -> None:
    """What tests make is kept in a folder of their own."""
    settings.STATE_DIR = tmp_path


@pytest.fixture(params=CITIES.values(), ids=CITIES)
def city(request, db) -> None:
    """Run a test on both cities."""
    request.param()


@pytest.fixture
def every_case(db) -> None:
    make_every_case()


@pytest.fixture(params=FINANCED.values(), ids=FINANCED)
def finance_city(request, db) -> None:
    """Run a test on each city that says something of its own about finance."""
    request.param()


@pytest.fixture(params=EVALUATED.values(), ids=EVALUATED)
def interim_address(request, db) -> str:
    """Each city that has an evaluation; gives its address without suffix."""
    request.param()
    return f"/plans/{Plan.objects.published().get().slug}/reports/interim/{MILESTONE}"


@pytest.fixture
def told(client: Client, interim_address: str) -> list[Told]:
    return told_at(PublicFiles(client, interim_address.split("/")[2]), MILESTONE)


@pytest.fixture
def interim_page(client: Client, interim_address: str) -> str:
    return client.get(f"{interim_address}/").content.decode()


@pytest.fixture
def interim_book(client: Client, interim_address: str) -> list[Worksheet]:
    """The sheets of the workbook as a client gets it."""
    content = client.get(f"{interim_address}.xlsx").content
    return load_workbook(BytesIO(content)).worksheets

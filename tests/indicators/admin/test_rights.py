"""Who may open and save what."""

import pytest
from django.test import Client

from indicators.models import AnnualValue
from tests.factories.indicators import make_annual_value, make_indicator
from tests.indicators.admin.sheet import loaded, sheet_address, typed

ROOT = "/admin/indicators/annualvalue/"
VIEWS = (
    "",
    "year/",
    "year/2024/",
    "check/?indicator={0}&fiscal_year=2024",
    "download/list.csv",
    "{0}/history/",
)
READ = ("view_annualvalue",)
WRITE = (*READ, "add_annualvalue", "change_annualvalue")


@pytest.mark.parametrize("view", [*VIEWS, "import/"])
def test_anonymous_is_asked_to_log_in(db, view):
    row = make_annual_value()
    address = ROOT + view.format(row.pk)
    response = Client().get(address)
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


@pytest.mark.parametrize("view", [*VIEWS, "import/"])
def test_staff_without_the_right_are_refused(staff, view):
    row = make_annual_value()
    assert staff().get(ROOT + view.format(row.pk)).status_code == 403


@pytest.mark.parametrize("view", VIEWS)
def test_readers_may_read(staff, view):
    row = make_annual_value()
    response = staff(*READ).get(
        ROOT + view.format(row.indicator_id if "check" in view else row.pk), follow=True
    )
    assert response.status_code == 200


def test_readers_see_values_but_no_inputs(staff):
    row = make_annual_value(value="84", note="公開する注記")
    response = staff(*READ).get(sheet_address(row.indicator))
    assert "公開する注記" in response.text
    assert f"i{row.indicator.pk}-value" not in response.text
    assert "このページを保存" not in response.text


def test_readers_may_not_save(staff):
    indicator = make_indicator()
    data = loaded(indicator) | typed(indicator, value="90")
    assert staff(*READ).post(sheet_address(indicator), data).status_code == 403
    assert not AnnualValue.objects.exists()


@pytest.mark.parametrize("codename", ["add_annualvalue", "change_annualvalue"])
def test_adding_and_changing_are_rights_of_their_own(staff, codename):
    row = make_annual_value(value="84")
    empty = make_indicator(basic_project=row.indicator.basic_project)
    data = loaded(row.indicator, empty)
    data |= typed(row.indicator, value="85") | typed(empty, value="90")
    data["change_reason"] = "再集計"
    staff("view_annualvalue", codename).post(sheet_address(empty), data)
    row.refresh_from_db()
    assert (row.value == 85) is (codename == "change_annualvalue")
    assert empty.annual_values.exists() is (codename == "add_annualvalue")


@pytest.mark.parametrize("rights", [READ, WRITE[:2], (WRITE[0], WRITE[2])])
def test_import_needs_both_rights(staff, rights):
    client = staff(*rights)
    assert client.get(ROOT + "import/").status_code == 403
    assert client.post(ROOT + "process_import/").status_code == 403


def test_import_is_open_to_those_who_may_add_and_change(staff):
    assert staff(*WRITE).get(ROOT + "import/").status_code == 200

"""A single annual value on a page of its own."""

from datetime import date

import pytest

from indicators.forms import AnnualValuePageForm
from indicators.models import AnnualValue
from tests.factories.indicators import make_annual_value, make_indicator
from tests.indicators.admin.sheet import messages

ROOT = "/admin/indicators/annualvalue/"


def test_value_is_added_in_the_indicators_unit(planner):
    indicator = make_indicator(unit="町内会/年")
    sent = {"indicator": indicator.pk, "fiscal_year": "令和６年度", "value": "８４町内会"}
    assert planner.post(f"{ROOT}add/", sent).status_code == 302
    row = AnnualValue.objects.get()
    assert (row.indicator, row.fiscal_year, row.value) == (indicator, 2024, 84)


def test_another_unit_is_refused(planner):
    indicator = make_indicator(unit="町内会/年")
    sent = {"indicator": indicator.pk, "fiscal_year": "R6", "value": "84件"}
    assert "単位は「町内会/年」" in planner.post(f"{ROOT}add/", sent).text


@pytest.mark.parametrize("key", ["", "999"])
def test_unknown_indicator_is_an_error_of_its_field(planner, key):
    response = planner.post(f"{ROOT}add/", {"indicator": key, "fiscal_year": "R6", "value": "84"})
    assert response.status_code == 200
    assert "indicator" in response.context["adminform"].form.errors


def test_year_that_exists_is_refused(planner):
    row = make_annual_value(fiscal_year=2024)
    sent = {"indicator": row.indicator_id, "fiscal_year": "R6", "value": "84"}
    response = planner.post(f"{ROOT}add/", sent)
    assert "同じ年度の実績値がすでにあります" in response.text


def test_year_and_indicator_of_a_stored_value_stay(planner):
    row = make_annual_value(fiscal_year=2024)
    other = make_indicator()
    stamp = row.published_at.isoformat()
    sent = {"indicator": other.pk, "fiscal_year": "R3", "value": "90", "stamp": stamp}
    sent["change_reason"] = "転記の誤り"
    planner.post(f"{ROOT}{row.pk}/change/", sent)
    changed = AnnualValue.objects.get()
    assert (changed.indicator, changed.fiscal_year, changed.value) == (row.indicator, 2024, 90)


def test_caution_follows_the_value_saved(planner):
    indicator = make_indicator(unit="%", decimal_places=1, baseline_value="98.6")
    sent = {"indicator": indicator.pk, "fiscal_year": "R6", "value": "９８６"}
    response = planner.post(f"{ROOT}add/", sent, follow=True)
    assert any("約10倍" in message for message in messages(response))


def test_stored_value_is_shown_at_its_places_with_what_is_beyond(db):
    indicator = make_indicator(decimal_places=1)
    shown = {
        text: AnnualValuePageForm(
            instance=make_annual_value(indicator=indicator, fiscal_year=year, value=text),
            today=date(2025, 11, 1),
        )["value"].value()
        for year, text in ((2021, "98"), (2022, "98.65"), (2023, "-1200"))
    }
    assert shown == {"98": "98.0", "98.65": "98.65", "-1200": "-1200.0"}

"""Pages that have nothing to show, or no longer: each says so and leads on."""

from decimal import Decimal

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string

from sunagawa_plan.shared.row_changes import give_reason
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)

pytestmark = pytest.mark.django_db
INDICATOR = "/plans/p/indicators/6-1-1-1/"


def plant(name: str = "申請町内会数"):
    plan = make_plan(slug="p")
    project = make_basic_project(policy=make_policy(goal=make_goal(plan=plan, number=6)))
    return make_indicator(basic_project=project, name=name)


@pytest.mark.parametrize(
    "address",
    ["/", "/search/?q=協働", "/updates/", "/glossary/", "/method/", "/finance/", "/open-data/"],
)
def test_portal_without_any_content_answers(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert "<h1" in response.text


def test_indicator_without_values_says_so_everywhere(client):
    plant()

    for address in ("/", INDICATOR, f"{INDICATOR}embed/", "/plans/p/progress/2024/"):
        text = client.get(address).text
        assert "申請町内会数" in text
        assert "未入力" in text or "値なし" in text
        assert "None" not in text


def test_withdrawn_value_is_gone_but_its_withdrawal_is_told(client):
    value = make_annual_value(indicator=plant(), value=Decimal(84))
    give_reason(value, "集計をやり直すため")
    value.delete()

    text = client.get(INDICATOR).text
    updates = client.get("/updates/").text

    assert "値なし" in text
    for told in (text, updates):
        assert "取り下げ" in told
        assert "集計をやり直すため" in told


def test_page_not_found_offers_a_search_and_ways_on(client):
    text = client.get("/plans/p/indicators/9-9-9-9/").text

    assert "ページが見つかりません" in text
    for way in ('action="/search/"', 'href="/"', 'href="/glossary/"', 'href="/updates/"'):
        assert way in text


@pytest.mark.parametrize(
    ("fault", "status"),
    [(OperationalError("unable to open database file"), 503), (ZeroDivisionError(), 500)],
)
@pytest.mark.parametrize(
    "address", ["/search/?q=協働", "/updates/", "/accessibility/", "/sitemap.xml"]
)
def test_fault_is_an_apology_without_the_database(client, monkeypatch, address, fault, status):
    client.raise_request_exception = False

    def fail(*_args):
        raise fault

    monkeypatch.setattr("sunagawa_plan.middleware.freshness_of", fail)
    response = client.get(address)

    assert response.status_code == status
    assert "ただいま表示できません" in response.text


def test_banner_of_sample_values_stands_on_every_page(client, settings):
    plant()
    settings.SAMPLE_DATA = True

    for address in ("/", "/search/", "/updates/", "/accessibility/", INDICATOR, "/nowhere/"):
        assert "見本の値を表示しています" in client.get(address).text


def test_last_resort_stands_alone():
    text = render_to_string("500.html")

    assert "ダッシュボードへ" in text
    assert 'name="robots" content="noindex"' in text

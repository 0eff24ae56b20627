"""Pages with readings: asked for by ?ruby=1, carried on, and switched off again."""

import pytest

from tests.factories.indicators import (
    make_basic_project,
    make_glossary_term,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)

pytestmark = pytest.mark.django_db


def plant() -> None:
    plan = make_plan(slug="p")
    policy = make_policy(goal=make_goal(plan=plan, number=6))
    make_indicator(basic_project=make_basic_project(policy=policy), name="市税収納率")
    make_glossary_term(plan=plan, term="収納率", reading="しゅうのうりつ")


def test_page_has_readings_only_when_asked(client):
    plant()

    assert "<ruby>" not in client.get("/").text
    for odd in ("?ruby=0", "?ruby=", "?ruby=11", "?ruby=%00"):
        assert "<ruby>" not in client.get(f"/{odd}").text
    text = client.get("/?ruby=1").text
    assert '<ruby>指標<rt aria-hidden="true">しひょう</rt></ruby>' in text
    assert '<ruby>収納率<rt aria-hidden="true">しゅうのうりつ</rt></ruby>' in text


def test_readings_cost_one_query_more(client, django_assert_num_queries):
    plant()

    with django_assert_num_queries(10):
        client.get("/plans/p/?ruby=1")
    with django_assert_num_queries(1):
        client.get("/plans/p/?ruby=1")


def test_switch_keeps_what_else_was_asked(client):
    plant()
    address = "/plans/p/progress/2024/?level=good"

    assert 'data-ruby-switch="on" href="?level=good&amp;ruby=1"' in client.get(address).text
    switched = client.get(f"{address}&ruby=1").text
    assert 'data-ruby-switch="off" href="?level=good"' in switched
    assert '<input type="hidden" name="ruby" value="1">' in switched


def test_switch_off_leads_to_the_bare_address(client):
    plant()

    assert 'data-ruby-switch="off" href="/method/"' in client.get("/method/?ruby=1").text


def test_titles_and_canonical_addresses_stay(client):
    plant()

    text = client.get("/plans/p/?ruby=1").text

    assert "<title>試験計画の進み具合｜" in text
    assert '<link rel="canonical" href="http://testserver/plans/p/">' in text


def test_drafts_lend_no_readings(client):
    plant()
    draft = make_plan(slug="draft", is_published=False)
    make_glossary_term(plan=draft, term="まちづくり", reading="ひみつ")

    assert "ひみつ" not in client.get("/?ruby=1").text


def test_files_and_staff_pages_stay_as_they_are(client, admin_client):
    plant()

    assert "<ruby>" not in client.get("/plans/p/data/indicators.json?ruby=1").getvalue().decode()
    assert "<ruby>" not in admin_client.get("/admin/?ruby=1").text


def test_missing_page_has_readings_too(client):
    plant()

    response = client.get("/nowhere/?ruby=1")

    assert response.status_code == 404
    assert "<ruby>" in response.text

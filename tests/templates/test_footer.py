"""The foot of the pages: the same links everywhere."""

import pytest
from django.test import Client

from tests.factories.indicators import make_plan

pytestmark = pytest.mark.django_db

REPORTS = '<a href="/plans/p/reports/">報告書</a>'
PAGES = [
    "/",
    "/plans/p/",
    "/glossary/",
    "/method/",
    "/search/",
    "/updates/",
    "/open-data/",
    "/accessibility/",
    "/finance/",
    "/nowhere/",
]


def footer(address: str) -> str:
    _, _, foot = Client().get(address).text.partition('<footer class="site-footer">')
    return foot


@pytest.mark.parametrize("address", PAGES)
def test_reports_are_linked_from_every_page(address):
    make_plan(slug="p", shows_on_home=True)

    assert footer(address).count(REPORTS) == 1


@pytest.mark.parametrize("address", ["/search/", "/accessibility/", "/finance/", "/nowhere/"])
def test_nothing_is_linked_while_no_plan_is_published(address):
    make_plan(slug="p", shows_on_home=True, is_published=False)

    assert "/reports/" not in footer(address)
    assert "更新履歴" in footer(address)


def test_page_of_another_plan_links_its_own_reports():
    make_plan(slug="home", shows_on_home=True)
    make_plan(slug="p")

    assert REPORTS in footer("/plans/p/")


@pytest.mark.parametrize(("address", "queries"), [("/accessibility/", 2), ("/nowhere/", 2)])
def test_page_without_a_plan_asks_one_query_more(address, queries, django_assert_num_queries):
    make_plan(slug="p", shows_on_home=True)
    client = Client()

    with django_assert_num_queries(queries):
        assert REPORTS in client.get(address).text

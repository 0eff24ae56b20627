"""The list of indicators by kind and level of a year, and the files that hang on it."""

import pytest
from django.core.cache import cache

from indicators.models import Indicator
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_indicator,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/indicators/indicator/"


def plant() -> tuple[Indicator, Indicator]:
    """Plant one that was behind and achieves in FY2024, and an arrow without values."""
    project = make_basic_project()
    reach = make_indicator(basic_project=project, name="数値の指標")
    make_annual_value(indicator=reach, fiscal_year=2023, value="82")
    make_annual_value(indicator=reach, fiscal_year=2024, value="85")
    arrow = make_indicator(basic_project=project, name="矢印の指標", targets={2025: "↗"})
    return reach, arrow


def listed(admin_client, **query: str) -> list[str]:
    rows = admin_client.get(LIST, query).context["cl"].queryset
    return [indicator.name for indicator in rows]


def test_list_is_filtered_by_kind_and_level_of_the_last_year_with_a_value(admin_client):
    plant()

    assert listed(admin_client) == ["数値の指標", "矢印の指標"]
    assert listed(admin_client, kind="trend") == ["矢印の指標"]
    assert listed(admin_client, level="achieved") == ["数値の指標"]
    assert listed(admin_client, level="worse") == []
    assert listed(admin_client, kind="trend", level="achieved") == []
    assert listed(admin_client, level="unjudged") == ["矢印の指標"]


def test_list_is_filtered_by_the_results_of_the_chosen_year(admin_client):
    plant()

    assert listed(admin_client, judged_year="2023") == ["数値の指標", "矢印の指標"]
    assert listed(admin_client, judged_year="2023", level="worse") == ["数値の指標"]
    assert listed(admin_client, judged_year="1999", level="achieved") == ["数値の指標"]


def test_a_change_shows_in_the_next_list(admin_client):
    reach, _ = plant()
    assert listed(admin_client, level="achieved") == ["数値の指標"]

    value = reach.annual_values.get(fiscal_year=2024)
    value.value = 70
    value.save()

    assert listed(admin_client, level="achieved") == []
    assert listed(admin_client, level="worse") == ["数値の指標"]


@pytest.mark.parametrize("count", [1, 5], ids=["one", "many"])
def test_judging_for_a_filter_asks_a_fixed_number_of_queries(
    admin_client, django_assert_num_queries, count
):
    reach, _ = plant()
    for _ in range(count - 1):
        make_annual_value(indicator=make_indicator(basic_project=reach.basic_project))
    cache.clear()
    query = {"level": "achieved", "judged_year": "2024"}

    with django_assert_num_queries(18):
        admin_client.get(LIST, query)
    with django_assert_num_queries(15):
        admin_client.get(LIST, query)


def content(response) -> str:
    return b"".join(response.streaming_content).decode("utf-8-sig")


def test_files_of_the_list_keep_its_filters_and_year(admin_client):
    plant()
    query = "?judged_year=2023&level=worse"

    text = admin_client.get(LIST + query).text

    for file in ("values-wide", "progress-2023", "comparison-2022-2023", "corrections"):
        assert f"{LIST}download/{file}.xlsx?judged_year=2023&amp;level=worse" in text
        kept = content(admin_client.get(f"{LIST}download/{file}.csv{query}"))
        assert "矢印の指標" not in kept


def test_tables_across_the_years_are_of_one_plan(admin_client):
    plant()
    make_indicator()

    response = admin_client.get(f"{LIST}download/values-wide.csv?is_survey__exact=0", follow=True)

    assert response.redirect_chain == [(f"{LIST}?is_survey__exact=0", 302)]
    assert "計画を選んで絞り込んでください" in response.text

"""The chart for other sites' frames: only there, only for whom the settings name."""

import pytest
from django.core.cache import cache

from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)

pytestmark = pytest.mark.django_db
EMBED = "/plans/p/indicators/6-1-1-1/embed/"


def plant(*, years: int = 1, is_published: bool = True) -> None:
    plan = make_plan(slug="p", is_published=is_published)
    project = make_basic_project(policy=make_policy(goal=make_goal(plan=plan, number=6)))
    indicator = make_indicator(basic_project=project, name="申請町内会数")
    for year in range(2025 - years, 2025):
        make_annual_value(indicator=indicator, fiscal_year=year)


@pytest.mark.parametrize("years", [1, 4], ids=["one", "many"])
def test_embed_asks_a_fixed_number_of_queries(client, django_assert_num_queries, years):
    plant(years=years)
    cache.clear()

    with django_assert_num_queries(5):
        response = client.get(EMBED)

    assert response.status_code == 200


def test_embed_says_what_it_shows_whence_and_leads_back(client):
    plant()

    text = client.get(EMBED).text

    for words in (
        "申請町内会数",
        "令和6年度（2024年度）",
        "84町内会/年",
        "前進",
        "出典 試験課",
        "公表",
    ):
        assert words in text
    assert 'href="/plans/p/indicators/6-1-1-1/" target="_top"' in text
    assert text.count('<svg class="chart__svg') == 3


def test_embed_without_values_says_so(client):
    plant(years=0)

    text = client.get(EMBED).text

    assert "値なし" in text
    assert "未入力" in text


def test_embed_may_be_framed_and_nothing_else_may(client):
    plant()
    policy = "Content-Security-Policy"

    embed, page = client.get(EMBED), client.get("/plans/p/indicators/6-1-1-1/")

    assert "frame-ancestors *" in embed[policy]
    assert "X-Frame-Options" not in embed
    assert "default-src 'self'" in embed[policy]
    assert "frame-ancestors 'none'" in page[policy]
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in client.get("/plans/p/indicators/9/embed/")[policy]


def test_kept_and_unchanged_answers_may_be_framed_too(client):
    plant()
    tag = client.get(EMBED)["ETag"]

    kept = client.get(EMBED)
    unchanged = client.get(EMBED, headers={"If-None-Match": tag})

    assert unchanged.status_code == 304
    for response in (kept, unchanged):
        assert "frame-ancestors *" in response["Content-Security-Policy"]
        assert "X-Frame-Options" not in response


def test_settings_name_who_may_frame(client, settings):
    plant()
    settings.EMBED_ORIGINS = ["https://www.example.jp", "https://news.example.jp"]

    policy = client.get(EMBED)["Content-Security-Policy"]

    assert "frame-ancestors https://www.example.jp https://news.example.jp" in policy


def test_embed_of_a_draft_plan_does_not_exist(client):
    plant(is_published=False)

    assert client.get(EMBED).status_code == 404


def test_embed_of_sample_values_says_so(client, settings):
    plant()
    settings.SAMPLE_DATA = True

    assert "見本の値です。" in client.get(EMBED).text


def test_page_of_an_indicator_gives_the_code(client):
    plant()

    text = client.get("/plans/p/indicators/6-1-1-1/").text

    assert f"&lt;iframe src=&quot;http://testserver{EMBED}&quot;" in text or (
        f'&lt;iframe src="http://testserver{EMBED}"' in text
    )

"""?as_of= on pages and files: what was published then, said so, and not for search engines."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.core.cache import cache

from sunagawa_plan.lib.downloads import FORMS
from tests.factories.indicators import (
    make_annual_value,
    make_basic_project,
    make_department,
    make_goal,
    make_indicator,
    make_plan,
    make_policy,
)
from tests.factories.past import age, at, delete_at, save_at

pytestmark = pytest.mark.django_db

THEN = dt.date(2025, 11, 1)
ASKED = "?as_of=2025-11-01"
PAGES = {"/plans/p/progress/2024/": 11, "/plans/p/indicators/6-1-1-1/": 14}
FIGURE = "/plans/p/indicators/6-1-1-1/figure.json"


def plant(projects: int = 1, indicators: int = 1):
    """Plant a plan, old enough; the first value is corrected after THEN."""
    policy = make_policy(goal=make_goal(plan=make_plan(slug="p"), number=6))
    values = [
        make_annual_value(indicator=indicator, fiscal_year=2024, value="7777")
        for project in [make_basic_project(policy=policy) for _ in range(projects)]
        for indicator in [
            make_indicator(basic_project=project, department=make_department())
            for _ in range(indicators)
        ]
    ]
    age(at(THEN))
    save_at(values[0], at(THEN + dt.timedelta(days=1)), value=Decimal(8889))
    return values[0]


@pytest.mark.parametrize("address", PAGES)
def test_past_page_shows_what_was_published_and_says_so(client, address):
    plant()

    past, now = client.get(address + ASKED).text, client.get(address).text

    assert "令和7年（2025年）11月1日に公開されていた内容です。" in past
    assert f'<a href="{address}">今日の内容を見る</a>' in past
    assert '<meta name="robots" content="noindex">' in past
    assert f'<link rel="canonical" href="http://testserver{address}">' in past
    assert "7,777" in past
    assert "8,889" not in past
    assert "8,889" in now
    assert "公開されていた内容です" not in now
    assert "noindex" not in now


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("projects", "indicators"), [(1, 1), (3, 4)], ids=["one", "many"])
def test_past_page_asks_a_fixed_number_of_queries(
    client, django_assert_num_queries, address, projects, indicators
):
    plant(projects, indicators)
    cache.clear()

    with django_assert_num_queries(PAGES[address]):
        assert client.get(address + ASKED).status_code == 200


def test_past_page_leads_to_the_same_day(client):
    plant()

    progress = client.get("/plans/p/progress/2024/" + ASKED).text
    indicator = client.get("/plans/p/indicators/6-1-1-1/" + ASKED).text

    assert f'href="/plans/p/indicators/6-1-1-1/{ASKED}"' in progress
    assert f'href="/plans/p/progress/2023/{ASKED}"' in progress
    assert f'href="/plans/p/data/progress-2024.csv{ASKED}"' in progress
    assert '<input type="hidden" name="as_of" value="2025-11-01">' in progress
    assert f'href="/plans/p/data/values.xlsx{ASKED}"' in indicator
    assert f'data-figure-url="{FIGURE}{ASKED}"' in indicator


def test_past_page_lists_only_the_corrections_of_then(client):
    plant()
    address = "/plans/p/indicators/6-1-1-1/"

    assert "訂正の履歴" in client.get(address).text
    assert "訂正の履歴" not in client.get(address + ASKED).text


def test_page_of_today_asks_which_day_to_show(client):
    plant()

    assert '<input type="date" name="as_of"' in client.get("/plans/p/progress/2024/").text


@pytest.mark.parametrize("suffix", FORMS)
@pytest.mark.parametrize("name", ["indicators", "targets", "values", "progress-2024", "glossary"])
def test_past_file_says_its_day_in_its_name(client, name, suffix):
    plant()

    response = client.get(f"/plans/p/data/{name}.{suffix}{ASKED}")

    assert response.status_code == 200
    assert f'filename="p-{name}-as-of-2025-11-01.{suffix}"' in response["Content-Disposition"]
    assert response["X-Robots-Tag"] == "noindex"
    assert b"".join(response.streaming_content)


def test_past_file_holds_the_values_of_then(client):
    plant()

    past = client.get(f"/plans/p/data/values.json{ASKED}")
    now = client.get("/plans/p/data/values.json")

    assert _annual_value(past) == 7777
    assert _annual_value(now) == 8889
    assert "X-Robots-Tag" not in now


def _annual_value(response) -> int:
    content = json.loads(b"".join(response.streaming_content))
    return next(row["value"] for row in content["rows"] if row["value_kind"] == "annual")


def test_past_figure_draws_the_values_of_then(client):
    plant()

    past, now = client.get(FIGURE + ASKED).text, client.get(FIGURE).text

    assert "7777" in past
    assert "8889" not in past
    assert "8889" in now


@pytest.mark.parametrize("address", [*PAGES, FIGURE, "/plans/p/data/values.csv"])
@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("2025-10-31", "このサイトの記録は令和7年（2025年）11月1日から始まっています"),
        ("2999-01-01", "令和981年（2999年）1月1日は、まだ来ていない日です"),
        ("2025-02-30", "日付「2025-02-30」を読み取れません"),
        ("<script>", "日付「&lt;script&gt;」を読み取れません"),
    ],
)
def test_a_day_that_cannot_be_shown_is_404_with_its_reason_and_a_way_on(
    client, address, asked, reason
):
    plant()

    response = client.get(address, {"as_of": asked})

    assert response.status_code == 404
    assert "その日の内容は表示できません" in response.text
    assert reason in response.text
    assert f'href="{address}"' in response.text


def test_an_indicator_that_came_later_is_404_on_the_days_before(client):
    value = plant()
    new = make_indicator(basic_project=value.indicator.basic_project)

    response = client.get(f"/plans/p/indicators/{new.code}/{ASKED}")

    assert response.status_code == 404
    assert (
        f"指標{new.code}は、令和7年（2025年）11月1日には公開されていませんでした。" in response.text
    )


def test_a_plan_withdrawn_today_has_no_past_in_public(client):
    plan = plant().indicator.plan
    save_at(plan, at(dt.date(2025, 12, 1)), is_published=False)

    for address in (*PAGES, FIGURE, "/plans/p/data/values.csv"):
        assert client.get(address + ASKED).status_code == 404


def test_an_indicator_withdrawn_today_is_shown_as_it_was(client):
    value = plant()
    indicator = value.indicator
    delete_at(value, at(dt.date(2025, 12, 1)))
    for target in indicator.targets.all():
        delete_at(target, at(dt.date(2025, 12, 1)))
    delete_at(indicator, at(dt.date(2025, 12, 1)))

    assert client.get("/plans/p/indicators/6-1-1-1/").status_code == 404
    assert "7,777" in client.get("/plans/p/indicators/6-1-1-1/" + ASKED).text

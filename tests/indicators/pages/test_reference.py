"""Pages of the reference figures: honest where the values were lost with the picture."""

from decimal import Decimal

import pytest

from indicators.models import ReferencePoint, ReferenceSeries
from indicators.pages.reference import ReferencePage
from tests.factories.indicators import make_goal, make_plan, make_policy, make_reference_series


def page_of(series: ReferenceSeries) -> ReferencePage:
    loaded = ReferenceSeries.objects.select_related("policy__goal__plan").prefetch_related("points")
    return ReferencePage.from_series(loaded.get(pk=series.pk))


@pytest.mark.usefixtures("book", "db")
@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/plans/sunagawa-7/policies/6-1/figures/1/", "協働事業数の推移"),
        ("/plans/sunagawa-7/policies/6-2/figures/1/", "町内会加入世帯の推移"),
        ("/plans/sunagawa-7/policies/6-5/figures/1/", "市税収納率の推移"),
    ],
)
def test_lost_figure_says_that_its_values_await_the_city(client, address, title):
    text = client.get(address).text

    assert f"<h1>{title}</h1>" in text
    assert "値はまだありません。" in text
    assert "市からの提供を待っています" in text
    assert "chart__svg" not in text


@pytest.mark.django_db
def test_figure_with_values_is_drawn():
    page = page_of(make_reference_series(points={2014: "112070", 2019: "102221"}))

    titles = [mark.title for mark in page.chart.wide.marks]
    assert titles == ["平成26年（2014年） 実績値 112,070人", "令和元年（2019年） 実績値 102,221人"]


@pytest.mark.django_db
def test_value_without_a_year_is_listed_and_not_drawn(client):
    policy = make_policy(goal=make_goal(plan=make_plan(slug="p"), number=6))
    series = make_reference_series(policy=policy, unit="町内会", points={2011: "88"})
    ReferencePoint.objects.create(series=series, order=2, period_label="現在", value=Decimal(86))

    assert page_of(series).chart is None
    text = client.get("/plans/p/policies/6-1/figures/1/").text
    assert "86町内会" in text
    assert "値はまだありません。" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("year", [1, 1700, 30000])
def test_year_beyond_reason_is_listed_and_not_drawn(year):
    series = make_reference_series(points={2014: "1"})
    ReferencePoint.objects.create(
        series=series, order=2, period_label="いつか", year=year, value=Decimal(2)
    )

    page = page_of(series)

    assert page.chart is None
    assert len(page.figure.points) == 2

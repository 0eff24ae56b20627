"""Two charts over one axis of years, tested on their data points."""

from decimal import Decimal

from sunagawa_plan.lib.charts.series import IndicatorSeries
from sunagawa_plan.lib.charts.side_by_side import charts_side_by_side
from tests.factories.chart_series import numeric, points

TAX = numeric(
    "市税収納率", "%", "98.6", "98.7", "98.8", places=1, actual=points(2021, "98.5", "98.6")
)
POPULATION = IndicatorSeries(
    title="人口",
    unit="人",
    decimal_places=0,
    first_year=2014,
    last_year=2019,
    actual=points(2014, "112070", None, None, None, None, "102221"),
    shows_period=False,
    is_calendar=True,
)


def year_places(chart):
    return {tick.fiscal_year: tick.x for tick in chart.year_ticks}


def test_the_same_year_stands_at_the_same_place():
    first, second = charts_side_by_side(TAX, POPULATION)

    for one, other in ((first.wide, second.wide), (first.narrow, second.narrow)):
        assert year_places(one) == year_places(other)
        assert list(year_places(one)) == list(range(2014, 2031))
        assert (one.left, one.right) == (other.left, other.right)


def test_each_chart_keeps_its_own_values_and_unit():
    first, second = charts_side_by_side(TAX, POPULATION)

    assert first.wide.unit.words.startswith("単位：％")
    assert second.wide.unit.words.startswith("単位：人")
    assert max(tick.value for tick in first.wide.value_ticks) <= Decimal(100)
    assert max(tick.value for tick in second.wide.value_ticks) >= Decimal(112070)


def test_calendar_years_are_called_years():
    _, second = charts_side_by_side(TAX, POPULATION)

    titles = [mark.title for mark in second.wide.marks]
    assert titles == ["平成26年（2014年） 実績値 112,070人", "令和元年（2019年） 実績値 102,221人"]


def test_one_series_alone_is_a_chart_of_its_own():
    (only,) = charts_side_by_side(POPULATION)

    assert list(year_places(only.wide)) == list(range(2014, 2020))

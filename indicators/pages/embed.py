"""An indicator's chart on other people's pages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from indicators.models import Indicator, Plan
from indicators.pages.drawing import drawn_series
from indicators.pages.rows import IndicatorRow, row_of
from indicators.pages.years import latest_due
from sunagawa_plan.lib.charts.svg import ChartPair, IndicatorChart, chart_pair, indicator_chart

TINY_SIZE = (240.0, 260.0)


@dataclass(frozen=True)
class EmbedPage:
    """The last value and its verdict, the chart in three sizes, and where it all comes from.

    published_at is when the latest of its values was published, None before the first.
    """

    plan: Plan
    row: IndicatorRow
    tiny: IndicatorChart
    chart: ChartPair
    source: str
    published_at: datetime | None
    url: str

    @classmethod
    def from_indicator(cls, indicator: Indicator, today: date, *, is_sample: bool = False) -> Self:
        """Judge an indicator, loaded with its series, as seen on a day."""
        plan, series = indicator.plan, indicator.series(today)
        milestones = tuple(plan.milestones.all())
        latest = series.latest
        shown = latest.fiscal_year.start if latest else None
        year = shown or latest_due(plan, today) or plan.judged_years[0]
        drawn = drawn_series(indicator, series, milestones=milestones, is_sample=is_sample)
        width, height = TINY_SIZE
        stamps = [fact.published_at for fact in series.annual.values() if fact.published_at]
        return cls(
            plan=plan,
            row=row_of(indicator, series, year, milestones),
            tiny=indicator_chart(drawn, width=width, height=height),
            chart=chart_pair(drawn),
            source=latest.fact.source if latest and latest.fact else "",
            published_at=max(stamps, default=None),
            url=indicator.get_absolute_url(),
        )

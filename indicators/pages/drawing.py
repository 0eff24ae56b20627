"""An indicator of the database as the charts want it."""

from collections.abc import Sequence

from indicators.charts import indicator_series
from indicators.domain.series import JudgedSeries
from indicators.models import Indicator, Milestone
from sunagawa_plan.lib.charts.series import IndicatorSeries


def drawn_series(
    indicator: Indicator,
    series: JudgedSeries,
    *,
    milestones: Sequence[Milestone] = (),
    is_sample: bool = False,
) -> IndicatorSeries:
    """Return an indicator's judged series with its title, unit and the plan's milestone names."""
    names = tuple((own.fiscal_year, own.name.removesuffix("値")) for own in milestones)
    return indicator_series(
        series,
        title=indicator.name,
        unit=indicator.unit,
        milestone_names=names,
        is_sample=is_sample,
    )

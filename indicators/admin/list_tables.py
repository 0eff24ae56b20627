"""The files that hang on a list of indicators, beside the list itself."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from indicators.exports.comparison import comparison_table
from indicators.exports.corrections import Period, corrections_table
from indicators.exports.progress import progress_table
from indicators.exports.targets import targets_table
from indicators.exports.values import values_table
from indicators.exports.values_wide import values_wide_table
from indicators.models import AnnualValue, Indicator, Plan
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.list_downloads import TableOf


def tables_of_list(today: date, year: int) -> Mapping[str, TableOf]:
    """Return what builds each file of a list that speaks of a year, by the file's name."""
    return {
        "targets": partial(targets_table, today=today),
        "values": values_table,
        "values-wide": partial(_wide, today=today),
        f"progress-{year}": partial(progress_table, fiscal_year=year, today=today),
        f"comparison-{year - 1}-{year}": partial(_compared, year=year, today=today),
        "corrections": _corrected,
    }


def _wide(chosen: Any, today: date) -> Table:
    return values_wide_table(*_loaded(chosen), today)


def _compared(chosen: Any, year: int, today: date) -> Table:
    return comparison_table(*_loaded(chosen), (year - 1, year), today)


def _corrected(chosen: Any) -> Table:
    return corrections_table(*_loaded(chosen), AnnualValue.history.all(), Period())


def _loaded(chosen: Any) -> tuple[Plan, list[Indicator]]:
    """Read a list's indicators with their series; tables across the years are of one plan."""
    indicators = list(chosen.with_series())
    plans = {own.plan.pk: own.plan for own in indicators}
    if len(plans) != 1:
        raise ValueError("この表は1つの計画の指標だけで作ります。計画を選んで絞り込んでください。")
    return next(iter(plans.values())), indicators

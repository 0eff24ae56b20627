"""The public files of a plan by their names in addresses."""

import re
from dataclasses import replace
from datetime import date

from indicators.editions import Edition
from indicators.exports import glossary, indicators, progress, targets, values
from indicators.models import Plan
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.as_of import day_mark

# For /open-data/; "progress" stands for one file per judged year.
DATASETS = (
    indicators.DATASET,
    targets.DATASET,
    values.DATASET,
    progress.DATASET,
    glossary.DATASET,
)
_PROGRESS = re.compile(rf"{progress.DATASET.name}-([0-9]{{4}})")


def file_names(plan: Plan) -> tuple[str, ...]:
    """Return the name of every file that a plan offers, without its form."""
    years = tuple(f"{progress.DATASET.name}-{year}" for year in plan.judged_years)
    return ("indicators", "targets", "values", *years, "glossary")


def plan_table(plan: Plan, name: str, today: date) -> Table:
    """Return a plan's file as it is now; see edition_table."""
    return edition_table(Edition(plan, today), name)


def edition_table(edition: Edition, name: str) -> Table:
    """Return an edition's file by name: indicators, targets, values, glossary, progress-2024.

    A past day's says so in its title. Nothing of today is read before the rows are. Raises
    LookupError for an unknown name or a year that is not judged.
    """
    table = _table(edition, name)
    return replace(table, title=f"{table.title}{day_mark(edition.as_of)}")


def _table(edition: Edition, name: str) -> Table:
    match name:
        case "indicators":
            return indicators.indicators_table(edition.indicators())
        case "targets":
            return targets.targets_table(edition.indicators(), edition.day)
        case "values":
            return values.values_table(edition.indicators())
        case "glossary":
            return glossary.glossary_table(edition.terms())
    year = _judged_year(edition.plan, name)
    return progress.progress_table(edition.indicators(), year, edition.day)


def _judged_year(plan: Plan, name: str) -> int:
    found = _PROGRESS.fullmatch(name)
    if found is None or int(found[1]) not in plan.judged_years:
        raise LookupError(name)
    return int(found[1])

"""The public files of a plan by their names in addresses."""

import re
from datetime import date

from indicators.exports import glossary, indicators, progress, targets, values
from indicators.models import GlossaryTerm, Indicator, Plan
from sunagawa_plan.lib.tables import Table

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
    """Return a plan's file by name: indicators, targets, values, glossary, progress-2024.

    Nothing is read before the rows are. Raises LookupError for an unknown name or a year that
    is not judged.
    """
    chosen = Indicator.objects.of_plan(plan)
    match name:
        case "indicators":
            return indicators.indicators_table(chosen)
        case "targets":
            return targets.targets_table(chosen, today)
        case "values":
            return values.values_table(chosen)
        case "glossary":
            return glossary.glossary_table(GlossaryTerm.objects.filter(plan=plan))
    return progress.progress_table(chosen, _judged_year(plan, name), today)


def _judged_year(plan: Plan, name: str) -> int:
    found = _PROGRESS.fullmatch(name)
    if found is None or int(found[1]) not in plan.judged_years:
        raise LookupError(name)
    return int(found[1])

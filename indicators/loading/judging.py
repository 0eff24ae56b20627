"""The last look before a load is kept: can every indicator be judged in every year?"""

from collections.abc import Iterator
from decimal import Decimal

from indicators.domain.facts import Observation
from indicators.domain.judgement import judge
from indicators.models import Indicator, Plan
from sunagawa_plan.lib.fiscal_year import FiscalYear


def unjudgeable(plan: Plan) -> Iterator[str]:
    """Say which indicators of a plan the rule book cannot judge, and why (three queries)."""
    for indicator in Indicator.objects.of_plan(plan).with_series():
        if problem := why_unjudgeable(indicator):
            yield f"指標「{indicator}」: {problem}"


def why_unjudgeable(indicator: Indicator) -> str:
    """Judge an arbitrary value for every judged year; return the first objection or nothing."""
    try:
        facts = indicator.facts
    except ValueError as error:
        return str(error)
    for year in indicator.plan.judged_years:
        try:
            judge(facts, year, Observation(facts.baseline or Decimal(1)))
        except ValueError as error:
            return f"{FiscalYear(year)}を評価できません。{error}"
    return ""

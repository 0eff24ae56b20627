"""targets: one row per indicator and milestone year.

A target revised in mid-plan replaces the earlier one: the file shows the plan as it holds in
the fiscal year of the day. Earlier versions stand on the indicator's page.
"""

from collections.abc import Iterator
from datetime import date

from indicators.domain import targets
from indicators.domain.facts import IndicatorFacts
from indicators.domain.judgement import kind_of
from indicators.editions import Indicators
from indicators.exports.cells import in_portions, shown, wareki
from indicators.exports.columns import INDICATOR_CODE, KIND, TARGET_ARROW, TARGET_VALUE
from indicators.models.indicator import IndicatorQuerySet
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Row, Table
from sunagawa_plan.lib.tables.dataset import Dataset, Datatype, column

DATASET = Dataset(
    "targets",
    "目標値",
    (
        INDICATOR_CODE,
        column(
            "fiscal_year",
            "目標年度",
            "目標年度が始まる西暦年",
            datatype=Datatype.INTEGER,
            unit="年度",
            is_required=True,
        ),
        column("fiscal_year_wareki", "目標年度（和暦）", "例: 令和7年度", is_required=True),
        KIND,
        TARGET_VALUE,
        TARGET_ARROW,
    ),
    about="いま有効な目標です。1行が、1つの指標の1つの目標年度です。計画の途中で見直した目標は、見直し後の値を示します。",
    key=("indicator_code", "fiscal_year"),
)


def targets_table(indicators: Indicators, today: date) -> Table:
    """Return the targets that hold on a day, in the order of the indicators."""
    return DATASET.table(_rows(indicators, FiscalYear.containing(today).start))


def _rows(indicators: Indicators, year: int) -> Iterator[Row]:
    for indicator in in_portions(indicators, _with_targets):
        facts = indicator.facts
        for target in facts.path_in(year).targets:
            yield _row(indicator.code, facts, target)


def _with_targets(indicators: IndicatorQuerySet) -> IndicatorQuerySet:
    return indicators.with_place().prefetch_related("targets")


def _row(code: str, facts: IndicatorFacts, target: targets.Target) -> Row:
    return (
        code,
        target.fiscal_year,
        wareki(target.fiscal_year),
        kind_of(target, facts).value,
        shown(target.value, facts.decimal_places),
        target.arrow.label if target.arrow else None,
    )

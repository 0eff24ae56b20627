"""Files for staff alone, made to be edited and imported again: with columns the public ones lack."""

from collections.abc import Iterator

from django.db.models import QuerySet

from indicators.exports.cells import in_portions, shown, wareki
from indicators.exports.columns import INDICATOR_CODE, INDICATOR_NAME, TARGET_ARROW, TARGET_VALUE
from indicators.exports.indicators import DATASET as INDICATORS
from indicators.exports.indicators import indicator_row
from indicators.models import Department, Indicator, Target
from indicators.models.indicator import IndicatorQuerySet
from sunagawa_plan.lib.tables import Row, Table
from sunagawa_plan.lib.tables.dataset import FISCAL_YEAR, FISCAL_YEAR_WAREKI, Dataset, column

_EDITED_INDICATORS = Dataset(
    "indicators-edit",
    "指標（編集用）",
    (
        *INDICATORS.columns,
        column("order", "並び順"),
        column("baseline_sample_size", "現状値の回答者数"),
        column("maintenance_tolerance", "維持とみなす幅"),
        column("statutory_line_value", "法律の基準値"),
        column("statutory_line_name", "法律の基準の名前"),
        column("plain_meaning", "やさしい説明"),
        column("plain_target", "やさしい説明（目標の意味）"),
    ),
)
_EDITED_TARGETS = Dataset(
    "targets-edit",
    "目標値（編集用）",
    (
        INDICATOR_CODE,
        INDICATOR_NAME,
        FISCAL_YEAR,
        FISCAL_YEAR_WAREKI,
        TARGET_VALUE,
        TARGET_ARROW,
        column("effective_from", "この目標が有効になる年度"),
        column("effective_from_wareki", "この目標が有効になる年度（和暦）"),
        column("revision_reason", "見直しの理由"),
    ),
)
_DEPARTMENTS = Dataset(
    "departments",
    "担当課",
    (
        column("department_code", "担当課のコード"),
        column("department", "担当課"),
        column("email", "課のメールアドレス"),
        column("order", "並び順"),
    ),
)


def edited_indicators(indicators: IndicatorQuerySet) -> Table:
    """Return indicators with everything that staff may set."""
    chosen = in_portions(indicators, IndicatorQuerySet.with_place)
    return _EDITED_INDICATORS.table((*indicator_row(row), *_more(row)) for row in chosen)


def edited_targets(indicators: IndicatorQuerySet) -> Table:
    """Return all targets of indicators, earlier versions too."""
    return _EDITED_TARGETS.table(_target_rows(indicators))


def departments_table(departments: QuerySet[Department]) -> Table:
    """Return departments; an address is for the office alone."""
    return _DEPARTMENTS.table((row.code, row.name, row.email, row.order) for row in departments)


def _more(row: Indicator) -> Row:
    return (
        row.order,
        row.baseline_sample_size,
        shown(row.maintenance_tolerance, row.decimal_places),
        shown(row.statutory_line_value, row.decimal_places),
        row.statutory_line_name,
        row.plain_meaning,
        row.plain_target,
    )


def _target_rows(indicators: IndicatorQuerySet) -> Iterator[Row]:
    for indicator in in_portions(indicators, IndicatorQuerySet.with_series):
        for target in indicator.targets.all():
            yield _target_row(indicator, target)


def _target_row(indicator: Indicator, target: Target) -> Row:
    return (
        indicator.code,
        indicator.name,
        target.fiscal_year,
        wareki(target.fiscal_year),
        shown(target.value, indicator.decimal_places),
        target.get_arrow_display() if target.arrow else None,
        target.effective_from,
        wareki(target.effective_from),
        target.revision_reason,
    )

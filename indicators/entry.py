"""What an entered value is checked against, and what its stored row looked like."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.forms import model_to_dict

from indicators.domain.entry_checks import Caution, Entry, check
from indicators.domain.measure import Measure
from indicators.models import AnnualValue, Indicator
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.row_changes import latest_change

_FIXED = ("indicator", "fiscal_year")


def cautions(
    indicator: Indicator,
    *,
    fiscal_year: int,
    value: Decimal | None,
    is_provisional: bool,
    today: date,
) -> tuple[Caution, ...]:
    """Return what looks odd about a value of an indicator; a reason instead of one never does.

    Reads targets and annual values from what was prefetched.
    """
    if value is None:
        return ()
    entry = Entry(
        fiscal_year=fiscal_year,
        value=value,
        measure=Measure(indicator.unit, indicator.decimal_places),
        known=_known_values(indicator, fiscal_year),
        planned=_planned_values(indicator),
        is_provisional=is_provisional,
    )
    return check(entry, today)


def _known_values(indicator: Indicator, fiscal_year: int) -> dict[int, Decimal]:
    known = {}
    if indicator.baseline_value is not None:
        known[indicator.baseline_fiscal_year] = indicator.baseline_value
    for row in indicator.annual_values.all():
        if row.value is not None:
            known[row.fiscal_year] = row.value
    known.pop(fiscal_year, None)
    return known


def _planned_values(indicator: Indicator) -> tuple[Decimal, ...]:
    values = [target.value for target in indicator.targets.all()]
    values.append(indicator.statutory_line_value)
    return tuple(value for value in values if value is not None)


def stamp_of(row: AnnualValue | None) -> str:
    """Return what a form remembers of the row it was filled from; nothing for no row."""
    if row is None or row.pk is None:
        return ""
    return row.published_at.isoformat()


def as_loaded(row: AnnualValue, stamp: str) -> dict[str, Any]:
    """Return the row's fields as they were when a form was stamped; blank for no row then."""
    if not stamp:
        return model_to_dict(AnnualValue(), exclude=_FIXED)
    try:
        record = row.history.filter(published_at=datetime.fromisoformat(stamp)).first()
    except ValueError:
        record = None
    return model_to_dict(record.instance, exclude=_FIXED) if record else {}


def overtaken(row: AnnualValue) -> str:
    """Return the sentence for a row that somebody else saved since the form was loaded."""
    change = latest_change(row)
    if change is None:
        return "この行は、画面を開いたあとで変更されています。"
    return (
        f"{FiscalYear(row.fiscal_year)}の値は、画面を開いたあとで、{change.told}まだ上書きしていません。"
        "入力した値にする場合は、もう一度保存してください。"
    )

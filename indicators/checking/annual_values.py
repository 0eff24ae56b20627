"""The annual values of one indicator: in sense, in time, in keeping with the baseline."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from indicators.checking.indicators import refusals, too_many_decimals
from indicators.checking.places import page_of, place_of
from indicators.domain.answer import refuse_unbegun_year
from indicators.domain.entry_checks import Entry, check
from indicators.domain.measure import Measure
from indicators.models import AnnualValue, Indicator
from sunagawa_plan.lib.finding import Finding
from sunagawa_plan.shared.fields import FIRST_SENSIBLE_YEAR, LAST_SENSIBLE_YEAR

# Of what a form warns about, only this can be called wrong once it is stored.
_WRONG = frozenset({"factor_of_ten", "outside_percentage"})


def check_annual_values(indicator: Indicator, today: date) -> Iterator[Finding]:
    """Check all values of an indicator whose place, targets and values are loaded.

    A value that looks a factor of ten wrong is left out when later ones are compared, so that
    one slip is told once. Years out of all sense are told by the constraints and skipped here.
    """
    known: dict[int, Decimal] = {}
    if indicator.baseline_value is not None:
        known[indicator.baseline_fiscal_year] = indicator.baseline_value
    values = sorted(indicator.annual_values.all(), key=lambda value: value.fiscal_year)
    for row in values:
        if not FIRST_SENSIBLE_YEAR <= row.fiscal_year <= LAST_SENSIBLE_YEAR:
            continue
        yield from refusals(row)
        yield from too_many_decimals(row, row.value, indicator)
        yield from _unbegun(row, today)
        yield from _differs_from_baseline(row, indicator)
        slips = list(_slips(row, indicator, known, today))
        yield from slips
        if not slips and row.value is not None:
            known[row.fiscal_year] = row.value


def _unbegun(row: AnnualValue, today: date) -> Iterator[Finding]:
    if row.value is None:
        return
    try:
        refuse_unbegun_year(row.fiscal_year, today)
    except ValueError as error:
        yield Finding(
            place_of(row), str(error), f"{page_of(AnnualValue)}で年度を直すか、削除してください。"
        )


def _differs_from_baseline(row: AnnualValue, indicator: Indicator) -> Iterator[Finding]:
    if row.fiscal_year != indicator.baseline_fiscal_year:
        return
    if row.value is None or indicator.baseline_value is None:
        return
    facts = Measure(indicator.unit, indicator.decimal_places)
    annual, baseline = facts.quantity(row.value), facts.quantity(indicator.baseline_value)
    if annual != baseline:
        yield Finding(
            place_of(row),
            f"基準年度の実績値{annual}が、指標の現状値{baseline}と違います。",
            f"{page_of(AnnualValue)}と{page_of(Indicator)}で、正しいほうにそろえてください。",
        )


def _slips(
    row: AnnualValue, indicator: Indicator, known: dict[int, Decimal], today: date
) -> Iterator[Finding]:
    if row.value is None:
        return
    planned = [target.value for target in indicator.targets.all()]
    planned.append(indicator.statutory_line_value)
    entry = Entry(
        fiscal_year=row.fiscal_year,
        value=row.value,
        measure=Measure(indicator.unit, indicator.decimal_places),
        known={year: value for year, value in known.items() if year != row.fiscal_year},
        planned=tuple(value for value in planned if value is not None),
        is_provisional=row.is_provisional,
    )
    for caution in check(entry, today):
        if caution.code in _WRONG:
            remedy = f"{page_of(AnnualValue)}で値を直してください。"
            yield Finding(place_of(row), caution.message, remedy)

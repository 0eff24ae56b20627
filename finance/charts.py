"""The settlement and the ratios as the charts draw them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from finance.domain.settlement import Settlement
from finance.domain.soundness import PlanPoint, RatioSeries
from sunagawa_plan.lib.charts.series import IndicatorSeries, Point
from sunagawa_plan.lib.charts.stack import Layer, Part, PartedBar, StackedSeries
from sunagawa_plan.lib.numerals import format_number, round_half_up

# 千円 in one 億円, the unit of the axes.
OKU = Decimal(100_000)


def amounts_series(
    settlement: Settlement,
    parts: Mapping[str, str],
    *,
    total: str | None,
    years: range,
    title: str,
    summary: str = "",
    is_sample: bool = False,
) -> StackedSeries:
    """Return items over the years; parts maps item codes, from the bottom up, to their names.

    Values are exact 億円. An item that did not exist in a year adds nothing; one whose amount
    nobody knows makes the year unknown.
    """
    return StackedSeries(
        title=title,
        unit="億円",
        decimal_places=2,
        first_year=years[0],
        last_year=years[-1],
        layers=tuple(
            Layer(name, tuple(_point(settlement, code, year) for year in years))
            for code, name in parts.items()
        ),
        totals=tuple(_point(settlement, total, year) for year in years) if total else (),
        unknown_years=tuple(year for year in years if _is_unknown(settlement, parts, year)),
        summary=summary,
        is_sample=is_sample,
    )


def parted_bar(settlement: Settlement, parts: Mapping[str, str], year: int, name: str) -> PartedBar:
    """Return one year's items side by side, each with its share of the published total."""
    return PartedBar(
        name, tuple(_part(settlement, code, name, year) for code, name in parts.items())
    )


def ratio_series(
    ratio: RatioSeries,
    *,
    title: str,
    unit: str,
    decimal_places: int,
    line_name: str,
    summary: str = "",
    is_sample: bool = False,
) -> IndicatorSeries | None:
    """Return a ratio over the years with what a plan foresees; None while no year has a number."""
    valued = [year for year, fact in ratio.facts.items() if fact.value is not None]
    if not valued:
        return None
    years = range(min(valued), max(valued) + 1)
    lent, line = ratio.lent, ratio.threshold(years[-1])
    baseline = lent.baseline if lent else None
    return IndicatorSeries(
        title=title,
        unit=unit,
        decimal_places=decimal_places,
        first_year=(lent.first_year if lent else None) or years[0],
        last_year=(lent.last_year if lent else None) or years[-1],
        actual=tuple(_ratio_point(ratio, year, decimal_places) for year in years),
        baseline=_plan_points((baseline,), decimal_places)[0] if baseline else None,
        targets=_plan_points(lent.targets if lent else (), decimal_places),
        plan_line=_plan_points(lent.plan_line if lent else (), decimal_places),
        statutory=(line_name, round_half_up(line.early_soundness, decimal_places))
        if line
        else None,
        summary=summary,
        is_sample=is_sample,
        shows_period=lent is not None,
    )


def _point(settlement: Settlement, code: str, year: int) -> Point:
    amount = settlement.thousand_yen(code, year) if year in settlement.years else None
    return Point(year, None if amount is None else Decimal(amount) / OKU)


def _is_unknown(settlement: Settlement, parts: Mapping[str, str], year: int) -> bool:
    if year not in settlement.years:
        return True
    amounts = [settlement.amount(code, year) for code in parts]
    return any(amount is None or amount.counted is None for amount in amounts)


def _part(settlement: Settlement, code: str, name: str, year: int) -> Part:
    share = settlement.share(code, year)
    words = "" if share is None else f"{format_number(share, 1)}%"
    return Part(name, Decimal(settlement.thousand_yen(code, year) or 0), words)


def _ratio_point(ratio: RatioSeries, year: int, places: int) -> Point:
    fact = ratio.fact(year)
    value = None if fact.value is None else round_half_up(fact.value, places)
    return Point(year, value, is_provisional=fact.is_provisional)


def _plan_points(points: Sequence[PlanPoint], places: int) -> tuple[Point, ...]:
    return tuple(Point(own.fiscal_year, round_half_up(own.value, places)) for own in points)

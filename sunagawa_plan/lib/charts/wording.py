"""The words on and under a chart."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sunagawa_plan.lib.charts.series import IndicatorSeries, Point
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number

PERCENT_SIGNS = ("%", "％")
PROVISIONAL = "速報値"
SAMPLE = "見本"
# Larger names first: an axis in 億 reads better than one in 万.
LARGE_UNITS = ((Decimal(10) ** 12, "兆"), (Decimal(10) ** 8, "億"), (Decimal(10) ** 4, "万"))
LONGEST_TICK = 9


def unit_words(series: IndicatorSeries) -> str:
    """Return the unit as it follows a number: ％, 事業, 町内会/年."""
    return "％" if series.unit in PERCENT_SIGNS else series.unit


def number_words(series: IndicatorSeries, value: Decimal) -> str:
    """Return a value at the display places, without its unit: 1,151 or △0.3."""
    return format_number(value, series.decimal_places)


def value_words(series: IndicatorSeries, value: Decimal) -> str:
    """Return a value with its unit: 6.9％, 139事業."""
    return number_words(series, value) + unit_words(series)


def distance_words(series: IndicatorSeries, distance: Decimal) -> str:
    """Return a difference with its unit; that of percentages is in points."""
    unit = "ポイント" if series.unit in PERCENT_SIGNS else series.unit
    return number_words(series, distance) + unit


def year_words(fiscal_year: int) -> str:
    """Return 令和6年度（2024年度）."""
    return FiscalYear(fiscal_year).full


def era_year(fiscal_year: int) -> str:
    """Return 令和6, the wareki name without 年度."""
    return FiscalYear(fiscal_year).wareki.removesuffix("年度")


def short_year(fiscal_year: int) -> str:
    """Return R6."""
    return FiscalYear(fiscal_year).short


def value_title(series: IndicatorSeries, name: str, point: Point) -> str:
    """Return what the pointer shows over a mark: 令和6年度（2024年度） 実績値 6.9％."""
    if point.value is None:
        return ""
    year = year_words(point.fiscal_year)
    year = year.replace("年度", "年") if series.is_calendar else year
    words = f"{year} {name} {value_words(series, point.value)}"
    return f"{words}（{PROVISIONAL}）" if point.is_provisional else words


def chart_title(series: IndicatorSeries) -> str:
    """Return the name of the chart."""
    return sample_mark(f"{series.title}の推移", is_sample=series.is_sample)


def sample_mark(title: str, *, is_sample: bool) -> str:
    """Return a title that says of itself when it stands over sample values."""
    return f"【見本】{title}" if is_sample else title


def period_words(series: IndicatorSeries) -> str:
    """Return the name of the plan's period, if there is one: 計画期間 R3～R12."""
    if not series.shows_period:
        return ""
    return f"計画期間 {short_year(series.first_year)}～{short_year(series.last_year)}"


def baseline_label(series: IndicatorSeries, point: Point) -> str:
    """Return the label of the baseline: 基準値 R元 4.7."""
    return (
        f"基準値 {short_year(point.fiscal_year)} {number_words(series, point.value or Decimal(0))}"
    )


def bound_words(series: IndicatorSeries) -> str:
    """Return the name of the band: 計画値の範囲（上限）."""
    return f"計画値の範囲（{'上限' if series.bound_side == 'ceiling' else '下限'}）"


def legend(series: IndicatorSeries) -> Iterator[tuple[str, str]]:
    """Yield what needs a key because it bears no label of its own: kind and words."""
    points = [point for point in series.actual if point.value is not None]
    if any(not point.is_provisional for point in points):
        yield "actual", "実績値"
    if any(point.is_provisional for point in points):
        yield "provisional", f"{PROVISIONAL}（確定前）"
    if series.plan_line:
        yield (
            "plan",
            "計画線（基準値と目標値を結ぶ線）" if series.baseline else "計画線（目標値を結ぶ線）",
        )
    if series.bound:
        yield "bound", bound_words(series)
    if series.arrow_targets and series.baseline:
        yield "reference", "基準値の水準"


def sparkline_words(series: IndicatorSeries) -> str:
    """Return what a small chart shows, for those who do not see it."""
    said = []
    if series.baseline and series.baseline.value is not None:
        said.append(_in_year("基準値", series.baseline, series))
    if series.latest:
        said.append(_in_year("実績値", series.latest, series))
    for year in series.milestone_years[-1:]:
        arrows = dict(series.arrow_targets)
        numbers = {point.fiscal_year: point for point in series.targets}
        name = series.milestone_name(year)
        said.append(
            f"{name}{short_year(year)} {arrows[year]}"
            if year in arrows
            else _in_year(name, numbers[year], series)
        )
    return f"{chart_title(series)}。{'、'.join(said)}" if said else chart_title(series)


def _in_year(name: str, point: Point, series: IndicatorSeries) -> str:
    return f"{name}{short_year(point.fiscal_year)} {value_words(series, point.value or Decimal(0))}"


def latest_label(series: IndicatorSeries, point: Point) -> str:
    """Return the label of the last actual value: R6 実績 6.9."""
    name = PROVISIONAL if point.is_provisional else "実績"
    return (
        f"{short_year(point.fiscal_year)} {name} {number_words(series, point.value or Decimal(0))}"
    )


def tick_labels(series: IndicatorSeries, ticks: Sequence[Decimal]) -> tuple[str, ...]:
    """Return the ticks as text, in 万, 億 or 兆 when they would be very long.

    They are empty as long as nothing is drawn: figures would suggest a size nobody knows.
    """
    if not any(True for _ in series.numbers()):
        return ("",) * len(ticks)
    plain = tuple(number_words(series, tick) for tick in ticks)
    if max(map(len, plain)) <= LONGEST_TICK:
        return plain
    for size, name in LARGE_UNITS:
        for places in (0, 1):
            shown = [tick / size for tick in ticks]
            if all(value == round(value, places) for value in shown):
                return tuple(
                    format_number(value, places) + name if value else "0" for value in shown
                )
    return plain


def unit_line(series: IndicatorSeries, *, leaves_out_zero: bool) -> str:
    """Return the heading of the value axis."""
    unit = f"単位：{unit_words(series)}" if series.unit else ""
    if not leaves_out_zero:
        return unit
    return f"{unit}（縦軸は0から始まりません）" if unit else "縦軸は0から始まりません"


def missing_years(series: IndicatorSeries) -> tuple[int, ...]:
    """Return the years without a value between the first and the last actual value."""
    known = [point.fiscal_year for point in series.actual if point.value is not None]
    if not known:
        return ()
    return tuple(sorted(set(range(known[0], known[-1] + 1)) - set(known)))


def statutory_note(series: IndicatorSeries) -> str:
    """Return how far the statutory line is, for a chart that does not draw it."""
    if not series.statutory:
        return ""
    name, line = series.statutory
    known = series.last_known
    if known is None or known.value is None:
        return f"{name}は{value_words(series, line)}です（図の範囲の外）。"
    kind = "実績値" if known is series.latest else "基準値"
    return (
        f"{name}{value_words(series, line)}まで{distance_words(series, abs(line - known.value))}"
        f"（{FiscalYear(known.fiscal_year).wareki}の{kind}{value_words(series, known.value)}との差）。"
        "離れているため、図に線は引いていません。"
    )


def notes(series: IndicatorSeries, *, draws_statutory: bool) -> tuple[str, ...]:
    """Return the sentences that belong under the chart."""
    said: list[str] = []
    if series.is_sample:
        said.append("見本の値です。実際の値ではありません。")
    if series.latest is None:
        said.append("実績値はまだ公表されていません。")
    if missing := missing_years(series):
        years = "、".join(short_year(year) for year in missing)
        said.append(f"{years}は実績値がないため、線をつないでいません。")
    if series.statutory and not draws_statutory:
        said.append(statutory_note(series))
    return tuple(said)

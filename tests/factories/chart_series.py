"""Series to draw: the plan's twelve indicators with the values known of them, and extremes."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from sunagawa_plan.lib.charts.series import IndicatorSeries, Point
from sunagawa_plan.lib.numerals import round_half_up

DEBT_SERVICE = ("9.6", "7.1", "5.8", "4.6", "4.7", "4.5", "5.1", "5.5", "6.2", "6.9")
FUTURE_BURDEN = ("14.7", "10.4", "14.9", "17.0", "23.2", "73.9", "65.6", "48.1", "33.6", "41.5")


def point(year: int, value: str | int | None, *, provisional: bool = False) -> Point:
    return Point(year, None if value is None else Decimal(value), provisional)


def points(first_year: int, *values: str | int | None) -> tuple[Point, ...]:
    """One point a year from first_year on."""
    return tuple(point(first_year + index, value) for index, value in enumerate(values))


def straight(*corners: tuple[int, str | int], places: int) -> tuple[Point, ...]:
    """The plan line through its corners, one point a year."""
    line = {corners[0][0]: Decimal(corners[0][1])}
    for (start, low), (end, high) in pairwise(corners):
        for year in range(start + 1, end + 1):
            share = Decimal(year - start) / (end - start)
            line[year] = Decimal(low) + (Decimal(high) - Decimal(low)) * share
    return tuple(Point(year, round_half_up(value, places)) for year, value in line.items())


def numeric(
    title: str,
    unit: str,
    baseline: str | int | None,
    *targets: str | int,
    places: int = 0,
    **rest: object,
) -> IndicatorSeries:
    """An indicator with a number at FY2025 and FY2030."""
    milestones = list(zip((2025, 2030), targets, strict=True))
    start = [] if baseline is None else [(2019, baseline)]
    return IndicatorSeries(
        title=title,
        unit=unit,
        decimal_places=places,
        first_year=2021,
        last_year=2030,
        baseline=None if baseline is None else point(2019, baseline),
        targets=tuple(point(year, value) for year, value in milestones),
        plan_line=straight(*start, *milestones, places=places),
        summary=f"{title}の要約です。",
        **rest,
    )


def arrows(
    title: str, unit: str, baseline: str | int, glyph: str = "↗", places: int = 0, **rest: object
) -> IndicatorSeries:
    """An indicator with an arrow at FY2025 and FY2030."""
    return IndicatorSeries(
        title=title,
        unit=unit,
        decimal_places=places,
        first_year=2021,
        last_year=2030,
        baseline=point(2019, baseline),
        arrow_targets=((2025, glyph), (2030, glyph)),
        summary=f"{title}の要約です。",
        **rest,
    )


def debt_service(**rest: object) -> IndicatorSeries:
    """実質公債費比率 with its public values and its ceiling."""
    given = {
        "actual": points(2015, *DEBT_SERVICE),
        "bound": points(2021, *["7.7"] * 5, *["9.5"] * 5),
        "bound_side": "ceiling",
        "statutory": ("早期健全化基準", Decimal("25.0")),
    }
    return numeric("実質公債費比率", "%", "4.7", "7.7", "9.5", places=1, **given | rest)


def future_burden(**rest: object) -> IndicatorSeries:
    """将来負担比率 with its public values and its ceiling."""
    given = {
        "actual": points(2015, *FUTURE_BURDEN),
        "bound": points(2021, *["83.6"] * 9, "62.1"),
        "bound_side": "ceiling",
        "statutory": ("早期健全化基準", Decimal("350.0")),
    }
    return numeric("将来負担比率", "%", "23.2", "83.6", "62.1", places=1, **given | rest)


def tax_collection(**rest: object) -> IndicatorSeries:
    return numeric("市税収納率", "%", "98.6", "98.7", "98.8", places=1, **rest)


def twelve() -> tuple[IndicatorSeries, ...]:
    """The indicators of Basic Goal 6 as they stand in the book, with the public values."""
    return (
        numeric("協働事業数", "事業", 139, 139, 139),
        arrows("市が行う情報提供は十分であると思う市民の割合", "%", "32.3", places=1),
        arrows("意見を聴く機会を十分設けていると思う市民の割合", "%", "24.5", places=1),
        numeric("補助金申請町内会数", "町内会/年", 83, 85, 86),
        arrows("指標を設定している計画数", "計画", 15),
        numeric("職員研修受講者の理解度", "%", None, "80.0", "90.0", places=1),
        arrows("RPAを導入した業務数", "件", 0),
        arrows("電子申請が可能な行政手続数", "件", 15),
        tax_collection(),
        debt_service(),
        future_burden(),
        arrows("他市町村などと連携して取り組む事業数", "事業", 40),
    )


def extremes() -> tuple[IndicatorSeries, ...]:
    """What real data will bring sooner or later."""
    close = points(2015, "9.6", "12.1", "14.8", "17.6", "19.7", "20.5", "22.1", "23.5", "24.2")
    return (
        numeric("人口", "人", 1151, 1114, 1326, actual=points(2020, 1160, 1140, None, 1125)),
        numeric("負の値", "千円", -500, -200, 100, actual=points(2020, -620, -580, -400, -450)),
        numeric("巨大な値", "千円", 13076460000, 14000000000, 15500000000),
        numeric("すべて0", "件", 0, 0, 0, actual=points(2021, 0, 0, 0, 0)),
        numeric("重なる値", "件", 5, 5, 5, actual=points(2019, 5, 5, 5, 5, 5, 5, 5)),
        debt_service(actual=close),
        arrows("下向き", "人", 273, "↘", actual=points(2021, 270, 268, 269)),
        arrows("維持", "人", 273, "→", actual=points(2021, 270, 268, 269)),
        IndicatorSeries("一年だけ", "件", 0, 2024, 2024, points(2024, 5)),
        IndicatorSeries("何もない", "件", 0, 2021, 2030),
        IndicatorSeries(
            "毎年の目標",
            "％",
            1,
            2021,
            2030,
            actual=points(2020, "10.1", "12.0", "14.2"),
            baseline=point(2019, "8.0"),
            targets=points(2021, *range(14, 44, 3)),
        ),
    )


def limits() -> tuple[IndicatorSeries, ...]:
    """Where labels want the same place: equal values, values at a line, one point, huge ones."""
    return (
        numeric("すべて等しい", "件", 5, 5, 5, actual=points(2015, *[5] * 10)),
        numeric("等しい目標", "件", 3, 8, 8, actual=points(2019, 3, 4, 6, 8, 8)),
        replace(debt_service(actual=points(2021, *["7.7"] * 4)), title="上限ちょうど"),
        replace(debt_service(actual=points(2021, *["25.0"] * 4)), title="基準ちょうど"),
        numeric("負の目標", "千円", -500, -500, -100, actual=points(2021, -500, -400)),
        numeric("等しい負の値", "千円", -5, -5, -5, actual=points(2021, -5, -5)),
        numeric(
            "桁の多い値",
            "千円",
            123456789012,
            134567890123,
            234567890123,
            actual=points(2021, 123456789013, -123456789012),
        ),
        numeric(
            "桁の多い小数",
            "千円",
            "1234567890.123",
            "1234567890.123",
            "1234567890.124",
            places=3,
            actual=points(2024, "1234567890.123"),
        ),
        numeric("一点", "件", None, 5, 5, actual=points(2024, 5)),
        numeric("目標の年の0", "件", None, 0, 0, actual=points(2025, 0)),
    )

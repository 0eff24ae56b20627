"""progress-<year>: one row per indicator with its verdict for one fiscal year."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch

from indicators.domain.marked_text import without_marks
from indicators.domain.series import JudgedYear
from indicators.domain.vocabulary import Kind
from indicators.editions import Indicators
from indicators.exports.cells import in_portions, shown
from indicators.exports.columns import (
    BASELINE_VALUE,
    DIRECTION,
    INDICATOR_CODE,
    INDICATOR_NAME,
    KIND,
    LEVEL,
    MISSING_REASON,
    OF_THE_INDICATOR,
    PERCENT,
    TARGET_ARROW,
    TARGET_VALUE,
    UNIT,
    VALUE,
)
from indicators.models import AnnualValue, Indicator
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Row, Table
from sunagawa_plan.lib.tables.dataset import (
    FISCAL_YEAR,
    FISCAL_YEAR_WAREKI,
    Dataset,
    Datatype,
    column,
)

_CHANGE = "指標の単位。割合の指標ではポイント"

DATASET = Dataset(
    "progress",
    "進捗の評価",
    (
        INDICATOR_CODE,
        INDICATOR_NAME,
        UNIT,
        KIND,
        DIRECTION,
        FISCAL_YEAR,
        FISCAL_YEAR_WAREKI,
        BASELINE_VALUE,
        column(
            "target_fiscal_year",
            "目標年度",
            "その年度の評価に使う目標の年度。目標がないときは空欄",
            datatype=Datatype.INTEGER,
            unit="年度",
        ),
        TARGET_VALUE,
        TARGET_ARROW,
        column(
            "plan_line_value",
            "計画線の値",
            "現状値と目標値を直線で結んだ線の、その年度の値。方向目標と、目標がないときは空欄",
            datatype=Datatype.DECIMAL,
            unit=OF_THE_INDICATOR,
        ),
        VALUE,
        MISSING_REASON,
        LEVEL,
        column("label", "評価", "評価の日本語の言葉。例: やや遅れ", is_required=True),
        column("note", "注記", "評価に付く注記、算定されない理由、値に付けた公開の注記"),
        column(
            "change_from_baseline",
            "現状値との差",
            "値から現状値を引いた差。どちらかがないときは空欄",
            datatype=Datatype.DECIMAL,
            unit=_CHANGE,
        ),
        column(
            "change_from_previous",
            "前年度との差",
            "値から前年度の値を引いた差。どちらかがないときは空欄",
            datatype=Datatype.DECIMAL,
            unit=_CHANGE,
        ),
        column(
            "attainment_rate",
            "達成率",
            "（値−現状値）÷（目標値−現状値）。意味を持たない指標では空欄",
            datatype=Datatype.DECIMAL,
            unit=PERCENT,
        ),
    ),
    about="1つの年度の評価です。1行が1つの指標です。値がない指標も、その理由とともに載せています。",
    key=("indicator_code",),
)


def progress_table(indicators: Indicators, fiscal_year: int, today: date) -> Table:
    """Return one year of every indicator, judged as seen on a day."""
    year = FiscalYear(fiscal_year)
    return Table(
        f"{DATASET.name}-{year.start}",
        f"{DATASET.title}（{year.wareki}）",
        DATASET.columns,
        _rows(indicators, fiscal_year, today),
    )


def _rows(indicators: Indicators, fiscal_year: int, today: date) -> Iterator[Row]:
    # The year before is all that a year's own row looks back to.
    years = AnnualValue.objects.filter(fiscal_year__in=(fiscal_year - 1, fiscal_year))
    needed = ("targets", Prefetch("annual_values", years))
    for indicator in in_portions(
        indicators, lambda chosen: chosen.with_place().prefetch_related(*needed)
    ):
        yield _row(indicator, indicator.series(today).year(fiscal_year))


def _row(indicator: Indicator, year: JudgedYear) -> Row:
    verdict = year.verdict
    return (
        indicator.code,
        without_marks(indicator.name),
        indicator.unit,
        year.kind.value if year.kind else None,
        indicator.direction,
        year.fiscal_year.start,
        year.fiscal_year.wareki,
        shown(indicator.baseline_value, indicator.decimal_places),
        *_target_cells(year, indicator.decimal_places),
        year.value,
        year.missing_reason.value if year.missing_reason else None,
        verdict.level.value,
        verdict.label,
        _note(year),
        year.change_from_baseline,
        year.change_from_previous,
        year.attainment_rate,
    )


def _target_cells(year: JudgedYear, places: int) -> Row:
    """Return year, value and arrow of the target in force, and the plan line beside it."""
    target = year.target
    if target is None:
        # A line through the baseline alone would promise what nobody planned.
        return (None, None, None, None)
    return (
        target.fiscal_year,
        shown(target.value, places),
        target.arrow.label if target.arrow else None,
        # An arrow asks for movement; a level line through the baseline would say the opposite.
        None if year.kind is Kind.TREND else year.plan_line,
    )


def _note(year: JudgedYear) -> str:
    """Join what the verdict notes with what was published beside the value or its absence."""
    texts = [year.verdict.note]
    if year.fact:
        texts += [year.fact.missing_detail, year.fact.note]
    return "／".join(text for text in texts if text)

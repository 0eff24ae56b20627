"""indicators: one row per indicator, as the plan defines it."""

from collections.abc import Iterator

from indicators.domain.marked_text import without_marks
from indicators.domain.vocabulary import MissingReason
from indicators.editions import Indicators
from indicators.exports.cells import in_portions, shown
from indicators.exports.columns import (
    BASELINE_VALUE,
    DIRECTION,
    INDICATOR_CODE,
    INDICATOR_NAME,
    UNIT,
)
from indicators.models import Indicator
from indicators.models.indicator import IndicatorQuerySet
from sunagawa_plan.lib.tables import Row, Table
from sunagawa_plan.lib.tables.dataset import CodeList, Dataset, Datatype, column

DATASET = Dataset(
    "indicators",
    "指標一覧",
    (
        INDICATOR_CODE,
        column("policy_code", "施策番号", "例: 6-1", is_required=True),
        column("policy_title", "施策", "計画書に書かれた施策の名前", is_required=True),
        column("basic_project_code", "基本事業番号", "例: 6-1-2", is_required=True),
        column(
            "basic_project_title",
            "基本事業",
            "計画書に書かれた基本事業の名前",
            is_required=True,
        ),
        INDICATOR_NAME,
        UNIT,
        column(
            "decimal_places",
            "小数の桁数",
            "値を表示し、評価する小数の桁数",
            datatype=Datatype.INTEGER,
            unit="桁",
            is_required=True,
        ),
        DIRECTION,
        column(
            "is_survey",
            "アンケート調査",
            "市民などへのアンケート調査による指標はtrue",
            datatype=Datatype.BOOLEAN,
            is_required=True,
        ),
        column(
            "baseline_fiscal_year",
            "現状値の年度",
            "年度が始まる西暦年",
            datatype=Datatype.INTEGER,
            unit="年度",
            is_required=True,
        ),
        BASELINE_VALUE,
        column(
            "baseline_missing_reason",
            "現状値がない理由",
            "現状値があるときは空欄",
            codes=CodeList.of(
                "baseline_missing_reason", "現状値がない理由", (MissingReason.NOT_MEASURED,)
            ),
        ),
        column("definition", "指標の説明", "計画書に書かれた説明。ないときは空欄"),
        column("department", "担当課", "指標を担当する課。決まっていないときは空欄"),
        column(
            "source_page",
            "冊子のページ",
            "計画書で施策が始まるページ",
            datatype=Datatype.INTEGER,
            unit="ページ",
        ),
    ),
    about="計画書に掲げた指標の一覧です。1行が1つの指標です。",
    key=("indicator_code",),
)


def indicators_table(indicators: Indicators) -> Table:
    """Return the given indicators, in their order."""
    return DATASET.table(_rows(indicators))


def _rows(indicators: Indicators) -> Iterator[Row]:
    for indicator in in_portions(indicators, IndicatorQuerySet.with_place):
        yield indicator_row(indicator)


def indicator_row(indicator: Indicator) -> Row:
    """Return an indicator's cells under the columns of the file."""
    project = indicator.basic_project
    department = indicator.department
    return (
        indicator.code,
        project.policy.code,
        without_marks(project.policy.title),
        project.code,
        without_marks(project.title),
        without_marks(indicator.name),
        indicator.unit,
        indicator.decimal_places,
        indicator.direction,
        indicator.is_survey,
        indicator.baseline_fiscal_year,
        shown(indicator.baseline_value, indicator.decimal_places),
        indicator.baseline_missing_reason,
        without_marks(indicator.definition),
        department.name if department else None,
        project.policy.source_page,
    )

"""values: the baseline of every indicator, then its annual values, one row each."""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from indicators.domain.marked_text import without_marks
from indicators.editions import Indicators
from indicators.exports.cells import CHUNK, in_portions, moment, shown, wareki
from indicators.exports.columns import INDICATOR_CODE, INDICATOR_NAME, MISSING_REASON, UNIT, VALUE
from indicators.models import AnnualValue, Indicator
from indicators.models.indicator import IndicatorQuerySet
from sunagawa_plan.lib.tables import Row, Table
from sunagawa_plan.lib.tables.dataset import (
    FISCAL_YEAR,
    FISCAL_YEAR_WAREKI,
    CodeList,
    Dataset,
    Datatype,
    column,
)

DATASET = Dataset(
    "values",
    "実績値",
    (
        INDICATOR_CODE,
        INDICATOR_NAME,
        UNIT,
        FISCAL_YEAR,
        FISCAL_YEAR_WAREKI,
        column(
            "value_kind",
            "値の種類",
            "計画書の現状値か、年度の実績値か",
            codes=CodeList(
                "value_kind",
                "値の種類",
                (
                    ("baseline", "計画書に書かれた現状値"),
                    ("annual", "年度ごとの実績値"),
                ),
            ),
            is_required=True,
        ),
        VALUE,
        MISSING_REASON,
        column(
            "is_provisional",
            "速報値",
            "速報値はtrue、確定値はfalse",
            datatype=Datatype.BOOLEAN,
            is_required=True,
        ),
        column(
            "sample_size",
            "回答者数",
            "アンケート調査の回答者数。不明なときは空欄",
            datatype=Datatype.INTEGER,
            unit="人",
        ),
        column("note", "注記", "公表する注記。算定されないときはその理由を含む"),
        column("source", "出典", "値のもとになった資料。分からないときは空欄"),
        column(
            "published_at",
            "公開日時",
            "ISO 8601形式の日本時間。現状値は空欄",
            datatype=Datatype.DATETIME,
        ),
    ),
    about="公開した値のすべてです。1行が、1つの指標の現状値か、1つの年度の実績値です。値がない年度は、理由を公開したものだけ載せています。",
    key=("indicator_code", "fiscal_year", "value_kind"),
)
# The model's own order would join the whole book again for every chunk.
_ANNUAL_VALUES = Prefetch("annual_values", AnnualValue.objects.order_by("fiscal_year"))


def values_table(indicators: Indicators) -> Table:
    """Return baseline and annual rows of the given indicators, in their order."""
    return DATASET.table(_rows(indicators))


def annual_values_table(annual_values: QuerySet[AnnualValue]) -> Table:
    """Return the given annual values only, under the same columns and in their own order."""
    return DATASET.table(_annual_rows(annual_values))


def _with_values(indicators: IndicatorQuerySet) -> IndicatorQuerySet:
    return indicators.with_place().prefetch_related(_ANNUAL_VALUES)


def _rows(indicators: Indicators) -> Iterator[Row]:
    for indicator in in_portions(indicators, _with_values):
        yield _baseline_row(indicator)
        for value in indicator.annual_values.all():
            yield _annual_row(indicator, value)


def _annual_rows(annual_values: QuerySet[AnnualValue]) -> Iterator[Row]:
    for value in annual_values.select_related("indicator").iterator(CHUNK):
        yield _annual_row(value.indicator, value)


def _baseline_row(indicator: Indicator) -> Row:
    page = indicator.basic_project.policy.source_page
    return (
        *_head(indicator, indicator.baseline_fiscal_year),
        "baseline",
        shown(indicator.baseline_value, indicator.decimal_places),
        indicator.baseline_missing_reason,
        False,
        indicator.baseline_sample_size,
        "",
        f"{indicator.plan.name} {page}ページ" if page else indicator.plan.name,
        None,
    )


def _annual_row(indicator: Indicator, annual: AnnualValue) -> Row:
    return (
        *_head(indicator, annual.fiscal_year),
        "annual",
        shown(annual.value, indicator.decimal_places),
        annual.missing_reason,
        annual.is_provisional,
        annual.sample_size,
        "／".join(text for text in (annual.missing_detail, annual.note) if text),
        annual.source,
        moment(annual.published_at),
    )


def _head(indicator: Indicator, year: int) -> Row:
    return (indicator.code, without_marks(indicator.name), indicator.unit, year, wareki(year))

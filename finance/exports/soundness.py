"""soundness: the ratios of every year in which any of them is known."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from finance.domain.soundness import RatioSeries, SharedRatios
from finance.domain.vocabulary import RatioMissingReason
from finance.models.soundness import SoundnessRatio, SoundnessRatioQuerySet
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import round_half_up
from sunagawa_plan.lib.tables import Row, Table
from sunagawa_plan.lib.tables.dataset import (
    FISCAL_YEAR,
    FISCAL_YEAR_WAREKI,
    CodeList,
    Dataset,
    Datatype,
    column,
)

_PERCENT = "%"

SOUNDNESS = Dataset(
    "soundness",
    "健全化判断比率と資金不足比率",
    (
        FISCAL_YEAR,
        FISCAL_YEAR_WAREKI,
        column("ratio_code", "比率コード", "比率を見分ける符号", is_required=True),
        column("ratio_name", "比率", "法律に定められた比率の名前", is_required=True),
        column(
            "value",
            "値",
            "公表する桁数の値。比率がないときは空欄",
            datatype=Datatype.DECIMAL,
            unit=_PERCENT,
        ),
        column(
            "missing_reason",
            "比率がない理由",
            "値があるときは空欄",
            codes=CodeList.of("ratio_missing_reason", "比率がない理由", RatioMissingReason),
        ),
        column(
            "early_soundness_threshold",
            "早期健全化基準",
            "値がこの基準以上だと計画の策定が必要。資金不足比率では経営健全化基準。登録がない年度は空欄",
            datatype=Datatype.DECIMAL,
            unit=_PERCENT,
        ),
        column(
            "fiscal_rebuilding_threshold",
            "財政再生基準",
            "基準がない比率では空欄",
            datatype=Datatype.DECIMAL,
            unit=_PERCENT,
        ),
        column("source", "出典", "値のもとになった資料。分からないときは空欄"),
    ),
    about="財政の健全さを示す、法律に定められた比率です。1行が、1つの年度の1つの比率です。",
    key=("fiscal_year", "ratio_code"),
)


def soundness_table(ratios: SoundnessRatioQuerySet, shared: SharedRatios) -> Table:
    """Return the published facts of the given ratios; shared ones come from the plan's indicators."""
    return SOUNDNESS.table(_published_rows(ratios, shared))


def soundness_table_of(ratios: Sequence[SoundnessRatio], shared: SharedRatios) -> Table:
    """Return ratios that were read with what was published of them, those of a past day."""
    return SOUNDNESS.table(_rows(ratios, shared))


def _rows(ratios: Iterable[SoundnessRatio], shared: SharedRatios) -> Iterator[Row]:
    series = [(ratio, ratio.series(shared)) for ratio in ratios]
    for year in sorted({year for _, each in series for year in each.facts}):
        for ratio, each in series:
            yield _row(ratio, each, year)


def _published_rows(ratios: SoundnessRatioQuerySet, shared: SharedRatios) -> Iterator[Row]:
    # Read when the first row is asked for, as all files are.
    yield from _rows(ratios.with_published(), shared)


def _row(ratio: SoundnessRatio, series: RatioSeries, year: int) -> Row:
    fact, line, places = series.fact(year), series.threshold(year), ratio.decimal_places
    return (
        year,
        FiscalYear(year).wareki,
        ratio.code,
        ratio.name,
        _shown(fact.value, places),
        fact.missing_reason.value if fact.missing_reason else None,
        _shown(line.early_soundness if line else None, places),
        _shown(line.fiscal_rebuilding if line else None, places),
        fact.source,
    )


def _shown(value: Decimal | None, places: int) -> Decimal | None:
    return None if value is None else round_half_up(value, places)

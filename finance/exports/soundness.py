"""soundness: the ratios of every year in which any of them is known."""

from collections.abc import Iterator
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
    Dataset,
    codes_in_words,
    column,
)

SOUNDNESS = Dataset(
    "soundness",
    "健全化判断比率と資金不足比率",
    (
        FISCAL_YEAR,
        FISCAL_YEAR_WAREKI,
        column("ratio_code", "比率コード"),
        column("ratio_name", "比率"),
        column("value", "値", "%。比率がないときは空欄"),
        column(
            "missing_reason",
            "比率がない理由",
            f"値があるときは空欄。{codes_in_words(*RatioMissingReason)}",
        ),
        column(
            "early_soundness_threshold",
            "早期健全化基準",
            "%。値がこの基準以上だと計画の策定が必要。資金不足比率では経営健全化基準。登録がない年度は空欄",
        ),
        column("fiscal_rebuilding_threshold", "財政再生基準", "%。基準がない比率では空欄"),
        column("source", "出典"),
    ),
)


def soundness_table(ratios: SoundnessRatioQuerySet, shared: SharedRatios) -> Table:
    """Return the published facts of the given ratios; shared ones come from the plan's indicators."""
    return SOUNDNESS.table(_rows(ratios, shared))


def _rows(ratios: SoundnessRatioQuerySet, shared: SharedRatios) -> Iterator[Row]:
    series = [(ratio, ratio.series(shared)) for ratio in ratios.with_published()]
    for year in sorted({year for _, each in series for year in each.facts}):
        for ratio, each in series:
            yield _row(ratio, each, year)


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

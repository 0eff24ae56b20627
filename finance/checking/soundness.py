"""The soundness ratios: their lines, the facts they share with a plan, the book's own figures."""

from collections.abc import Iterator

from finance.checking.places import page_of
from finance.domain.soundness import RatioSeries, SharedRatios
from finance.models import SoundnessRatio
from sunagawa_plan.lib.finding import Finding
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number

_PAGE = page_of(SoundnessRatio)


def check_soundness(shared: SharedRatios) -> Iterator[Finding]:
    """Check every ratio with its published values: three queries."""
    for ratio in SoundnessRatio.objects.with_published():
        if ratio.is_shared and ratio.code not in shared:
            yield Finding(
                f"健全化判断比率「{ratio}」",
                f"値を持つはずの指標{ratio.indicator_code}が、公開中の計画"
                f"「{ratio.plan_slug}」にありません。",
                f"{_PAGE}で計画と指標を直すか、計画を公開してください。",
            )
        series = ratio.series(shared)
        yield from _without_threshold(ratio, series)
        yield from _differs_from_print(ratio, series)


def _without_threshold(ratio: SoundnessRatio, series: RatioSeries) -> Iterator[Finding]:
    """A number without a line to hold it against; a ratio that does not arise needs none."""
    for year, fact in sorted(series.facts.items()):
        if fact.value is not None and series.threshold(year) is None:
            yield Finding(
                f"{ratio} {FiscalYear(year).full}",
                f"値がありますが、{ratio.threshold_name}の登録がありません。",
                f"{_PAGE}で、この年度の公表された基準値を入力してください。",
            )


def _differs_from_print(ratio: SoundnessRatio, series: RatioSeries) -> Iterator[Finding]:
    year, printed = ratio.printed_fiscal_year, ratio.printed_value
    if year is None or printed is None or year not in series.facts:
        return
    fact, places = series.facts[year], ratio.decimal_places
    shown = "値なし" if fact.value is None else format_number(fact.value, places)
    if shown != format_number(printed, places):
        where = f"指標{ratio.indicator_code}の実績値" if ratio.is_shared else _PAGE
        yield Finding(
            f"{ratio} {FiscalYear(year).full}",
            f"計画書の本文では{format_number(printed, places)}{ratio.unit}、"
            f"登録されている値は{shown}です。",
            f"{where}を確かめてください。公表値が訂正されたものなら、"
            f"{_PAGE}で「計画書の本文にある値」を空欄にしてください。",
        )

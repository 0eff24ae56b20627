"""The page of the soundness ratios, and what the dashboard says of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from finance.charts import ratio_series
from finance.domain.soundness import RatioFact, RatioSeries, Standing
from finance.domain.vocabulary import RatioMissingReason, SoundnessLevel
from finance.models import SoundnessRatio
from finance.pages.lent import Lender, Lent, PolicyLink, Word
from sunagawa_plan.lib.charts.series import IndicatorSeries
from sunagawa_plan.lib.charts.svg import ChartPair, chart_pair
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_number

# Shape, word and colour of the portal's levels; what is not known is not judged.
_LOOKS = {
    SoundnessLevel.SOUND: "on_track",
    SoundnessLevel.NOT_ARISEN: "on_track",
    SoundnessLevel.EARLY_SOUNDNESS: "behind",
    SoundnessLevel.FISCAL_REBUILDING: "worse",
    SoundnessLevel.NO_THRESHOLD: "unjudged",
}
_WAITING = frozenset({RatioMissingReason.AWAITING_ENTRY, RatioMissingReason.AWAITING_PUBLICATION})
_REASONS = {
    RatioMissingReason.SURPLUS: "黒字のため、赤字の割合を示すこの比率は生じていません。",
    RatioMissingReason.NOT_CALCULATED: (
        "将来の負担に充てられる財源が負担の額を上回るため、この比率は算定されません。"
    ),
    RatioMissingReason.NO_SHORTFALL: "資金の不足がないため、この比率は生じていません。",
    RatioMissingReason.AWAITING_PUBLICATION: "まだ公表されていません。",
    RatioMissingReason.AWAITING_ENTRY: "まだ公表されていません。",
}


@dataclass(frozen=True)
class RatioYear:
    """One year of a ratio; texts that do not apply are empty."""

    fiscal_year: FiscalYear
    value: str
    reason: str
    is_provisional: bool
    early_soundness: str
    fiscal_rebuilding: str
    distance: str
    level: str
    level_label: str
    sentence: str
    detail: str
    source: str


@dataclass(frozen=True)
class PlanValue:
    fiscal_year: FiscalYear
    value: str


@dataclass(frozen=True)
class RatioSection:
    """A ratio with its latest answer, its years, and what the plan says of it.

    latest is None while nothing is published. newer is a later year that is still waited for.
    """

    code: str
    name: str
    threshold_name: str
    word: Word | None
    latest: RatioYear | None
    newer: RatioYear | None
    years: tuple[RatioYear, ...]
    sources: tuple[str, ...]
    chart: ChartPair | None
    plan_values: tuple[PlanValue, ...]
    address: str

    @property
    def has_lines(self) -> bool:
        """Tell whether the lines of any of the years are known."""
        return any(year.early_soundness for year in self.years)

    @property
    def has_rebuilding_line(self) -> bool:
        return any(year.fiscal_rebuilding for year in self.years)


@dataclass(frozen=True)
class SoundnessPage:
    """All ratios; words are the plan's explanations of the law and its plans."""

    ratios: tuple[RatioSection, ...]
    sentence: str
    words: tuple[Word, ...]
    policies: tuple[PolicyLink, ...]

    @classmethod
    def from_ratios(cls, lend: Lender, *, is_sample: bool = False) -> Self:
        """Load what is published of all ratios, and what plans lend."""
        ratios, lent = published_ratios(lend)
        sections = tuple(
            ratio_section(ratio, lent, draws=True, is_sample=is_sample) for ratio in ratios
        )
        own = {ratio.glossary_term for ratio in ratios}
        return cls(
            ratios=sections,
            sentence=soundness_sentence(sections),
            words=tuple(word for term, word in lent.words.items() if term not in own),
            policies=lent.policies,
        )

    @property
    def is_empty(self) -> bool:
        return not any(section.latest for section in self.ratios)


def published_ratios(lend: Lender) -> tuple[Sequence[SoundnessRatio], Lent]:
    """Return all ratios with their published values, and what plans lend to them."""
    ratios = list(SoundnessRatio.objects.with_published())
    return ratios, lend(ratios)


def ratio_section(
    ratio: SoundnessRatio, lent: Lent, *, draws: bool, is_sample: bool = False
) -> RatioSection:
    """Return one ratio; the dashboard leaves out the drawing."""
    series = ratio.series(lent.ratios)
    years = tuple(_ratio_year(ratio, series, fact) for _, fact in sorted(series.facts.items()))
    answered = [
        year
        for year in years
        if series.facts[year.fiscal_year.start].missing_reason not in _WAITING
    ]
    latest = answered[-1] if answered else None
    drawn = ratio_drawing(ratio, lent, is_sample=is_sample) if draws else None
    targets = series.lent.targets if series.lent else ()
    return RatioSection(
        code=ratio.code,
        name=ratio.name,
        threshold_name=ratio.threshold_name,
        word=lent.words.get(ratio.glossary_term),
        latest=latest,
        newer=years[-1] if years and years[-1] is not latest else None,
        years=years,
        sources=tuple(dict.fromkeys(year.source for year in years if year.source)),
        chart=chart_pair(drawn) if drawn else None,
        plan_values=tuple(
            PlanValue(FiscalYear(point.fiscal_year), _percent(ratio, point.value))
            for point in targets
        ),
        address=series.lent.address if series.lent else "",
    )


def ratio_years(ratio: SoundnessRatio, lent: Lent, years: Iterable[int]) -> tuple[RatioYear, ...]:
    """Return the given years of a ratio; 未入力 for those of which nothing is published."""
    series = ratio.series(lent.ratios)
    return tuple(_ratio_year(ratio, series, series.fact(year)) for year in years)


def ratio_drawing(
    ratio: SoundnessRatio, lent: Lent, *, until: int | None = None, is_sample: bool = False
) -> IndicatorSeries | None:
    """Return a ratio as its chart shows it, up to a year; None while no year has a number."""
    series = ratio.series(lent.ratios)
    if until is not None:
        series = series.until(until)
    latest = series.latest
    return ratio_series(
        series,
        title=ratio.name,
        unit=ratio.unit,
        decimal_places=ratio.decimal_places,
        line_name=ratio.threshold_name,
        summary=_ratio_year(ratio, series, latest).sentence if latest else "",
        is_sample=is_sample,
    )


def soundness_sentence(sections: Sequence[RatioSection]) -> str:
    """Return the state of all ratios in a sentence."""
    answered = [section for section in sections if section.latest]
    if not answered:
        return "健全化判断比率は、まだ公開していません。"
    beyond = [s.name for s in answered if s.latest and s.latest.level in {"behind", "worse"}]
    if beyond:
        return f"{'、'.join(beyond)}が、法律の基準以上です。"
    if all(s.latest and s.latest.level == "on_track" for s in answered):
        return f"公開している{len(answered)}つの比率は、どれも法律の基準を下回っているか、生じていません。"
    return "公開している比率に、法律の基準以上のものはありません。"


def _ratio_year(ratio: SoundnessRatio, series: RatioSeries, fact: RatioFact) -> RatioYear:
    year = fact.fiscal_year
    line, standing = series.threshold(year), series.standing(year)
    waits = fact.missing_reason in _WAITING
    reason = fact.missing_reason.label if fact.missing_reason else ""
    distance = standing.to_early_soundness
    return RatioYear(
        fiscal_year=FiscalYear(year),
        value=_percent(ratio, fact.value),
        reason=reason,
        is_provisional=fact.is_provisional,
        early_soundness=_percent(ratio, line.early_soundness if line else None),
        fiscal_rebuilding=_percent(ratio, line.fiscal_rebuilding if line else None),
        distance="" if distance is None else _points(ratio, distance),
        level="unjudged" if waits else _LOOKS[standing.level],
        level_label=reason or standing.level.label.replace("早期健全化基準", ratio.threshold_name),
        sentence=_sentence(ratio, series, fact),
        detail=" ".join(text for text in (fact.detail, fact.note) if text),
        source=fact.source,
    )


def _sentence(ratio: SoundnessRatio, series: RatioSeries, fact: RatioFact) -> str:
    """Return a year's answer in plain words, with the distance to the lines of the law."""
    wareki = FiscalYear(fact.fiscal_year).wareki
    if fact.missing_reason is not None:
        return f"{wareki}は、{_REASONS[fact.missing_reason]}"
    line, standing = series.threshold(fact.fiscal_year), series.standing(fact.fiscal_year)
    said = f"{wareki}は{_percent(ratio, fact.value)}で、"
    if line is None:
        return f"{said}この年度の基準の登録はまだありません。"
    early = f"{ratio.threshold_name}{_percent(ratio, line.early_soundness)}"
    if standing.level is SoundnessLevel.FISCAL_REBUILDING:
        return f"{said}財政再生基準{_percent(ratio, line.fiscal_rebuilding)}以上です。"
    if standing.level is SoundnessLevel.EARLY_SOUNDNESS:
        return f"{said}{early}以上です。{_next_line(ratio, standing)}"
    return f"{said}{early}まで{_points(ratio, standing.to_early_soundness)}あります。"


def _next_line(ratio: SoundnessRatio, standing: Standing) -> str:
    further = standing.to_fiscal_rebuilding
    return "" if further is None else f"財政再生基準まで{_points(ratio, further)}です。"


def _percent(ratio: SoundnessRatio, value: Decimal | None) -> str:
    return "" if value is None else f"{format_number(value, ratio.decimal_places)}{ratio.unit}"


def _points(ratio: SoundnessRatio, distance: Decimal | None) -> str:
    return "" if distance is None else f"{format_number(distance, ratio.decimal_places)}ポイント"

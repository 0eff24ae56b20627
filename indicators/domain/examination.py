"""What to examine at a milestone, as questions to the people who know. Never a cause: the
figures do not tell why, and a report that guesses is believed."""

from collections.abc import Iterator
from fractions import Fraction

from indicators.domain.facts import IndicatorFacts
from indicators.domain.measure import Measure
from indicators.domain.milestones import Outcome
from indicators.domain.standing import Standing, Trend, is_slower
from indicators.domain.vocabulary import Kind, Level, MissingReason
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import format_change, round_half_up

_ABSENT = {
    MissingReason.NOT_DUE: "値が分かるのは翌年度の秋です。どの資料で、いつ確かめる予定でしょうか。",
    MissingReason.AWAITING_ENTRY: "値が登録されていません。いつ、どの資料で確かめられるでしょうか。",
    MissingReason.AWAITING_PUBLICATION: "公表を待っています。いつごろ公表される見込みでしょうか。",
    MissingReason.NO_SURVEY: "調査がありません。この年度の状況を、ほかの何で確かめるでしょうか。",
    MissingReason.NOT_CALCULABLE: (
        "値が算定されません。この指標の状況を、ほかの何で確かめるでしょうか。"
    ),
}


def questions_of(standing: Standing, facts: IndicatorFacts, measure: Measure) -> tuple[str, ...]:
    """Return what an indicator's figures give cause to ask, the most pressing first."""
    found = (
        *_on_the_year(standing),
        *_on_the_gap(standing, measure),
        *_on_the_trend(standing),
        *_on_missing_years(standing),
        *_on_the_measure(standing, facts),
        *_on_the_way_ahead(standing, facts, measure),
    )
    return tuple(dict.fromkeys(found))


def _on_the_year(standing: Standing) -> Iterator[str]:
    reason = standing.year.missing_reason
    if reason in _ABSENT:
        yield f"{standing.year.fiscal_year.wareki}の{_ABSENT[reason]}"


def _on_the_gap(standing: Standing, measure: Measure) -> Iterator[str]:
    if standing.outcome is Outcome.NOT_MET and standing.shortfall:
        gap = measure.distance(standing.shortfall)
        if standing.kind is Kind.BOUND:
            yield f"計画値を{gap}超えています。いつまでに、どこまで戻す見通しでしょうか。"
        else:
            yield f"目標まであと{gap}です。何を行えば、どこまで縮められる見込みでしょうか。"
    if standing.year.verdict.level is Level.WORSE:
        yield "基準より悪い値です。取組の内容と、目標の水準の、どちらを見直すべきでしょうか。"


def _on_the_trend(standing: Standing) -> Iterator[str]:
    span = _span(standing.trend_years)
    if standing.trend is Trend.WORSE:
        yield f"{span}は、悪いほうへ動いています。何が変わったのかを確かめているでしょうか。"
    elif standing.trend is Trend.FLAT and standing.kind is not Kind.MAINTAIN:
        yield f"{span}は、値が変わっていません。取組の結果が値に表れる指標になっているでしょうか。"
    elif standing.trend is Trend.MIXED and standing.outcome is not Outcome.MET:
        yield f"{span}は、上下しています。年度による違いの理由を説明できるでしょうか。"


def _on_missing_years(standing: Standing) -> Iterator[str]:
    missing = [year for year in standing.missing_years if year != standing.year.fiscal_year.start]
    if missing:
        named = "・".join(FiscalYear(year).short for year in missing)
        yield f"{named}の値がありません。あとから確かめられる記録は残っているでしょうか。"


def _on_the_measure(standing: Standing, facts: IndicatorFacts) -> Iterator[str]:
    if facts.baseline is None:
        yield "現状値（基準値）がありません。何を基準に変化を見るか、決めているでしょうか。"
    if standing.year.verdict.label == "誤差の範囲":
        yield "基準値との差が調査の誤差の目安に収まります。変化を確かめるには、何人の回答が要るでしょうか。"


def _on_the_way_ahead(standing: Standing, facts: IndicatorFacts, measure: Measure) -> Iterator[str]:
    following = standing.next_target
    if following is None:
        return
    year = FiscalYear(following.fiscal_year).wareki
    if is_slower(standing, facts.direction):
        made, needed = (
            _per_year(step, measure) for step in (standing.made_per_year, standing.needed_per_year)
        )
        yield (
            f"{year}の目標には1年当たり{needed}の動きが要り、これまでは1年当たり{made}でした。"
            "この先の見通しを、どのように立てているでしょうか。"
        )
    elif standing.outcome is Outcome.MET and _is_reached(standing, facts):
        yield f"{year}の目標にも、すでに届いています。目標の水準は、いまのままでよいでしょうか。"


def _is_reached(standing: Standing, facts: IndicatorFacts) -> bool:
    following, last = standing.next_target, standing.last
    if following is None or following.value is None or last is None or last.value is None:
        return False
    if standing.kind is not Kind.REACH:
        return False
    return facts.direction.sign * (last.value - facts.shown(following.value)) >= 0


def _per_year(step: Fraction | None, measure: Measure) -> str:
    # One place more than the indicator shows: a yearly step is a fraction of its figures.
    places = measure.places + 1
    return (
        format_change(round_half_up(step or Fraction(0), places), places) + measure.difference_unit
    )


def _span(years: tuple[int, ...]) -> str:
    if not years:
        return ""
    return f"{FiscalYear(years[0]).short}から{FiscalYear(years[-1]).short}までの値"

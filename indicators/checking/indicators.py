"""One indicator with its targets: complete, free of contradiction, fit to be judged."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from indicators.checking.places import page_of, place_of
from indicators.domain.measure import PERCENT_SIGNS
from indicators.loading.judging import why_unjudgeable
from indicators.models import Indicator, Target
from sunagawa_plan.lib.finding import Finding
from sunagawa_plan.lib.fiscal_year import year_in_words
from sunagawa_plan.lib.numerals import round_half_up

_HUNDRED = Decimal(100)


def check_indicator(indicator: Indicator) -> Iterator[Finding]:
    """Check an indicator whose place, milestones and targets are loaded."""
    findings = [*_baseline(indicator), *_milestones(indicator)]
    for target in indicator.targets.all():
        findings += [*refusals(target), *too_many_decimals(target, target.value, indicator)]
    findings += _share(indicator)
    yield from findings
    # What keeps the rules from judging has mostly been told, here or by the constraints.
    if findings or not _is_readable(indicator):
        return
    if problem := why_unjudgeable(indicator):
        yield Finding(
            place_of(indicator),
            f"評価できません。{problem}",
            f"{page_of(Indicator)}で、現状値、目標値、望ましい方向を確かめてください。",
        )


def _is_readable(indicator: Indicator) -> bool:
    """Tell whether the stored codes mean something, as the constraints and choices demand."""
    try:
        return bool(indicator.facts)
    except ValueError:
        return False


def refusals(row: Any) -> Iterator[Finding]:
    """Give what the row's own model would say if it were entered today."""
    try:
        row.clean()
    except ValidationError as error:
        for message in error.messages:
            yield Finding(place_of(row), message, f"{page_of(type(row))}で直してください。")
    except ValueError:
        # A code outside the choices: told by the constraints, and no rule can read it.
        return


def too_many_decimals(row: Any, value: Decimal | None, indicator: Indicator) -> Iterator[Finding]:
    """Give a finding for a number that is shown and judged otherwise than it is stored."""
    places = indicator.decimal_places
    if value is not None and round_half_up(value, places) != value:
        yield Finding(
            place_of(row),
            f"{value.normalize():f}は、表示する小数の桁数（{places}桁）より細かい値です。"
            f"{round_half_up(value, places)}と表示され、評価もその値で行われます。",
            f"{page_of(type(row))}で値を確かめるか、指標の「表示する小数の桁数」を増やしてください。",
        )


def _baseline(indicator: Indicator) -> Iterator[Finding]:
    yield from too_many_decimals(indicator, indicator.baseline_value, indicator)
    if indicator.baseline_sample_size and not indicator.is_survey:
        yield Finding(
            place_of(indicator),
            "アンケート調査ではない指標に、現状値の回答者数が入力されています。",
            f"{page_of(Indicator)}で回答者数を消すか、アンケート調査の印を付けてください。",
        )


def _milestones(indicator: Indicator) -> Iterator[Finding]:
    targeted = {target.fiscal_year for target in indicator.targets.all()}
    milestones = {milestone.fiscal_year for milestone in indicator.plan.milestones.all()}
    if not targeted:
        yield Finding(
            place_of(indicator),
            "目標が1つもありません。",
            f"{page_of(Target)}で、目標年度ごとに数値か矢印を入力してください。",
        )
        return
    for year in sorted(milestones - targeted):
        yield Finding(
            place_of(indicator),
            f"{year_in_words(year)}の目標がありません。",
            f"{page_of(Target)}で、この年度の数値か矢印を入力してください。",
        )
    for year in sorted(targeted - milestones):
        yield Finding(
            place_of(indicator),
            f"{year_in_words(year)}の目標がありますが、計画の目標年度ではありません。",
            f"{page_of(Target)}で年度を直すか、計画に目標年度を加えてください。",
        )


def _share(indicator: Indicator) -> Iterator[Finding]:
    """Only survey shares: other percentages (将来負担比率) may exceed 100 or fall below 0."""
    if not indicator.is_survey or indicator.unit not in PERCENT_SIGNS:
        return
    planned: list[tuple[Any, str, Decimal | None]] = [
        (indicator, "現状値", indicator.baseline_value)
    ]
    planned += [(target, "目標値", target.value) for target in indicator.targets.all()]
    for row, what, value in planned:
        if value is not None and not 0 <= value <= _HUNDRED:
            yield Finding(
                place_of(row),
                f"回答者の割合なのに、{what}{value.normalize():f}%が0%から100%の範囲を外れています。",
                f"{page_of(Indicator)}で{what}と単位を確かめてください。",
            )

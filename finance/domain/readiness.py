"""What must be put right before a year's settlement may stand on the public pages.

A published total that differs from its parts by what rounding explains needs a note; a larger
difference needs somebody to confirm it with a reason. Both are shown to readers.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from finance.domain.settlement import Settlement
from finance.domain.sums import SumCheck, SumResult
from finance.domain.vocabulary import Section
from sunagawa_plan.lib.numerals import format_change, format_number


@dataclass(frozen=True)
class Explanation:
    """What staff wrote beside an amount: a note, and why a total differs from its parts."""

    note: str = ""
    difference_reason: str = ""


@dataclass(frozen=True)
class Obstacle:
    """Something that stands in the way of publishing, and on which item's row to mend it."""

    code: str
    message: str


Explanations = Mapping[str, Explanation]
Naming = Callable[[str], str]


def obstacles(
    settlement: Settlement, year: int, explanations: Explanations, name: Naming
) -> tuple[Obstacle, ...]:
    """Return everything that must be put right; nothing when the year may be published.

    name gives the words for an item's code in the year.
    """
    return (
        *_unanswered(settlement, year, name),
        *_outside_life(settlement, year, name),
        *_differences(settlement, year, explanations, name),
    )


def difference_text(check: SumCheck) -> str:
    """Write a difference with both sides: 合計 100千円、内訳の計 99千円、差 +1千円."""
    if check.published is None or check.computed is None or check.difference is None:
        return check.result.label
    return (
        f"合計 {format_number(check.published, 0)}千円、"
        f"内訳の計 {format_number(check.computed, 0)}千円、"
        f"差 {format_change(check.difference, 0)}千円"
    )


def _unanswered(settlement: Settlement, year: int, name: Naming) -> Iterator[Obstacle]:
    for code in settlement.unanswered(year):
        yield Obstacle(
            code,
            f"「{name(code)}」が未入力です。金額か「金額がない理由」を入力してください。",
        )


def _outside_life(settlement: Settlement, year: int, name: Naming) -> Iterator[Obstacle]:
    for code in settlement.outside_life(year):
        yield Obstacle(
            code, f"「{name(code)}」は、この年度にはない項目です。金額を消してください。"
        )


def _differences(
    settlement: Settlement, year: int, explanations: Explanations, name: Naming
) -> Iterator[Obstacle]:
    for check in settlement.sum_checks(year):
        given = explanations.get(check.code, Explanation())
        told = f"「{name(check.code)}」が内訳の計と違います（{difference_text(check)}）。"
        if check.result is SumResult.ROUNDING and not _any(given):
            yield Obstacle(
                check.code,
                f"{told}端数処理による差であれば、そのことを注記に書いてください。",
            )
        if check.result is SumResult.DIFFERENT and not given.difference_reason:
            yield Obstacle(
                check.code,
                f"{told}端数では説明できません。金額を確かめ、正しければ"
                "「内訳の計と一致しない理由」を書いてください。",
            )
        if check.result is SumResult.EQUAL and given.difference_reason:
            yield Obstacle(
                check.code,
                f"「{name(check.code)}」は内訳の計と一致しています。"
                "「内訳の計と一致しない理由」を消してください。",
            )


def _any(given: Explanation) -> bool:
    return bool(given.note or given.difference_reason)


def sections_of(settlement: Settlement) -> tuple[Section, ...]:
    """Return the sections that the account has items of, in the order of the book."""
    return tuple(section for section in Section if settlement.tree.roots(section))

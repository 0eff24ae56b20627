"""Cautions about an amount that can be read but looks like a slip. They never block.

A factor is one of ten, a hundred or a thousand when the ratio to last year's amount lies within
0.7 to 1.4 times of it: yen typed for 千円, a digit too many. The same amount as last year looks
like a copy, except for funds, which often rest. Small amounts jump by nature and are left alone.
"""

from collections.abc import Iterator
from fractions import Fraction

from finance.domain.settlement import Settlement
from finance.domain.vocabulary import Section
from sunagawa_plan.lib.numerals import format_number

_FACTORS = (10, 100, 1000)
_LOW, _HIGH = Fraction(7, 10), Fraction(14, 10)
_SMALL_THOUSAND_YEN = 1_000


def cautions(settlement: Settlement, code: str, year: int) -> tuple[str, ...]:
    """Return what looks odd about an item's amount in a year, beside last year's."""
    now, before = settlement.thousand_yen(code, year), settlement.thousand_yen(code, year - 1)
    if now is None:
        return ()
    return (*_against_last_year(settlement, code, now, before), *_sign(now, before))


def balance_caution(settlement: Settlement, year: int) -> str:
    """Return a sentence where spending exceeds income, which a settlement rarely shows."""
    balance = settlement.balance(year)
    if balance is None or balance >= 0:
        return ""
    return (
        f"歳出総額が歳入総額より{format_number(-balance, 0)}千円多くなっています。"
        "金額を確かめてください。"
    )


def _against_last_year(
    settlement: Settlement, code: str, now: int, before: int | None
) -> Iterator[str]:
    if before is None or max(abs(now), abs(before)) < _SMALL_THOUSAND_YEN:
        return
    factor = _factor(now, before)
    if factor:
        yield (
            f"前年度（{format_number(before, 0)}千円）の約{factor}です。"
            "桁と単位（千円）を確かめてください。"
        )
    if now == before and settlement.tree[code].section is not Section.FUNDS:
        yield "前年度と同じ額です。前年度の額を写していないか確かめてください。"


def _factor(now: int, before: int) -> str:
    if not now or not before:
        return ""
    for factor in _FACTORS:
        if _LOW <= Fraction(now, before * factor) <= _HIGH:
            return f"{factor}倍"
        if _LOW <= Fraction(now * factor, before) <= _HIGH:
            return f"{factor}分の1"
    return ""


def _sign(now: int, before: int | None) -> Iterator[str]:
    if now < 0 and (before is None or before >= 0):
        yield "負の額（△）です。符号を確かめてください。"

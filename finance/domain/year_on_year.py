"""The year-on-year ratio (前年比): current ÷ previous × 100, one decimal, half-up.

Where the division says nothing, a word stands in its place, as government statistics do:

| previous \\ current | negative | 0 or 「-」     | positive      | not known |
|---------------------|----------|----------------|---------------|-----------|
| positive            | ratio    | 皆減           | ratio         | unknown   |
| 0 or 「-」          | none     | none           | 皆増          | unknown   |
| negative            | none     | none           | none          | unknown   |
| not known           | as printed in the book, else unknown             | unknown   |

A negative base has no ratio because it would turn the sign: from △10 to △5 is not 50 %.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from finance.domain.amounts import Amount
from finance.domain.vocabulary import YearOnYearState
from sunagawa_plan.lib.numerals import format_number, round_half_up

PLACES = 1


@dataclass(frozen=True)
class YearOnYear:
    """A ratio in percent with its state, or a state alone."""

    state: YearOnYearState
    ratio: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.ratio is not None) != (self.state in _WITH_RATIO):
            raise ValueError("前年比は、数値か、皆増・皆減などの語の、どちらか一方です。")

    @property
    def text(self) -> str:
        """Return what the column shows, without the unit: 103.8, 皆増, 皆減, －."""
        if self.ratio is not None:
            return format_number(self.ratio, PLACES)
        return self.state.label if self.state in _SPOKEN else "－"


_WITH_RATIO = frozenset({YearOnYearState.NUMBER, YearOnYearState.AS_PRINTED})
_SPOKEN = frozenset({YearOnYearState.NEWLY_ARISEN, YearOnYearState.CEASED})
_NONE = YearOnYear(YearOnYearState.NONE)
_UNKNOWN = YearOnYear(YearOnYearState.UNKNOWN)


def year_on_year(
    current: Amount | None, previous: Amount | None, printed: YearOnYear | None = None
) -> YearOnYear:
    """Return what the 前年比 column shows; None is an amount that nobody entered.

    printed, what the book gives, is used only where the previous year's amount is not known.
    """
    now = current.counted if current else None
    before = previous.counted if previous else None
    if now is None:
        return _UNKNOWN
    if before is None:
        return printed or _UNKNOWN
    if before > 0:
        return _ratio(now, before)
    return YearOnYear(YearOnYearState.NEWLY_ARISEN) if before == 0 and now > 0 else _NONE


def as_printed(ratio: Decimal | None, state: YearOnYearState | None) -> YearOnYear | None:
    """Return what the book prints in the column; None where it prints nothing."""
    if ratio is not None:
        return YearOnYear(YearOnYearState.AS_PRINTED, ratio)
    return YearOnYear(state) if state else None


def contradicts(printed: YearOnYear, computed: YearOnYear) -> bool:
    """Tell whether a printed ratio differs from a recomputed one; unknown contradicts nothing."""
    if computed.state in {YearOnYearState.UNKNOWN, YearOnYearState.AS_PRINTED}:
        return False
    return printed.text != computed.text


def _ratio(now: int, before: int) -> YearOnYear:
    if now == 0:
        return YearOnYear(YearOnYearState.CEASED)
    return YearOnYear(YearOnYearState.NUMBER, round_half_up(Fraction(now * 100, before), PLACES))

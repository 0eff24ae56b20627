"""Amounts of the settlement in 千円, and the plain arithmetic on them. Exact throughout."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from finance.domain.vocabulary import AmountMissingReason, Section
from sunagawa_plan.lib.numerals import round_half_up

_YEN = 1_000


@dataclass(frozen=True)
class Amount:
    """What one item shows in one year: an amount in 千円, or the reason why there is none.

    Raises ValueError (Japanese) for both and for neither: 0, 「-」 and a blank are three things.
    """

    thousand_yen: int | None
    missing_reason: AmountMissingReason | None = None

    def __post_init__(self) -> None:
        if (self.thousand_yen is None) == (self.missing_reason is None):
            raise ValueError("金額か、金額がない理由の、どちらか一方を入力してください。")

    @property
    def counted(self) -> int | None:
        """Return what the amount adds to a sum: nothing where the item did not exist.

        None means that nobody knows.
        """
        if self.missing_reason is not None and self.missing_reason.is_absence:
            return 0
        return self.thousand_yen


def absent(section: Section) -> Amount:
    """Return 「-」 of an item that does not exist in the year."""
    if section is Section.FUNDS:
        return Amount(None, AmountMissingReason.NO_SUCH_FUND)
    return Amount(None, AmountMissingReason.NO_SUCH_ITEM)


def share(part: int, whole: int) -> Decimal | None:
    """Return part ÷ whole in percent, one decimal, half-up; None where the whole is not positive.

    A part may be negative, or larger than a whole that holds negative parts. Shares are rounded
    one by one, so they may add up to 99.9 or 100.1.
    """
    return round_half_up(Fraction(part * 100, whole), 1) if whole > 0 else None


def per_inhabitant(thousand_yen: int, population: int) -> int:
    """Return an amount per inhabitant in whole yen, half-up. Raises ValueError without people."""
    if population <= 0:
        raise ValueError("人口は1人以上にしてください。")
    return int(round_half_up(Fraction(thousand_yen * _YEN, population), 0))

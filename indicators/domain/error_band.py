"""The error band of a survey: how far two shares may differ by chance alone (目安)."""

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from indicators.domain.facts import IndicatorFacts, Observation
from sunagawa_plan.lib.numerals import round_half_up

DEFAULT_POINTS = Fraction(3)
NINETY_FIVE_PERCENT = 196  # 1.96 standard errors, in percentage points


@dataclass(frozen=True)
class ErrorBand:
    """A half-width in points, kept as its exact square so that no root is rounded."""

    square: Fraction

    def contains(self, difference: Decimal) -> bool:
        """Tell whether a difference in points is smaller than the band; its edge is outside."""
        return Fraction(difference) ** 2 < self.square

    @property
    def shown(self) -> Decimal:
        """Return the half-width in points with two decimals, for display only."""
        with localcontext(prec=28):
            root = (Decimal(self.square.numerator) / Decimal(self.square.denominator)).sqrt()
        return round_half_up(root, 2)


def error_band(facts: IndicatorFacts, observation: Observation) -> ErrorBand | None:
    """Return the band around the baseline, or None where there is nothing to band.

    Rule: 196·√(p₀(1−p₀)/n₀ + p₁(1−p₁)/n₁) if both sample sizes are known, else 3.0 points.
    """
    if not facts.is_survey or facts.baseline is None:
        return None
    sizes = (facts.baseline_sample_size, observation.sample_size)
    if not all(sizes):
        return ErrorBand(DEFAULT_POINTS**2)
    shares = (Fraction(facts.baseline) / 100, Fraction(facts.shown(observation.value)) / 100)
    if not all(0 <= share <= 1 for share in shares):
        return ErrorBand(DEFAULT_POINTS**2)
    variance = sum(
        (share * (1 - share) / size for share, size in zip(shares, sizes, strict=True) if size),
        Fraction(0),
    )
    return ErrorBand(NINETY_FIVE_PERCENT**2 * variance)

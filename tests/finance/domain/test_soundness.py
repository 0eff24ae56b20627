from decimal import Decimal

import pytest

from finance.domain.soundness import RatioFact, RatioSeries, Threshold, standing
from finance.domain.vocabulary import RatioMissingReason, SoundnessLevel

DEBT_SERVICE = Threshold(Decimal(25), Decimal(35))
FUTURE_BURDEN = Threshold(Decimal(350))


def fact(value, year=2019):
    return RatioFact(year, Decimal(value))


@pytest.mark.parametrize(
    ("value", "threshold", "level"),
    [
        ("4.7", DEBT_SERVICE, "sound"),
        ("24.9", DEBT_SERVICE, "sound"),
        ("25.0", DEBT_SERVICE, "early_soundness"),
        ("34.9", DEBT_SERVICE, "early_soundness"),
        ("35.0", DEBT_SERVICE, "fiscal_rebuilding"),
        ("349.9", FUTURE_BURDEN, "sound"),
        ("1000.0", FUTURE_BURDEN, "early_soundness"),
        ("-1.0", DEBT_SERVICE, "sound"),
        ("4.7", None, "no_threshold"),
    ],
)
def test_reaching_a_line_is_on_its_wrong_side(value, threshold, level):
    assert standing(fact(value), threshold).level == level


def test_distance_is_in_points_below_the_line():
    found = standing(fact("4.7"), DEBT_SERVICE)

    assert (found.to_early_soundness, found.to_fiscal_rebuilding) == (
        Decimal("20.3"),
        Decimal("30.3"),
    )


def test_ratio_that_does_not_arise_stands_nowhere():
    surplus = RatioFact(2019, None, RatioMissingReason.SURPLUS)

    assert standing(surplus, DEBT_SERVICE).level is SoundnessLevel.NOT_ARISEN


def test_line_of_a_year_comes_before_that_of_every_year():
    own = Threshold(Decimal("13.97"), Decimal(20), 2022)
    series = RatioSeries({2022: fact("14.0", 2022)}, {None: DEBT_SERVICE, 2022: own})

    assert series.threshold(2022) is own
    assert series.threshold(2023) is DEBT_SERVICE
    assert series.standing(2022).level is SoundnessLevel.EARLY_SOUNDNESS


def test_year_that_nobody_entered_is_not_a_year_without_ratio():
    series = RatioSeries({2019: fact("4.7")}, {})

    assert series.fact(2020).missing_reason is RatioMissingReason.AWAITING_ENTRY
    assert series.latest == fact("4.7")


def test_fact_is_a_value_or_a_reason():
    with pytest.raises(ValueError, match="どちらか一方"):
        RatioFact(2019, None)

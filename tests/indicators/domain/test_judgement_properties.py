"""What must hold for any plan and any value, whatever the numbers."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.facts import IndicatorFacts, Observation
from indicators.domain.judgement import judge
from indicators.domain.targets import Target
from indicators.domain.vocabulary import Direction, Level

NUMBERS = st.decimals(-300, 300, places=2)
YEARS = st.integers(2021, 2030)
RANK = [Level.WORSE, Level.BEHIND, Level.ON_TRACK, Level.ACHIEVED]


def facts(direction: Direction, baseline: Decimal, interim: Decimal, final: Decimal, survey: bool):
    return IndicatorFacts(
        direction=direction,
        decimal_places=1,
        first_year=2021,
        last_year=2030,
        baseline_year=2019,
        baseline_value=baseline,
        targets=(Target(2025, interim), Target(2030, final)),
        is_survey=survey,
    )


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, YEARS, st.booleans())
def test_judge_is_the_same_seen_in_a_mirror(baseline, interim, final, value, year, survey):
    up = facts(Direction.HIGHER, baseline, interim, final, survey)
    down = facts(Direction.LOWER, -baseline, -interim, -final, survey)

    one, other = judge(up, year, Observation(value)), judge(down, year, Observation(-value))

    assert (one.level, one.label, one.note) == (other.level, other.label, other.note)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, YEARS, st.sampled_from(Direction))
def test_better_value_is_never_judged_worse(
    baseline, interim, final, value, other, year, direction
):
    own = facts(direction, baseline, interim, final, survey=False)
    worse, better = sorted((value, other), key=lambda number: direction.sign * number)

    levels = [judge(own, year, Observation(number)).level for number in (worse, better)]

    assert RANK.index(levels[0]) <= RANK.index(levels[1])


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, YEARS, st.sampled_from(Direction), st.booleans())
def test_what_is_judged_is_what_is_shown(baseline, interim, final, value, year, direction, survey):
    exact = facts(direction, baseline, interim, final, survey)
    shown = facts(direction, *(exact.shown(n) for n in (baseline, interim, final)), survey)

    one = judge(exact, year, Observation(value))
    other = judge(shown, year, Observation(exact.shown(value)))

    assert (one.level, one.label, one.note) == (other.level, other.label, other.note)

"""The days of a round, its first and last day included."""

from datetime import date

import pytest

from reporting.domain.deadlines import Period, Phase

PERIOD = Period(date(2026, 10, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("today", "phase"),
    [
        (date(2026, 9, 30), Phase.AHEAD),
        (date(2026, 10, 1), Phase.OPEN),
        (date(2026, 11, 22), Phase.OPEN),
        (date(2026, 11, 23), Phase.SOON_DUE),
        (date(2026, 11, 30), Phase.SOON_DUE),
        (date(2026, 12, 1), Phase.LATE),
    ],
)
def test_phase_by_day(today, phase):
    assert PERIOD.phase(today) is phase
    assert PERIOD.phase(today, is_closed=True) is Phase.CLOSED


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 11, 25), "2026年11月30日（月）まで（あと5日）"),
        (date(2026, 11, 30), "2026年11月30日（月）まで（今日まで）"),
        (date(2026, 12, 2), "2026年11月30日（月）まで（2日過ぎています）"),
    ],
)
def test_deadline_is_told_with_what_is_left(today, told):
    assert PERIOD.told(today) == told


def test_deadline_before_the_first_day_is_refused():
    with pytest.raises(ValueError, match="受付を始める日以降"):
        Period(date(2026, 10, 2), date(2026, 10, 1))

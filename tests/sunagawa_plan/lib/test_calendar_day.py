"""Days in both calendars, at the borders of the eras."""

from datetime import UTC, date, datetime

import pytest

from sunagawa_plan.lib.calendar_day import day_in_words, moment_in_words, month_in_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 26), "令和8年（2026年）11月26日"),
        (date(2020, 1, 1), "令和2年（2020年）1月1日"),
        (date(2019, 12, 31), "令和元年（2019年）12月31日"),
        (date(2019, 5, 1), "令和元年（2019年）5月1日"),
        (date(2019, 4, 30), "平成31年（2019年）4月30日"),
        (date(2019, 4, 1), "平成31年（2019年）4月1日"),  # though its fiscal year is 令和元年度
        (date(1990, 1, 1), "平成2年（1990年）1月1日"),
        (date(1989, 1, 8), "平成元年（1989年）1月8日"),
        (date(1989, 1, 7), "昭和64年（1989年）1月7日"),
        (date(1926, 12, 25), "昭和元年（1926年）12月25日"),
        (date(1926, 12, 24), "大正15年（1926年）12月24日"),
        (date(1912, 7, 30), "大正元年（1912年）7月30日"),
        (date(1912, 7, 29), "明治45年（1912年）7月29日"),
        (date(1873, 1, 1), "明治6年（1873年）1月1日"),
        (date(1872, 12, 31), "1872年12月31日"),
        (date(2200, 1, 1), "令和182年（2200年）1月1日"),
    ],
)
def test_day_is_named_by_the_era_it_lies_in(day: date, words: str) -> None:
    assert day_in_words(day) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2031, 10, 1), "令和13年（2031年）10月"),
        (date(2019, 5, 31), "令和元年（2019年）5月"),
        (date(2019, 4, 1), "平成31年（2019年）4月"),
    ],
)
def test_month_is_named_without_its_day(day: date, words: str) -> None:
    assert month_in_words(day) == words


def test_moment_is_told_in_its_own_time_zone() -> None:
    at = datetime(2019, 4, 30, 15, 5, tzinfo=UTC)
    assert moment_in_words(at) == "平成31年（2019年）4月30日 15:05"
    assert day_in_words(at) == "平成31年（2019年）4月30日"


def test_hour_has_no_leading_zero_and_minutes_have_one() -> None:
    assert moment_in_words(datetime(2026, 11, 26, 9, 5)) == "令和8年（2026年）11月26日 9:05"  # noqa: DTZ001 - told as it stands

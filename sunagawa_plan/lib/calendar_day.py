"""A day in both calendars, as the portal writes it for citizens: 令和8年（2026年）11月26日.

An era changes on a day, not on 1 January: 2019年4月30日 is 平成31年, the day after is 令和元年.
A fiscal year is named otherwise (fiscal_year.py). What programs read stays ISO 8601.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class _Era:
    name: str
    first_day: date
    first_year: int  # the calendar year of its 元年


# 明治 from 1873: until then Japan counted days by the moon, and no Gregorian day is one of its days.
_ERAS = (
    _Era("令和", date(2019, 5, 1), 2019),
    _Era("平成", date(1989, 1, 8), 1989),
    _Era("昭和", date(1926, 12, 25), 1926),
    _Era("大正", date(1912, 7, 30), 1912),
    _Era("明治", date(1873, 1, 1), 1868),
)


def day_in_words(day: date) -> str:
    """令和8年（2026年）11月26日; 1872年12月31日 before the eras count Gregorian days.

    A datetime is told by the day it names, in its own time zone.
    """
    return f"{month_in_words(day)}{day.day}日"


def month_in_words(day: date) -> str:
    """令和8年（2026年）11月"""
    return f"{_year_in_words(day)}{day.month}月"


def moment_in_words(at: datetime) -> str:
    """令和8年（2026年）11月26日 9:05, in the time zone of `at`."""
    return f"{day_in_words(at)} {at.hour}:{at.minute:02}"


def _year_in_words(day: date) -> str:
    plain = date(day.year, day.month, day.day)
    era = next((era for era in _ERAS if era.first_day <= plain), None)
    if era is None:
        return f"{day.year}年"
    year = day.year - era.first_year + 1
    return f"{era.name}{'元' if year == 1 else year}年（{day.year}年）"

"""?as_of= typed at the door."""

import datetime as dt

import pytest
from django.http import QueryDict

from sunagawa_plan.shared.as_of import DayNotShown, as_query, day_asked

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("query", "day"),
    [
        ("", None),
        ("as_of=", None),
        ("as_of=%20", None),
        ("as_of=2026-11-25", None),
        ("as_of=2026-11-24", dt.date(2026, 11, 24)),
        ("as_of=2024-02-29", dt.date(2024, 2, 29)),
        ("as_of=２０２６-11-24", dt.date(2026, 11, 24)),
        ("as_of=2026-11-01&as_of=2026-11-02", dt.date(2026, 11, 2)),
    ],
)
def test_day_asked(query, day):
    assert day_asked(QueryDict(query), TODAY) == day


@pytest.mark.parametrize(
    "text",
    ["2026-02-29", "2026-13-01", "20261124", "2026-W48-3", "昨日", "2026/11/24", "-", "0000-00-00"],
)
def test_what_is_no_day_is_refused_with_an_example(text):
    with pytest.raises(DayNotShown, match="「2026-11-25」のように"):
        day_asked({"as_of": text}, TODAY)


def test_a_day_to_come_is_refused():
    with pytest.raises(DayNotShown, match="令和8年（2026年）11月26日は、まだ来ていない日です"):
        day_asked({"as_of": "2026-11-26"}, TODAY)


def test_an_address_stays_on_its_day():
    assert day_asked(QueryDict(as_query(TODAY)[1:]), dt.date(2026, 12, 1)) == TODAY
    assert as_query(None) == ""

"""?as_of=2026-11-25: the day whose published content is asked for, typed at the door."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.http import Http404

from sunagawa_plan.lib.calendar_day import day_in_words
from sunagawa_plan.lib.spelling import fold_width, quote

PARAMETER = "as_of"
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class DayNotShown(Http404):
    """A day whose content cannot be shown; the message is Japanese and says why.

    To show today's content instead would be a lie that travels on in files.
    """


def day_asked(query: Mapping[str, Any], today: date) -> date | None:
    """Return the past day that a query string asks for; None is now, and today is now.

    Raises DayNotShown for what is no day, and for days to come.
    """
    text = fold_width(query.get(PARAMETER, ""))
    return read_past_day(text, today) if text else None


def read_past_day(text: str, today: date) -> date | None:
    """Return the day a text names, None for today. Raises DayNotShown."""
    day = _day(text)
    if day > today:
        raise DayNotShown(
            f"{day_in_words(day)}は、まだ来ていない日です。今日までの日を指定してください。"
        )
    return None if day == today else day


def as_query(day: date | None) -> str:
    """Return what an address needs to stay on a day: nothing for now."""
    return f"?{PARAMETER}={day.isoformat()}" if day else ""


def day_mark(day: date | None) -> str:
    """Return what a title says about a past day: （令和8年（2026年）11月25日現在）, nothing of now."""
    return f"（{day_in_words(day)}現在）" if day else ""


def name_mark(day: date | None) -> str:
    """Return what the plain name of a file says about a past day: -as-of-2026-11-25."""
    return f"-as-of-{day.isoformat()}" if day else ""


def robots_header(day: date | None) -> dict[str, str]:
    """Return the header that keeps a past day's file out of search engines."""
    return {"X-Robots-Tag": "noindex"} if day else {}


def _day(text: str) -> date:
    # fromisoformat alone reads other spellings too, such as 2026-W48-3.
    if _ISO_DAY.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise DayNotShown(
        f"日付{quote(text)}を読み取れません。「2026-11-25」のように、年-月-日で指定してください。"
    )

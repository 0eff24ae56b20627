"""Days on pages, in both calendars; the spelling is that of lib/calendar_day.py."""

from datetime import date, datetime

from django import template

from sunagawa_plan.lib import calendar_day

register = template.Library()


@register.filter(expects_localtime=True)
def day_in_words(day: date | None) -> str:
    """{{ page.last_published|day_in_words }}: 令和8年（2026年）11月26日; nothing of no day."""
    return calendar_day.day_in_words(day) if day else ""


@register.filter(expects_localtime=True)
def month_in_words(day: date | None) -> str:
    """{{ page.value_due|month_in_words }}: 令和8年（2026年）11月"""
    return calendar_day.month_in_words(day) if day else ""


@register.filter(expects_localtime=True)
def moment_in_words(at: datetime | None) -> str:
    """{{ page.changed_at|moment_in_words }}: 令和8年（2026年）11月26日 9:05"""
    return calendar_day.moment_in_words(at) if at else ""

"""The past, for tests: history that is older than the test."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.utils.timezone import make_aware
from simple_history.models import HistoricalChanges


def at(day: dt.date, hour: int = 12, minute: int = 0) -> dt.datetime:
    """Return a local time of a day."""
    return make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def age(moment: dt.datetime) -> None:
    """Let all that was done so far have been done at a moment."""
    for model in apps.get_models():
        if issubclass(model, HistoricalChanges) and hasattr(model, "history_date"):
            model.objects.update(history_date=moment)


def save_at(row: Any, moment: dt.datetime, **fields: Any) -> Any:
    """Save a row as if at a moment."""
    for name, value in fields.items():
        setattr(row, name, value)
    row._history_date = moment
    row.save()
    return row


def delete_at(row: Any, moment: dt.datetime) -> None:
    """Delete a row as if at a moment."""
    row._history_date = moment
    row.delete()

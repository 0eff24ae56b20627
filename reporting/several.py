"""One thing done with several entries: all of them, or none."""

from collections.abc import Callable, Iterable

from django.db import transaction

from reporting.models import Entry
from reporting.storing import OvertakenError


@transaction.atomic
def do_with_all(entries: Iterable[Entry], act: Callable[[Entry], Entry]) -> list[Entry]:
    """Return what became of the entries. Raises the first refusal, with its indicator's name."""
    return [_done(entry, act) for entry in entries]


def _done(entry: Entry, act: Callable[[Entry], Entry]) -> Entry:
    try:
        return act(entry)
    except OvertakenError as error:
        raise OvertakenError(f"{entry.indicator}：{error}") from error
    except ValueError as error:
        raise ValueError(f"{entry.indicator}：{error}") from error

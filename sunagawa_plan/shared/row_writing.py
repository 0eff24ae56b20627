"""Many rows of one model → database, a few hundred at a time, each with its history."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, count
from typing import Any

from django.db import transaction

from sunagawa_plan.shared.progress import WRITING, tell
from sunagawa_plan.shared.row_statements import keep_history, overwrite

_ROWS_AT_ONCE = 500

Write = Callable[[Sequence[Any]], object]


def create_rows(rows: Sequence[Any], *, user: Any = None) -> None:
    """Store new rows; who and why go into the history as when each is saved. Reasons: give_reason()."""

    def create(some: Sequence[Any]) -> None:
        type(some[0]).objects.bulk_create(some)
        keep_history(some, "+", user)

    _write([(rows, create)])


def update_rows(rows: Sequence[tuple[Any, tuple[str, ...]]], *, user: Any = None) -> None:
    """Store stored rows again, each given with the columns that changed; with history as above.

    Rows that change the same columns are written together. The rows must be locked.
    """
    alike = defaultdict(list)
    for row, columns in rows:
        alike[columns].append(row)
    _write([(some, _updater(columns, user)) for columns, some in alike.items()])


def _updater(columns: tuple[str, ...], user: Any) -> Write:
    def update(some: Sequence[Any]) -> None:
        overwrite(some, columns)
        keep_history(some, "~", user)

    return update


def _write(groups: Sequence[tuple[Sequence[Any], Write]]) -> None:
    total, portions = sum(len(rows) for rows, _ in groups), chain.from_iterable(map(_cut, groups))
    done = count(_ROWS_AT_ONCE, _ROWS_AT_ONCE)
    with transaction.atomic():
        for rows, write in portions:
            write(rows)
            tell(WRITING, min(next(done), total), total)


def _cut(group: tuple[Sequence[Any], Write]) -> Iterator[tuple[Sequence[Any], Write]]:
    rows, write = group
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        yield rows[start : start + _ROWS_AT_ONCE], write

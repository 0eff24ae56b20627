"""Rows → database, one save each so that history tells everything, and nothing over staff's work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from sunagawa_plan.shared.loading.archive import Archive
from sunagawa_plan.shared.loading.problems import PlanFileError
from sunagawa_plan.shared.loading.report import Tally
from sunagawa_plan.shared.loading.shelf import Name, Row, Shelf
from sunagawa_plan.shared.progress import WRITING, tell


def write_rows(
    rows: Sequence[Row], shelves: Sequence[Shelf], *, author: str, authors: frozenset[str]
) -> tuple[Tally, ...]:
    """Create and update rows as the files want them; must run inside a transaction.

    `shelves` stand parents first: the order of writing and of reporting. `author` becomes the
    change reason in the history; rows last changed under a reason outside `authors` are somebody
    else's and are kept. Raises PlanFileError for rows that their models refuse.
    """
    writer = _Writer(author, authors, len(rows))
    tallies = tuple(
        writer.write_shelf(shelf, [row for row in rows if row.shelf is shelf]) for shelf in shelves
    )
    if writer.problems:
        raise PlanFileError(writer.problems)
    return tallies


@dataclass
class _Writer:
    author: str
    authors: frozenset[str]
    total: int = 0
    done: int = 0
    problems: list[str] = field(default_factory=list)
    _archives: dict[Shelf, Archive] = field(default_factory=dict)
    _stored: dict[Row, models.Model] = field(default_factory=dict)

    def write_shelf(self, shelf: Shelf, rows: Sequence[Row]) -> Tally:
        archive = self._archives[shelf] = Archive(shelf, self.authors)
        archive.recall(
            self._archives[shelf.parent] if shelf.parent else None,
            {self._name(row) for row in rows},
        )
        tally = Tally(shelf.title)
        for row in rows:
            self._write(row, archive, tally)
            self.done += 1
            tell(WRITING, self.done, self.total)
        # Plans and departments stand side by side: those of other files are nobody's leftovers.
        if shelf.parent is not None:
            stored = [self._stored[row] for row in rows if row in self._stored]
            tally.left_over.extend(shelf.describe(each) for each in archive.left_over(stored))
        return tally

    def _write(self, row: Row, archive: Archive, tally: Tally) -> None:
        name = self._name(row)
        stored = archive.find(name)
        if stored is not None:
            self._stored[row] = stored
            self._update(stored, row, archive, tally)
        elif archive.was_taken_away(name) or not self._has_all_it_needs(row):
            tally.taken_away.append(row.shelf.describe(self._imagined(row)))
        else:
            self._create(row, archive, tally)

    def _create(self, row: Row, archive: Archive, tally: Tally) -> None:
        new = row.shelf.model(**self._resolved(row))
        if self._save(new, row):
            self._stored[row] = new
            archive.adopt(new, self._name(row))
            tally.new.append(new)

    def _update(self, stored: models.Model, row: Row, archive: Archive, tally: Tally) -> None:
        wanted = self._resolved(row)
        different = {name: value for name, value in wanted.items() if not _has(stored, name, value)}
        if not different:
            tally.unchanged += 1
        elif not archive.is_own(stored):
            tally.kept.append(row.shelf.describe(stored))
        else:
            for name, value in different.items():
                setattr(stored, name, value)
            if self._save(stored, row):
                tally.changed.append(stored)

    def _save(self, instance: Any, row: Row) -> bool:
        if found := _refusals(instance):
            self.problems.extend(f"{row.place}{problem}" for problem in found)
            return False
        instance._change_reason = self.author
        instance.save()
        return True

    def _imagined(self, row: Row) -> models.Model:
        """Return a row that will not be stored, below parents that may not be either: to name it."""
        values = {
            name: self._stored.get(value) or self._imagined(value)
            if isinstance(value, Row)
            else value
            for name, value in row.wanted.items()
        }
        return row.shelf.model(**values)

    def _resolved(self, row: Row) -> dict[str, Any]:
        return {
            name: self._stored.get(value) if isinstance(value, Row) else value
            for name, value in row.wanted.items()
        }

    def _name(self, row: Row) -> Name:
        """Return the keys from the root down to a row, other rows in them by primary key."""
        above = self._name(row.parent) if row.parent else ()
        return (*above, tuple(self._keyed(value) for value in row.key))

    def _keyed(self, value: Any) -> Any:
        if not isinstance(value, Row):
            return value
        stored = self._stored.get(value)
        return stored.pk if stored else None

    def _has_all_it_needs(self, row: Row) -> bool:
        """Tell whether the rows it points to are stored, or it can do without."""
        meta = row.shelf.model._meta
        return all(
            value in self._stored or meta.get_field(name).null
            for name, value in row.wanted.items()
            if isinstance(value, Row)
        )


def _has(stored: models.Model, name: str, value: Any) -> bool:
    if isinstance(value, models.Model):
        return getattr(stored, f"{name}_id") == value.pk
    column: Any = stored._meta.get_field(name)
    return bool(getattr(stored, column.attname) == value)


def _refusals(instance: models.Model) -> Iterable[str]:
    """Return what the model itself says against a row, with the names of its fields."""
    try:
        instance.full_clean()
    except ValidationError as error:
        return [
            f"{_title(instance, field_name)}{message}"
            for field_name, messages in error.message_dict.items()
            for message in messages
        ]
    return []


def _title(instance: models.Model, field_name: str) -> str:
    try:
        column: Any = instance._meta.get_field(field_name)
    except FieldDoesNotExist:
        return ": "
    return f" {column.verbose_name}（{field_name}）: "

"""What the database remembers of one shelf: its rows, their names of old, and who changed them last.

Names come from history too, so that a row that staff renamed is still known as what the files call
it, and a row that staff deleted is known to have been there.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from sunagawa_plan.shared.loading.shelf import Name, Shelf

_CREATED = "+"


@dataclass(frozen=True)
class _Change:
    kind: str
    reason: str | None


@dataclass
class Archive:
    """One shelf of one plan; `authors` are the change reasons of the loader's own writes."""

    shelf: Shelf
    authors: frozenset[str]
    rows: dict[int, models.Model] = field(default_factory=dict)
    names: dict[int, list[Name]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[Name, int] = field(default_factory=dict)
    _last: dict[int, _Change] = field(default_factory=dict)
    _first: dict[int, _Change] = field(default_factory=dict)

    def find(self, name: Name) -> models.Model | None:
        """Return the stored row of that name, present or former."""
        return self.rows.get(self._known.get(name, 0))

    def was_taken_away(self, name: Name) -> bool:
        """Tell whether somebody else deleted the row of that name, or moved it elsewhere."""
        change = self._last.get(self._known.get(name, 0))
        return change is not None and change.reason not in self.authors

    def is_own(self, row: models.Model) -> bool:
        """Tell whether the loader itself made the row's last change."""
        change = self._last.get(row.pk)
        return change is not None and change.reason in self.authors

    def adopt(self, row: models.Model, name: Name) -> None:
        """Take in a row that was just created, so that its children find it."""
        self.rows[row.pk] = row
        self._bears(row.pk, name)

    def left_over(self, wanted: Iterable[models.Model]) -> list[models.Model]:
        """Return the rows that the loader once made and that are not wanted any more."""
        kept = {row.pk for row in wanted}
        return [row for pk, row in self.rows.items() if pk not in kept and self._was_made(pk)]

    def _was_made(self, pk: int) -> bool:
        change = self._first.get(pk)
        return change is not None and change.kind == _CREATED and change.reason in self.authors

    def recall(self, parents: "Archive | None", roots: set[Name]) -> None:
        """Read rows and history: below the parents, or at the root the rows of the given names."""
        self._recall_history(parents)
        for pk, row in self._stored(parents).items():
            self.rows[pk] = row
            names = self._names_of(row, parents)
            for name in names:
                self._bears(pk, name)
        for pk in self.rows:
            # A present name outweighs what another row was called once.
            self._known[self.names[pk][-1]] = pk
        if parents is None:
            self._forget_others(roots)

    def _recall_history(self, parents: "Archive | None") -> None:
        records = self.shelf.model.history.order_by("history_id")  # type: ignore[attr-defined]
        if parents is not None:
            records = records.filter(**{f"{self.shelf.parent_field}_id__in": list(parents.names)})
        columns = ["id", "history_type", "history_change_reason", *self._key_columns]
        for record in records.only(*columns, *self._parent_columns):
            change = _Change(record.history_type, record.history_change_reason)
            self._first.setdefault(record.id, change)
            self._last[record.id] = change
            for name in self._names_of(record, parents):
                self._bears(record.id, name)

    def _stored(self, parents: "Archive | None") -> dict[int, models.Model]:
        rows = self.shelf.model._default_manager.order_by("pk")
        if parents is None:
            return {row.pk: row for row in rows}
        field = self.shelf.parent_field
        stored = {}
        for row in rows.filter(**{f"{field}__in": list(parents.rows)}):
            setattr(row, field, parents.rows[getattr(row, f"{field}_id")])
            stored[row.pk] = row
        return stored

    @property
    def _key_columns(self) -> list[str]:
        fields: list[Any] = [self.shelf.model._meta.get_field(name) for name in self.shelf.key]
        return [field.attname for field in fields]

    @property
    def _parent_columns(self) -> list[str]:
        return [f"{self.shelf.parent_field}_id"] if self.shelf.parent_field else []

    def _names_of(self, row: Any, parents: "Archive | None") -> list[Name]:
        key = tuple(getattr(row, column) for column in self._key_columns)
        if parents is None:
            return [(key,)]
        return [(*name, key) for name in parents.names[getattr(row, *self._parent_columns)]]

    def _bears(self, pk: int, name: Name) -> None:
        """Note a name, the latest last."""
        names = self.names[pk]
        if name in names:
            names.remove(name)
        names.append(name)
        self._known[name] = pk

    def _forget_others(self, roots: set[Name]) -> None:
        ours = {pk for pk, names in self.names.items() if roots.intersection(names)}
        self.rows = {pk: row for pk, row in self.rows.items() if pk in ours}
        self.names = defaultdict(list, {pk: self.names[pk] for pk in ours})

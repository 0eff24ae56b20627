"""The kinds of rows that files ask for, and one row as the files want it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

Name = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Shelf:
    """One model with the fields that name a row below its parent.

    `call` gives a row's name in reports, where its own text says too little.
    """

    model: type[models.Model]
    key: tuple[str, ...]
    parent: "Shelf | None" = None
    parent_field: str = ""
    call: Callable[[Any], str] = str

    @property
    def title(self) -> str:
        return str(self.model._meta.verbose_name)

    def describe(self, row: models.Model) -> str:
        """Return what a row is called in a report: its kind and its name."""
        return f"{self.title}「{self.call(row)}」"


@dataclass(frozen=True, eq=False)
class Row:
    """A row as the files want it; what is a row itself, in key or values, is a foreign key."""

    shelf: Shelf
    parent: "Row | None"
    key: tuple[Any, ...]
    values: dict[str, Any]
    place: str

    @property
    def wanted(self) -> dict[str, Any]:
        """Return every field that the files decide, key and parent among them."""
        fields = dict(zip(self.shelf.key, self.key, strict=True)) | self.values
        return fields | ({self.shelf.parent_field: self.parent} if self.parent else {})

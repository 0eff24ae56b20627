"""Rows of an uploaded table on their way into records: previewed cell by cell, all or none."""

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from import_export import resources
from import_export.instance_loaders import BaseInstanceLoader
from openpyxl.utils import get_column_letter

from sunagawa_plan.lib.uploads import RowError, UploadColumns
from sunagawa_plan.shared.row_changes import give_reason, written

# Under this key what was read of a row travels beside its cells.
READ = "\0read"
_FIRST_LINE = 2


class Reader(Protocol):
    """Reads one row that stands in a line of the file; RowError tells all its faults."""

    def read(self, cells: Mapping[str, Any], number: int) -> Any: ...


class StoredRows(BaseInstanceLoader):
    """All rows that the file may concern, fetched at once."""

    def __init__(self, resource: "UploadedRows", dataset: Any = None) -> None:
        super().__init__(resource, dataset)
        self.stored = resource.stored()

    def get_instance(self, row: Any) -> Any:
        return self.stored.get(self.resource.key_of(row[READ]))


class CellsDiff:
    """One row of the preview: whole cells, 旧 → 新, never single characters."""

    def __init__(self, resource: "UploadedRows", instance: Any, new: Any) -> None:
        self.new = new
        self.resource = resource
        self.left = self.right = self._read(instance)
        self.head: tuple[str, ...] = ()

    def compare_with(self, resource: "UploadedRows", instance: Any) -> None:
        self.right = self._read(instance)
        self.head = resource.head_of(instance)

    def as_html(self) -> list[str]:
        if self.left == self.right:
            return []
        changing = self.resource.changing
        cells = (self._cell(*pair) for pair in zip(changing, self.left, self.right, strict=True))
        return [*self.head, *cells]

    def _read(self, instance: Any) -> list[Any]:
        return [getattr(instance, name) for name in self.resource.changing]

    def _cell(self, name: str, old: Any, new: Any) -> str:
        field = self.resource._meta.model._meta.get_field(name)
        if self.new or old == new:
            return written(field, new) if new not in {None, "", False} else ""
        return format_html(
            "<del>{}</del> → <ins>{}</ins>", written(field, old), written(field, new)
        )


class UploadedRows(resources.ModelResource):
    """A file whose rows a reader reads; a row that says nothing new leaves no trace.

    columns are the file's headings, changing the columns of the record that a file may change,
    head the headings of what names a record in the preview.
    """

    columns: ClassVar[UploadColumns]
    changing: ClassVar[tuple[str, ...]]
    head: ClassVar[tuple[str, ...]]
    reader: Reader
    headings: tuple[str, ...] = ()

    def stored(self) -> Mapping[Any, Any]:
        """Return the stored records that the file may concern, by key."""
        raise NotImplementedError

    def key_of(self, read: Any) -> Any:
        """Return the key of the record that a row means; None for a row not to be imported."""
        raise NotImplementedError

    def head_of(self, instance: Any) -> tuple[str, ...]:
        """Return what names a record in the preview."""
        raise NotImplementedError

    def prepare(self) -> Reader:
        """Return the reader, once the headings are known to be right."""
        raise NotImplementedError

    def apply(self, instance: Any, read: Any, names: Any) -> None:
        """Take over what a row says; names are the columns that the file has."""
        raise NotImplementedError

    def get_diff_class(self) -> type:
        return CellsDiff

    def get_diff_headers(self) -> list[str]:
        return [*self.head, *(self.columns.titles[name] for name in self.changing)]

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Check the headings; with wrong ones no row is read at all."""
        try:
            self.columns.check(tuple(dataset.headers or ()))
        except ValueError:
            dataset.wipe()
            raise
        self.headings = tuple(dataset.headers)
        self.reader = self.prepare()

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Tell the page of the errors which sheet was read."""
        result.sheet = dataset.title

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        is_blank = all(cell is None for cell in row.values())
        try:
            line = kwargs["row_number"] + _FIRST_LINE - 1
            row[READ] = None if is_blank else self.reader.read(row, line)
        except RowError as error:
            raise ValidationError(self.titled(error.messages)) from error

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        if self.key_of(row[READ]) is not None:
            self.apply(instance, row[READ], row.keys())

    def skip_row(self, instance: Any, original: Any, row: Any, errors: Any = None) -> bool:
        if self.key_of(row[READ]) is None:
            return True
        return bool(super().skip_row(instance, original, row, errors))

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        give_reason(instance, self.reason(kwargs.get("file_name") or "名前なし"))

    def reason(self, file_name: str) -> str:
        """Return what the history says of the import."""
        return f"ファイルの取り込み：{file_name}"

    def titled(self, messages: Mapping[str, Any]) -> dict[str, Any]:
        """Return messages by the places and titles of their columns: C列 value（値）."""
        return {self._place(name): told for name, told in messages.items()}

    def _place(self, name: str) -> str:
        title = self.columns.titled(name)
        if name not in self.headings:
            return title
        return f"{get_column_letter(self.headings.index(name) + 1)}列 {title}"

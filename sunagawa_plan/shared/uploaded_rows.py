"""Rows of an uploaded table on their way into records: previewed cell by cell, all or none."""

from collections.abc import Mapping
from copy import copy
from typing import Any, ClassVar, Protocol

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.html import format_html
from import_export import resources
from import_export.instance_loaders import BaseInstanceLoader
from openpyxl.utils import get_column_letter

from sunagawa_plan.lib.uploads import RowError, UploadColumns
from sunagawa_plan.shared.change_ways import FILE_IMPORT
from sunagawa_plan.shared.progress import CHECKING, tell
from sunagawa_plan.shared.row_changes import give_reason, written
from sunagawa_plan.shared.row_writing import create_rows, update_rows
from sunagawa_plan.shared.upload_results import SHOWN_ROWS, RowOutcome, UploadResult

# Under this key what was read of a row travels beside its cells.
READ = "\0read"
_FIRST_LINE = 2
_CROSSED = (
    "同じ行がほかの操作で先に登録されたか、ファイルの中で重なっています。何も取り込んでいません。"
    "ファイルの中の重なりを確かめて、もう一度取り込んでください。"
)


class Reader(Protocol):
    """Reads one row that stands in a line of the file; RowError tells all its faults."""

    def read(self, cells: Mapping[str, Any], number: int) -> Any: ...


class StoredRows(BaseInstanceLoader):
    """All rows that the file may concern, fetched at once."""

    def __init__(self, resource: "UploadedRows", dataset: Any = None) -> None:
        super().__init__(resource, dataset)
        self.stored = resource.stored(dataset) if dataset else {}

    def get_instance(self, row: Any) -> Any:
        return self.stored.get(self.resource.key_of(row[READ]))


class UploadedRows(resources.ModelResource):
    """A file whose rows a reader reads; a row that says nothing new leaves no trace.

    columns are the file's headings, changing the columns of the record that a file may change and
    the preview shows, untold those that it may change besides; head are the headings of what names
    a record in the preview. A preview writes, and takes back, only where writes_in_preview is set:
    where the database, or what hangs on the rows, has a say of its own.
    """

    columns: ClassVar[UploadColumns]
    changing: ClassVar[tuple[str, ...]]
    untold: ClassVar[tuple[str, ...]] = ()
    head: ClassVar[tuple[str, ...]]
    writes_in_preview: ClassVar[bool] = False
    reader: Reader
    headings: tuple[str, ...] = ()

    class Meta:
        # No fields of import-export: what a row says is read, compared and applied here.
        fields = ()
        import_id_fields = ()
        instance_loader_class = StoredRows
        skip_diff = True
        report_skipped = False
        use_transactions = True
        use_bulk = True
        batch_size = None

    def __init__(self) -> None:
        super().__init__()
        self.rows = 0
        self.shown = 0
        self.before: tuple[Any, ...] = ()
        self.differing: tuple[str, ...] = ()
        self.is_new = self.is_preview = False
        self.changed_rows: list[tuple[Any, tuple[str, ...]]] = []
        self.written: list[int] = []
        self.told_columns: set[str] = set()
        self.user: Any = None

    def stored(self, dataset: Any) -> Mapping[Any, Any]:
        """Return the stored records that the file may concern, locked, by key."""
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

    def get_result_class(self) -> type:
        return UploadResult

    def get_row_result_class(self) -> type:
        return RowOutcome

    def get_diff_headers(self) -> list[str]:
        return [*self.head, *(self.columns.titles[self.column_of(name)] for name in self.changing)]

    def import_data(self, dataset: Any, dry_run: Any = False, **kwargs: Any) -> Any:  # noqa: FBT002
        self.is_preview = dry_run
        return super().import_data(dataset, dry_run, **kwargs)

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Check the headings; with wrong ones no row is read at all."""
        # The user behind Django's lazy stand-in, which would be asked anew for each of the rows.
        self.rows, self.user = len(dataset), copy(kwargs.get("user"))
        try:
            self.headings = self._recognised(dataset)
            self.reader = self.prepare()
            # Asked again inside the transaction: nobody can come in between any more.
            kwargs.get("refuse_overtaken", lambda: None)()
        except Exception:
            dataset.wipe()
            raise
        dataset.headers = list(self.headings)

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Tell the pages which sheet was read, and of the columns in which anything changes."""
        result.sheet = dataset.title
        names = [*self.head, *(name in self.told_columns for name in self.changing)]
        result.keep_columns([bool(name) for name in names])

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        number = kwargs["row_number"]
        tell(CHECKING, number, self.rows)
        is_blank = all(cell is None for cell in row.values())
        try:
            row[READ] = None if is_blank else self.reader.read(row, number + _FIRST_LINE - 1)
        except RowError as error:
            raise ValidationError(self.titled(error.messages)) from error

    def after_init_instance(self, instance: Any, *_: Any, **kwargs: Any) -> None:
        self.before, self.is_new = self._cells(instance), instance.pk is None

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        if self.key_of(row[READ]) is not None:
            self.apply(instance, row[READ], row.keys())

    def skip_row(self, instance: Any, original: Any, row: Any, errors: Any = None) -> bool:
        if self.key_of(row[READ]) is None:
            return True
        pairs = zip(self._columns, self.before, self._cells(instance), strict=True)
        self.differing = tuple(name for name, old, new in pairs if old != new)
        return not errors and not self.is_new and not self.differing

    def clean_cells(self, instance: Any) -> None:
        """Check what is new for lengths and digits, as the form does."""
        names = {field.name for field in instance._meta.fields if not field.is_relation}
        checked = names if self.is_new else names.intersection(self.differing)
        exclude = {field.name for field in instance._meta.fields} - checked
        try:
            instance.clean_fields(exclude=exclude)
        except ValidationError as error:
            raise ValidationError(self.titled(error.message_dict)) from error

    def validate_instance(self, instance: Any, *_: Any, **__: Any) -> None:
        """Check single cells; what concerns several of them the reader has checked."""
        self.clean_cells(instance)

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        give_reason(instance, self.reason(kwargs.get("file_name") or "名前なし"))
        if not self.is_new:
            self.changed_rows.append((instance, self.differing))

    def after_import_row(self, row: Any, row_result: Any, **kwargs: Any) -> None:
        """Write the row down for the preview, if that is one and not full yet."""
        if self.is_preview and not row_result.is_skip() and self.shown < SHOWN_ROWS:
            self.shown += 1
            row_result.diff = self._told(row_result.instance)

    def bulk_create(self, *_: Any, result: Any = None, **kwargs: Any) -> None:
        """Write the new rows; import-export calls this once, at the end."""
        created = list(self.create_instances)
        self._write(create_rows, self.create_instances, result)
        self.written += [row.pk for row in created]

    def bulk_update(self, *_: Any, result: Any = None, **kwargs: Any) -> None:
        """Write the changed rows; called once, at the end."""
        self.written += [row.pk for row, _ in self.changed_rows]
        self._write(update_rows, self.changed_rows, result)
        self.update_instances.clear()

    def reason(self, file_name: str) -> str:
        """Return what the history says of the import."""
        return f"{FILE_IMPORT}{file_name}"

    def titled(self, messages: Mapping[str, Any]) -> dict[str, Any]:
        """Return messages by the places and titles of their columns: C列 value（値）."""
        return {self.place_of(self.column_of(name)): told for name, told in messages.items()}

    def column_of(self, name: str) -> str:
        """Return the file's column of a field of the record."""
        return name

    def title_of(self, name: str) -> str:
        """Return a column's heading as its files have it."""
        return self.columns.titled(name)

    def shown_cell(self, name: str, value: Any) -> str:
        """Return one of the changing columns as it is written for people."""
        return written(self._meta.model._meta.get_field(name), value)

    def _recognised(self, dataset: Any) -> tuple[str, ...]:
        try:
            return self.columns.recognise(tuple(dataset.headers or ()))
        except ValueError as error:
            raise ValueError(f"{error}{dataset.which}") from error

    @property
    def _columns(self) -> tuple[str, ...]:
        return self.changing + self.untold

    def _cells(self, instance: Any) -> tuple[Any, ...]:
        return tuple(getattr(instance, name) for name in self._columns)

    def _told(self, instance: Any) -> list[str]:
        """Return one row of the preview: whole cells, 旧 → 新, never single characters."""
        pairs = [*zip(self.changing, self.before, self._cells(instance), strict=False)]
        self.told_columns.update(name for name, old, new in pairs if old != new)
        return [*self.head_of(instance), *(self._told_cell(*pair) for pair in pairs)]

    def _told_cell(self, name: str, old: Any, new: Any) -> str:
        if self.is_new or old == new:
            return self.shown_cell(name, new) if new not in {None, "", False} else ""
        return format_html(
            "<del>{}</del> → <ins>{}</ins>", self.shown_cell(name, old), self.shown_cell(name, new)
        )

    def _write(self, write: Any, rows: list[Any], result: Any) -> None:
        try:
            if not self.is_preview or self.writes_in_preview:
                write(rows, user=self.user)
        except IntegrityError:
            self.handle_import_error(result, ValueError(_CROSSED))
        finally:
            rows.clear()

    def place_of(self, name: str) -> str:
        """Return what people call a column: C列 value（値）."""
        title = self.title_of(name)
        if name not in self.headings:
            return title
        return f"{get_column_letter(self.headings.index(name) + 1)}列 {title}"

"""What became of an uploaded file: all of it counted, as much of it kept as a person would read."""

from itertools import compress
from typing import Any

from import_export.results import Result, RowResult

SHOWN_ROWS = 200


class RowOutcome(RowResult):
    """What became of one row; it needs no name of its own."""

    def add_instance_info(self, instance: Any) -> None:
        self.instance = instance


class UploadResult(Result):
    """Counts every row and keeps the first changed and the first wrong ones."""

    sheet = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.diff_headers: list[str] = []
        # What changes besides the rows themselves, in words.
        self.remarks: list[str] = []
        # What stays although the file says otherwise, in words.
        self.kept: list[str] = []

    def append_row_result(self, row_result: RowResult) -> None:
        is_fault = bool(row_result.errors)
        if len(self.rows) < SHOWN_ROWS or (is_fault and not self.row_errors()):
            super().append_row_result(row_result)

    def append_invalid_row(self, number: int, row: Any, validation_error: Any) -> None:
        if len(self.invalid_rows) < SHOWN_ROWS:
            super().append_invalid_row(number, {}, validation_error)

    def keep_columns(self, is_kept: list[bool]) -> None:
        """Leave out of the preview the columns in which no row says anything new."""
        self.diff_headers = list(compress(self.diff_headers, is_kept))
        for row in self.rows:
            row.diff = list(compress(row.diff or (), is_kept))

    @property
    def changed(self) -> list[RowResult]:
        """Return the rows to be shown as changes."""
        return [row for row in self.rows if row.is_new() or row.is_update()]

    @property
    def more_changed(self) -> int:
        """Return how many changed rows are only counted."""
        return int(self.totals["new"] + self.totals["update"]) - len(self.changed)

    @property
    def more_invalid(self) -> int:
        """Return how many wrong rows are only counted."""
        return int(self.totals["invalid"]) - len(self.invalid_rows)

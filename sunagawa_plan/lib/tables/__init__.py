"""Tables of the portal as files (CSV, xlsx, JSON), and the files offices send back as tables."""

from sunagawa_plan.lib.tables.csv_files import cp932_chunks, csv_chunks
from sunagawa_plan.lib.tables.escapes import single_line
from sunagawa_plan.lib.tables.json_files import json_chunks
from sunagawa_plan.lib.tables.shape import Cell, Column, Row, Sheet, Table, UploadError
from sunagawa_plan.lib.tables.upload import MAX_BYTES, TOO_LARGE, read_book, read_upload
from sunagawa_plan.lib.tables.xlsx_writer import xlsx_bytes

__all__ = [
    "MAX_BYTES",
    "TOO_LARGE",
    "Cell",
    "Column",
    "Row",
    "Sheet",
    "Table",
    "UploadError",
    "cp932_chunks",
    "csv_chunks",
    "json_chunks",
    "read_book",
    "read_upload",
    "single_line",
    "xlsx_bytes",
]

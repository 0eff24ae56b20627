"""The files offices upload, as import-export wants them."""

from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from import_export.formats.base_formats import Format
from tablib import Dataset

from sunagawa_plan.lib.tables import read_upload
from sunagawa_plan.shared.progress import READING, tell


class OfficeTable(Format):
    """CSV in any of the offices' encodings, or xlsx: told apart by content, never by name."""

    def __init__(self, encoding: str | None = None) -> None:
        """Take, and ignore, the encoding that import-export guesses."""

    def get_title(self) -> str:
        return "CSVまたはExcel"

    def get_extension(self) -> str:
        return "table"

    def can_import(self) -> bool:
        return True

    def create_dataset(self, in_stream: bytes) -> Dataset:
        """Return the table as import-export wants it; ValueError (Japanese) if there is none."""
        sheet = read_upload(
            in_stream,
            filename="アップロードしたファイル",
            told=lambda rows: tell(READING, rows),
        )
        if not sheet.rows:
            raise ValueError(
                "見出しの行だけで、取り込む行がありません。"
                f"見出しの下に1行ずつ値を入れたファイルを選んでください。{sheet.which}"
            )
        table = Dataset(*sheet.rows, headers=list(sheet.headers), title=sheet.title)
        table.which = sheet.which
        return table


def signed(name: str) -> str:
    """Return the name of a kept upload as a page may carry it."""
    return signing.dumps(name, salt="import")


def unsigned(carried: Any) -> str:
    """Return the name that signed() gave; ValidationError (Japanese) for anything else."""
    try:
        return str(signing.loads(carried, salt="import"))
    except signing.BadSignature as error:
        raise ValidationError("ファイルをもう一度選んでください。") from error

"""A workbook before it is opened: a zip archive whose parts are weighed and looked at, not trusted."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from sunagawa_plan.lib.tables.shape import UploadError

MAX_PARTS = 2_000
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
# Texts, styles and the list of sheets are held in memory as a whole; sheets are read row by row.
MAX_WHOLE_BYTES = 30 * 1024 * 1024
# Tables shrink to a tenth or so when packed; what shrinks to a hundredth and is large, is no table.
MAX_SHRINKING = 100
_SMALL_BYTES = 8 * 1024 * 1024
_CHUNK_BYTES = 1024 * 1024
_HEAD_BYTES = 64 * 1024
_LONGEST_TAG = 200

BROKEN = "Excelブックとして開けません。Excelで開いて、xlsx形式で保存し直してください。"
_TOO_LARGE = (
    "ブックが大きすぎます。必要な表だけを新しいブックに値で貼り付けて、保存し直してください。"
)
_NO_WORKBOOK = "Excelブック（xlsx）ではありません。ExcelブックかCSV形式で保存し直してください。"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]+)"')
# Workbooks define no entities; what does may grow without end while it is read.
_DEFINES_ENTITIES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


def check_parts(content: bytes) -> None:
    """Raise UploadError for what is no workbook, and for one that would not fit into memory.

    The sizes are those of the directory: zipfile never unpacks more of a part than that says.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_foreign(parts)
            _refuse_large(parts)
            _refuse_entities(_heads(archive, parts))
    except UploadError:
        raise
    except Exception as error:
        # A damaged archive makes zipfile and zlib fail in many ways.
        raise UploadError(BROKEN) from error


def merged_range(content: bytes, part: str) -> str:
    """Return the first range of merged cells of a sheet (A1:B2); nothing if there is none."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(part) as sheet:
        tail = b""
        while chunk := sheet.read(_CHUNK_BYTES):
            if found := _MERGED.search(tail + chunk):
                return found[1].decode()
            tail = chunk[-_LONGEST_TAG:]
    return ""


def _refuse_foreign(parts: Iterable[zipfile.ZipInfo]) -> None:
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise UploadError(_NO_WORKBOOK)


def _refuse_large(parts: list[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or total > MAX_UNPACKED_BYTES or any(map(_is_too_large, parts)):
        raise UploadError(_TOO_LARGE)


def _is_too_large(part: zipfile.ZipInfo) -> bool:
    if not part.filename.endswith((".xml", ".rels")):
        return False
    is_sheet = part.filename.startswith("xl/worksheets/")
    shrinking = part.file_size / max(part.compress_size, 1)
    is_bomb = part.file_size > _SMALL_BYTES and shrinking > MAX_SHRINKING
    return is_bomb or (not is_sheet and part.file_size > MAX_WHOLE_BYTES)


def _heads(archive: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo]) -> Iterator[bytes]:
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as opened:
                yield opened.read(_HEAD_BYTES)


def _refuse_entities(heads: Iterable[bytes]) -> None:
    if any(mark in head for head in heads for mark in _DEFINES_ENTITIES):
        raise UploadError(BROKEN)

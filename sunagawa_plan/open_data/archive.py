"""Everything in one zip archive, with a README: of the same content always the same bytes."""

from collections.abc import Iterator, Sequence
from io import RawIOBase
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sunagawa_plan.lib.downloads import FORMS
from sunagawa_plan.lib.tables.csvw import ENCODINGS
from sunagawa_plan.open_data.csvw import SUFFIX, file_metadata
from sunagawa_plan.open_data.json_text import json_bytes
from sunagawa_plan.open_data.readme import readme
from sunagawa_plan.open_data.shelves import Licence, Shelf, files_of
from sunagawa_plan.shared.public_files import sample_marked

README = "README.txt"


def archive_chunks(
    shelves: Sequence[Shelf], licence: Licence, documents: dict[str, bytes]
) -> Iterator[bytes]:
    """Stream the archive, one file in memory at a time.

    `documents` are further files by address (catalogue, API description). Paths inside are the
    addresses, so the metadata still stands beside its CSV file.
    """
    out = _Outlet()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in _members(shelves, licence, documents):
            archive.writestr(_member(name), content, ZIP_DEFLATED)
            yield out.take()
    yield out.take()


def _members(
    shelves: Sequence[Shelf], licence: Licence, documents: dict[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    yield README, readme(shelves, licence).encode("utf-8-sig")
    for shelf, file in files_of(shelves):
        for suffix, form in FORMS.items():
            address = file.address(suffix)
            yield address, b"".join(form.chunks(sample_marked(file.table())))
            if suffix in ENCODINGS:
                described = file_metadata(shelf, file, suffix, licence)
                yield f"{address}{SUFFIX}", json_bytes(described)
    yield from documents.items()


def _member(address: str) -> ZipInfo:
    # A bare ZipInfo is dated 1980: equal content is equal bytes.
    return ZipInfo(address.strip("/"))


class _Outlet(RawIOBase):
    """What a ZipFile writes to, front to back; each taking empties it."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._pending += content
        return len(content)

    def take(self) -> bytes:
        content = bytes(self._pending)
        self._pending.clear()
        return content

"""Where an uploaded file waits between its preview and its confirmation."""

from typing import Any
from uuid import uuid4

from import_export.tmp_storages import BaseStorage

from sunagawa_plan.shared.progress import folder


class KeptUpload(BaseStorage):
    """A file beside the database, readable by the portal alone; one never confirmed goes in a day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.name: str = options.get("name") or f"{uuid4().hex}.upload"

    def save(self, data: bytes) -> None:
        # The folder is the portal's alone.
        (folder() / self.name).write_bytes(data)

    def read(self) -> bytes:
        return (folder() / self.name).read_bytes()

    def remove(self) -> None:
        (folder() / self.name).unlink(missing_ok=True)

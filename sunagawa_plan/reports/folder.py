"""The folder in which PDFs of reports are kept; knows nothing of what is in them."""

import os
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """Return the folder, making it when it is missing."""
    path = Path(settings.REPORTS_DIR)
    path.mkdir(parents=True, exist_ok=True)
    return path


def folder_version(address: str) -> str:
    """Return what changes when a PDF is made, for the addresses that show or serve one."""
    if "/reports/" not in address:
        return ""
    try:
        return str(Path(settings.REPORTS_DIR).stat().st_mtime_ns)
    except OSError:
        return "none"


def replace_file(path: Path, content: bytes) -> None:
    """Write a file under another name, then put it in its place: nobody reads half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)

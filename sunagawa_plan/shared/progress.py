"""How far a long request has come, told to the page that waits for it.

One small file per request, outside of its transaction and seen by every worker. What does the work
knows nothing of requests: it tells the progress of the context it runs in, if there is one.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, time
from typing import Any
from uuid import UUID

from django.conf import settings

_SECONDS_BETWEEN = 0.2
_SECONDS_KEPT = 24 * 60 * 60
_SUFFIX = ".progress"

READING, CHECKING, WRITING = "読み取り", "確認", "保存"


@dataclass
class _Progress:
    path: Path
    told_at: float = 0.0

    def tell(self, step: str, done: int, total: int | None) -> None:
        now = monotonic()
        if now - self.told_at < _SECONDS_BETWEEN:
            return
        self.told_at = now
        unfinished = self.path.with_suffix(".new")
        unfinished.write_text(json.dumps({"step": step, "done": done, "total": total}))
        unfinished.replace(self.path)


_current: ContextVar[_Progress | None] = ContextVar("progress", default=None)


def tell(step: str, done: int, total: int | None = None) -> None:
    """Say that so many rows of a step are done; cheap enough to be called for every row."""
    if progress := _current.get():
        progress.tell(step, done, total)


@contextmanager
def told_under(user_key: Any, token: str) -> Iterator[None]:
    """Keep the progress of what runs inside under a token that the page made; none for no token."""
    try:
        path = _path(user_key, UUID(token))
    except ValueError:
        yield
        return
    clear_away()
    reset = _current.set(_Progress(path))
    try:
        yield
    finally:
        _current.reset(reset)
        path.unlink(missing_ok=True)


def read_progress(user_key: Any, token: UUID) -> dict[str, Any]:
    """Return step, done and total of a person's running request; empty before and after it."""
    try:
        return dict(json.loads(_path(user_key, token).read_text()))
    except (OSError, ValueError):
        return {}


def clear_away() -> None:
    """Remove what interrupted requests have left behind, once it is a day old."""
    for path in folder().iterdir():
        try:
            if time() - path.stat().st_mtime > _SECONDS_KEPT:
                path.unlink(missing_ok=True)
        except OSError:
            # Another worker was quicker.
            continue


def folder() -> Path:
    """Return the folder of running imports; only the portal's own user may look into it."""
    path = Path(settings.IMPORTS_DIR)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def _path(user_key: Any, token: UUID) -> Path:
    return folder() / f"{int(user_key)}-{token.hex}{_SUFFIX}"

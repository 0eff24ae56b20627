"""Large answers kept on disk by the name of what they were made from."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import IO

_CHUNK = 64 * 1024
# One per address under which the portal is known, and the last one that is still being read.
_MOST_KEPT = 4


def kept(path: Path, make: Callable[[], Iterator[bytes]]) -> Iterator[bytes]:
    """Yield what is kept at `path`; else what is made, keeping it when all of it was taken.

    A reader who leaves early leaves nothing behind. Where nothing can be written, the content is
    made for each reader.
    """
    try:
        stored = path.open("rb")
    except OSError:
        yield from _made(path, make())
        return
    with stored:
        while chunk := stored.read(_CHUNK):
            yield chunk


def _made(path: Path, chunks: Iterator[bytes]) -> Iterator[bytes]:
    draft = path.with_name(f"{path.name}.{token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = draft.open("xb")
    except OSError:
        yield from chunks
        return
    try:
        with file:
            is_whole = True
            for chunk in chunks:
                is_whole = is_whole and _is_written(file, chunk)
                yield chunk
        if is_whole:
            draft.replace(path)
            _forget_old(path)
    finally:
        draft.unlink(missing_ok=True)


def _is_written(file: IO[bytes], chunk: bytes) -> bool:
    """Write a chunk; a full disk is no reason to leave the reader without the rest."""
    try:
        return file.write(chunk) == len(chunk)
    except OSError:
        return False


def _forget_old(newest: Path) -> None:
    every = sorted(newest.parent.glob(f"*{newest.suffix}"), key=_age, reverse=True)
    for path in every[_MOST_KEPT:]:
        # Another worker may have been quicker.
        with suppress(FileNotFoundError):
            path.unlink()


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0

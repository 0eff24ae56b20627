"""One PDF at a time, outside the web worker; what became of each is written beside the PDFs.

The process that works holds a lock, which the operating system frees however the process ends:
a job that says it is running while nobody holds its lock was cut off.
"""

import fcntl
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import TypeVar

from sunagawa_plan.lib.labelled_code import LabelledCode
from sunagawa_plan.reports.documents import ReportName
from sunagawa_plan.reports.folder import folder, replace_file
from sunagawa_plan.reports.pdf import PdfUnavailableError, Tell

Made = TypeVar("Made")
Clock = Callable[[], datetime]

# How long a process that was started may take until it holds its lock.
_TO_BEGIN = timedelta(seconds=30)
_CUT_OFF = (
    "途中で止まりました（コンピューターの再起動などで処理が終わったようです）。"
    "もう一度始めてください。"
)
_NOT_BEGUN = (
    "処理が始まりませんでした。もう一度お試しください。続くときは、システムの担当者に"
    "「manage.py make_report」を実行してもらってください。"
)
_UNEXPECTED = (
    "作成中に思いがけない誤りが起きました（{problem}）。システムの担当者に、"
    "サーバーの記録を見てもらってください。"
)


class JobState(LabelledCode):
    """How far the making of a PDF has come."""

    QUEUED = "queued", "順番待ち"
    RUNNING = "running", "作成中"
    READY = "ready", "完了"
    FAILED = "failed", "失敗"


class AlreadyRunningError(Exception):
    """Somebody else makes the same report; the message is Japanese."""


@dataclass(frozen=True)
class Job:
    """The last time that a report's PDF was asked for; step says in Japanese how far it is."""

    state: JobState
    step: str
    started_at: datetime
    changed_at: datetime

    @property
    def is_open(self) -> bool:
        return self.state in {JobState.QUEUED, JobState.RUNNING}


def job_of(name: ReportName, now: datetime) -> Job | None:
    """Return what is known of a report's last job; a dead process counts as failed."""
    job = _read(name)
    if job is None or not job.is_open or _is_locked(name):
        return job
    # It may have ended between the two looks.
    job = _read(name) or job
    if not job.is_open:
        return job
    if job.state is JobState.QUEUED:
        if now - job.changed_at < _TO_BEGIN:
            return job
        return Job(JobState.FAILED, _NOT_BEGUN, job.started_at, job.changed_at)
    return Job(JobState.FAILED, _CUT_OFF, job.started_at, job.changed_at)


def queue(name: ReportName, now: datetime) -> None:
    """Note that a process was asked to make a report. Raises AlreadyRunningError."""
    job = job_of(name, now)
    if _is_locked(name) or (job and job.is_open):
        raise AlreadyRunningError(_busy(name))
    _write(name, Job(JobState.QUEUED, "処理を始めています", now, now))


def run(
    name: ReportName,
    make: Callable[[Tell], Made],
    clock: Clock,
    *,
    outcome: Callable[[Made], str] = lambda made: "できました",
) -> Made:
    """Make a report under its lock, one report after the other, and note how it goes.

    outcome says in Japanese what came of it.

    Raises AlreadyRunningError if another process makes the same one, and whatever `make` raises.
    """
    started = clock()

    def note(state: JobState, step: str) -> None:
        _write(name, Job(state, step, started, clock()))

    with _locked(name):
        try:
            note(JobState.QUEUED, "ほかの報告書ができるのを待っています")
            with _turn():
                note(JobState.RUNNING, "値を読み込んでいます")
                made = make(lambda step: note(JobState.RUNNING, step))
            note(JobState.READY, outcome(made))
        except PdfUnavailableError as problem:
            note(JobState.FAILED, str(problem))
            raise
        except Exception as problem:
            note(JobState.FAILED, _UNEXPECTED.format(problem=type(problem).__name__))
            raise
        return made


def _busy(name: ReportName) -> str:
    return f"{name}は、いま別の処理が作っています。終わるまでお待ちください。"


@contextmanager
def _locked(name: ReportName) -> Iterator[None]:
    with _lock_file(name.stem).open("w", encoding="utf-8") as lock:
        if not _take(lock):
            raise AlreadyRunningError(_busy(name))
        yield


@contextmanager
def _turn() -> Iterator[None]:
    with _lock_file("turn").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _take(lock: TextIOWrapper) -> bool:
    # Whoever looks at the state holds the lock for an instant.
    for _ in range(10):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.05)
        else:
            return True
    return False


def _is_locked(name: ReportName) -> bool:
    with _lock_file(name.stem).open("a", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def _lock_file(stem: str) -> Path:
    locks = folder() / "locks"
    locks.mkdir(exist_ok=True)
    return locks / f"{stem}.lock"


def _state_file(name: ReportName) -> Path:
    return _lock_file(name.stem).with_suffix(".state")


def _read(name: ReportName) -> Job | None:
    try:
        known = json.loads(_state_file(name).read_text("utf-8"))
        started, changed = (
            datetime.fromisoformat(known[field]) for field in ("started_at", "changed_at")
        )
        return Job(JobState(known["state"]), known["step"], started, changed)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(name: ReportName, job: Job) -> None:
    known = asdict(job) | {
        "started_at": job.started_at.isoformat(),
        "changed_at": job.changed_at.isoformat(),
    }
    replace_file(_state_file(name), json.dumps(known, ensure_ascii=False).encode())

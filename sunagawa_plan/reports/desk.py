"""What planners see of the PDFs: which there are, of which state, and how a new one is coming on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Self

from django.core.cache import cache
from django.utils import timezone

from indicators.editions import Edition
from indicators.models import Plan
from sunagawa_plan.freshness import content_version
from sunagawa_plan.lib.labelled_code import LabelledCode
from sunagawa_plan.reports.documents import ReportName, document_of
from sunagawa_plan.reports.index import report_names
from sunagawa_plan.reports.jobs import Job, JobState, job_of
from sunagawa_plan.reports.kept import KeptPdf, kept_pdf

_SECONDS_KEPT = 24 * 60 * 60


class PdfState(LabelledCode):
    """Whether a kept PDF still says what the report says."""

    NONE = "none", "なし"
    CURRENT = "current", "最新"
    OUTDATED = "outdated", "作成後に内容が変わりました"


@dataclass(frozen=True)
class DeskLine:
    """One report on the desk."""

    name: ReportName
    title: str
    pdf: KeptPdf | None
    state: PdfState
    job: Job | None

    @property
    def is_busy(self) -> bool:
        return self.job is not None and self.job.is_open

    @property
    def has_failed(self) -> bool:
        return self.job is not None and self.job.state is JobState.FAILED

    @classmethod
    def from_name(cls, name: ReportName, plan: Plan, now: datetime, *, is_sample: bool) -> Self:
        """Look at a report's PDF and its last job."""
        pdf = kept_pdf(name)
        return cls(
            name=name,
            title=str(name),
            pdf=pdf,
            state=_state(name, plan, pdf, is_sample=is_sample),
            job=job_of(name, now),
        )


@dataclass(frozen=True)
class DeskPlan:
    """A published plan with its reports."""

    plan: Plan
    lines: tuple[DeskLine, ...]


@dataclass(frozen=True)
class ReportDesk:
    """The page 報告書のPDF."""

    plans: tuple[DeskPlan, ...]

    @property
    def is_busy(self) -> bool:
        """Tell whether the page is worth asking for again in a moment."""
        return any(line.is_busy for own in self.plans for line in own.lines)

    @classmethod
    def now(cls, *, is_sample: bool = False) -> Self:
        """Look at all published plans."""
        return cls(tuple(_plans(is_sample=is_sample)))


def _plans(*, is_sample: bool) -> Iterator[DeskPlan]:
    now = timezone.localtime()
    for plan in Plan.objects.published():
        lines = (
            DeskLine.from_name(name, plan, now, is_sample=is_sample)
            for name in report_names(plan, now.date())
        )
        yield DeskPlan(plan, tuple(lines))


def _state(name: ReportName, plan: Plan, pdf: KeptPdf | None, *, is_sample: bool) -> PdfState:
    if pdf is None:
        return PdfState.NONE
    is_current = pdf.fingerprint == _fingerprint(name, plan, is_sample=is_sample)
    return PdfState.CURRENT if is_current else PdfState.OUTDATED


def _fingerprint(name: ReportName, plan: Plan, *, is_sample: bool) -> str:
    """Return what the report says now, worked out once for each state of the content."""
    today = timezone.localdate()
    state = blake2b(content_version().encode(), digest_size=16).hexdigest()
    key = f"report:{name.stem}:{today}:{state}"
    known: str | None = cache.get(key)
    if known is None:
        known = document_of(name, Edition(plan, today), is_sample=is_sample).fingerprint
        cache.set(key, known, _SECONDS_KEPT)
    return known

"""The PDFs that were made, kept on disk beside a note of what they hold.

A PDF is current while its fingerprint is that of the report as it would be made now. One that
said something else is kept under the time at which it was made, so that what was published once
can be read and cited for ever.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from django.utils.timezone import localtime

from sunagawa_plan.lib.calendar_day import day_in_words
from sunagawa_plan.reports.documents import ReportDocument, ReportName
from sunagawa_plan.reports.folder import folder, replace_file


@dataclass(frozen=True)
class KeptPdf:
    """A made PDF: where it lies, when it was made, what it holds."""

    path: Path
    made_at: datetime
    fingerprint: str
    pages: int
    size: int

    @property
    def stamp(self) -> str:
        """Return when it was made as it stands in addresses and names of files: 20261120-030000."""
        return f"{self.made_at.astimezone(UTC):%Y%m%d-%H%M%S}"

    @property
    def stays_on_offer(self) -> str:
        """Return why no new PDF is made while the report says what this one says."""
        day = day_in_words(localtime(self.made_at))
        return (
            f"内容は、{day}に作ったPDFから変わっていません。"
            "新しくは作らず、そのPDFを引き続き公開します。"
        )

    def is_current(self, document: ReportDocument) -> bool:
        """Tell whether the report still says what the PDF says."""
        return self.fingerprint == document.fingerprint


def kept_pdf(name: ReportName) -> KeptPdf | None:
    """Return the PDF kept of a report; None if there is none or it is half there."""
    return _read(folder() / f"{name.stem}.pdf")


def earlier_pdfs(name: ReportName) -> tuple[KeptPdf, ...]:
    """Return the PDFs of what a report said before, the latest first."""
    found = (_read(path) for path in folder().glob(f"{name.stem}@*.pdf"))
    return tuple(sorted((own for own in found if own), key=lambda own: own.made_at, reverse=True))


def keep(document: ReportDocument, content: bytes, pages: int, made_at: datetime) -> KeptPdf:
    """Put a PDF in the place of the one before: readers see the old or the new, never half."""
    path = folder() / f"{document.name.stem}.pdf"
    former = kept_pdf(document.name)
    if former and not former.is_current(document):
        _set_aside(former)
    # The note goes first: a new PDF may never stand beside the note of the former one as current.
    _note(path).unlink(missing_ok=True)
    return _write(KeptPdf(path, made_at, document.fingerprint, pages, len(content)), content)


def _set_aside(pdf: KeptPdf) -> None:
    path = pdf.path.with_name(f"{pdf.path.stem}@{pdf.stamp}.pdf")
    _write(replace(pdf, path=path), pdf.path.read_bytes())


def _write(pdf: KeptPdf, content: bytes) -> KeptPdf:
    known = asdict(pdf) | {"path": pdf.path.name, "made_at": pdf.made_at.isoformat()}
    replace_file(pdf.path, content)
    replace_file(_note(pdf.path), json.dumps(known, ensure_ascii=False).encode())
    return pdf


def _read(path: Path) -> KeptPdf | None:
    try:
        known = json.loads(_note(path).read_text("utf-8"))
        made_at = datetime.fromisoformat(known["made_at"])
        size = path.stat().st_size
        return KeptPdf(path, made_at, known["fingerprint"], int(known["pages"]), size)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _note(path: Path) -> Path:
    return path.with_suffix(".json")

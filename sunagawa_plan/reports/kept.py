"""The PDFs that were made, kept on disk beside a note of what they hold.

A PDF is current while its fingerprint is that of the report as it would be made now.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

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

    def is_current(self, document: ReportDocument) -> bool:
        """Tell whether the report still says what the PDF says."""
        return self.fingerprint == document.fingerprint


def kept_pdf(name: ReportName) -> KeptPdf | None:
    """Return the PDF kept of a report; None if there is none or it is half there."""
    path, note = _paths(name)
    try:
        known = json.loads(note.read_text("utf-8"))
        made_at = datetime.fromisoformat(known["made_at"])
        size = path.stat().st_size
        return KeptPdf(path, made_at, known["fingerprint"], int(known["pages"]), size)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(document: ReportDocument, content: bytes, pages: int, made_at: datetime) -> KeptPdf:
    """Put a PDF in the place of the one before: readers see the old or the new, never half."""
    path, note = _paths(document.name)
    pdf = KeptPdf(path, made_at, document.fingerprint, pages, len(content))
    known = asdict(pdf) | {"path": path.name, "made_at": made_at.isoformat()}
    # The note goes first: a new PDF may never stand beside the note of the former one as current.
    note.unlink(missing_ok=True)
    replace_file(path, content)
    replace_file(note, json.dumps(known, ensure_ascii=False).encode())
    return pdf


def _paths(name: ReportName) -> tuple[Path, Path]:
    return folder() / f"{name.stem}.pdf", folder() / f"{name.stem}.json"

"""Making a report's PDF and keeping it."""

from django.utils import timezone

from indicators.editions import Edition
from sunagawa_plan.reports.documents import ReportName, document_of
from sunagawa_plan.reports.jobs import run
from sunagawa_plan.reports.kept import KeptPdf, keep, kept_pdf
from sunagawa_plan.reports.pdf import Tell, write_pdf


def make_kept_pdf(
    name: ReportName,
    edition: Edition,
    *,
    address: str = "",
    is_sample: bool = False,
    anew: bool = False,
    tell: Tell = lambda step: None,
) -> KeptPdf:
    """Make a report's PDF and keep it, telling how far it has come.

    One that says what the report says stays as it is, with its day, unless it is asked for anew.
    Raises AlreadyRunningError and PdfUnavailableError.
    """

    asked_at = timezone.now()

    def make(note: Tell) -> KeptPdf:
        def both(step: str) -> None:
            note(step)
            tell(step)

        document = document_of(name, edition, is_sample=is_sample)
        former = kept_pdf(name)
        if former and former.is_current(document) and not anew:
            both(former.stays_on_offer)
            return former
        made_at = timezone.now()
        html = document.paper(made_at, address=address, is_sample=is_sample)
        pdf = write_pdf(html, both, base_url=address)
        both("保存しています")
        return keep(document, pdf.content, pdf.pages, made_at)

    def outcome(pdf: KeptPdf) -> str:
        return pdf.stays_on_offer if pdf.made_at < asked_at else "できました"

    return run(name, make, timezone.now, outcome=outcome)

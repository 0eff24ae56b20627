from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_safe

from indicators.editions import Edition
from indicators.models import Plan
from indicators.past_edition import edition_of
from sunagawa_plan.lib.downloads import FORMS, attachment
from sunagawa_plan.reports.documents import ReportKind, ReportName, document_of
from sunagawa_plan.reports.index import ReportsPage, report_name
from sunagawa_plan.reports.kept import KeptPdf, earlier_pdfs, kept_pdf
from sunagawa_plan.reports.workbooks import workbook_of
from sunagawa_plan.shared.as_of import day_asked, day_mark, name_mark, robots_header


@require_safe
def index(request: HttpRequest, plan: str) -> HttpResponse:
    chosen = get_object_or_404(Plan.objects.published(), slug=plan)
    page = ReportsPage.from_plan(chosen, localdate())
    return render(request, "reports/index.html", {"page": page})


@require_safe
def report(request: HttpRequest, plan: str, kind: ReportKind, fiscal_year: int) -> HttpResponse:
    """A report as a page, of now or of a past day; what it prints, the PDF prints."""
    name, edition = _report_or_404(request, plan, kind, fiscal_year)
    document = document_of(name, edition, is_sample=settings.SAMPLE_DATA)
    pdf = None if edition.as_of else kept_pdf(name)
    context = {
        "page": document.page,
        "body": document.body,
        "pdf": pdf,
        "is_current": pdf is not None and pdf.is_current(document),
        "name": name,
        "earlier": () if edition.as_of else _earlier_files(name),
    }
    return render(request, "reports/report.html", context)


@require_safe
def pdf(request: HttpRequest, plan: str, kind: ReportKind, fiscal_year: int) -> FileResponse:
    """The PDF that is kept of a report; it says itself of which day it is."""
    name, edition = _report_or_404(request, plan, kind, fiscal_year)
    kept = None if edition.as_of else kept_pdf(name)
    if kept is None:
        raise Http404("この報告書のPDFは、まだ作られていません。ページを印刷してお使いください。")
    return _file_of(kept, _disposition(name, edition, "pdf"))


@require_safe
def earlier_pdf(
    request: HttpRequest, plan: str, kind: ReportKind, fiscal_year: int, stamp: str
) -> FileResponse:
    """A PDF of what a report said before; search engines are to show the latest."""
    name, edition = _report_or_404(request, plan, kind, fiscal_year)
    kept = next((own for own in earlier_pdfs(name) if own.stamp == stamp), None)
    if kept is None:
        raise Http404("その日時に作ったPDFはありません。")
    response = _file_of(kept, _disposition(name, edition, "pdf", f"-{stamp}"))
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def xlsx(request: HttpRequest, plan: str, kind: ReportKind, fiscal_year: int) -> HttpResponse:
    """The report as a workbook to be printed and passed round, made as it is asked for."""
    name, edition = _report_or_404(request, plan, kind, fiscal_year)
    document = document_of(name, edition, is_sample=settings.SAMPLE_DATA)
    return HttpResponse(
        workbook_of(document, localtime(), is_sample=settings.SAMPLE_DATA),
        content_type=FORMS["xlsx"].content_type,
        headers={"Content-Disposition": _disposition(name, edition, "xlsx")}
        | robots_header(edition.as_of),
    )


def _earlier_files(name: ReportName) -> tuple[tuple[str, KeptPdf], ...]:
    return tuple((name.earlier_address(own.stamp), own) for own in earlier_pdfs(name))


def _file_of(kept: KeptPdf, disposition: str) -> FileResponse:
    response = FileResponse(kept.path.open("rb"), content_type="application/pdf")
    # FileResponse writes the name of the file on disk over the one it is given.
    response["Content-Disposition"] = disposition
    return response


def _report_or_404(
    request: HttpRequest, plan: str, kind: ReportKind, fiscal_year: int
) -> tuple[ReportName, Edition]:
    today = localdate()
    chosen = get_object_or_404(Plan.objects.published(), slug=plan)
    edition = edition_of(chosen, day_asked(request.GET, today), today)
    name = report_name(chosen, kind, fiscal_year, edition.day)
    if name is None:
        raise Http404("その年度の報告書は、まだありません。")
    return name, edition


def _disposition(name: ReportName, edition: Edition, suffix: str, stamp: str = "") -> str:
    mark, kanji = ("sample-", "【サンプル】") if settings.SAMPLE_DATA else ("", "")
    day = name_mark(edition.as_of)
    return attachment(
        f"{mark}{name.stem}{day}{stamp}.{suffix}",
        f"{kanji}{edition.plan.name}_{name}{day_mark(edition.as_of)}{stamp}.{suffix}",
    )

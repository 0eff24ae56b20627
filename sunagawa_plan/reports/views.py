from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from indicators.models import Plan
from indicators.pages.progress_report import report_years
from sunagawa_plan.reports.index import ReportsPage
from sunagawa_plan.reports.progress import ProgressReport


@require_safe
def index(request: HttpRequest, plan: str) -> HttpResponse:
    chosen = get_object_or_404(Plan.objects.published(), slug=plan)
    return render(
        request, "reports/index.html", {"page": ReportsPage.from_plan(chosen, localdate())}
    )


@require_safe
def progress(request: HttpRequest, plan: str, fiscal_year: int) -> HttpResponse:
    """The yearly report as a page; what it prints, the PDF prints."""
    chosen, today = get_object_or_404(Plan.objects.published(), slug=plan), localdate()
    if fiscal_year not in {own.start for own in report_years(chosen, today)}:
        raise Http404("その年度の進捗状況報告書は、まだありません。")
    page = ProgressReport.from_plan(chosen, fiscal_year, today, is_sample=settings.SAMPLE_DATA)
    return render(request, "reports/progress.html", {"page": page})

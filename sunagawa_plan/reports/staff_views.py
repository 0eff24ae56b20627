from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_POST, require_safe

from indicators.models import Plan
from sunagawa_plan.reports.desk import DeskLine, PdfState, ReportDesk
from sunagawa_plan.reports.documents import ReportName
from sunagawa_plan.reports.index import report_names
from sunagawa_plan.reports.jobs import AlreadyRunningError
from sunagawa_plan.reports.starting import start

# Whoever writes the plan's policies answers for its reports.
_planners_only = permission_required("indicators.change_policy", raise_exception=True)


@require_safe
@_planners_only
def report_desk(request: HttpRequest) -> HttpResponse:
    """The page 報告書のPDF: which there are, of which state, and what is being made."""
    desk = ReportDesk.now(is_sample=settings.SAMPLE_DATA)
    context = admin.site.each_context(request) | {"desk": desk, "title": "報告書のPDF"}
    return render(request, "admin/report_desk.html", context)


@require_POST
@_planners_only
def start_report(request: HttpRequest) -> HttpResponse:
    """Start the making of one PDF unless it would say the same, and lead back to the desk."""
    plan, name = _asked(request.POST.get("plan", ""), request.POST.get("report", ""))
    line = DeskLine.from_name(name, plan, localtime(), is_sample=settings.SAMPLE_DATA)
    if line.pdf and line.state is PdfState.CURRENT:
        messages.info(request, f"{name}：{line.pdf.stays_on_offer}")
        return redirect("report_desk")
    try:
        start(name, f"{request.scheme}://{request.get_host()}")
    except AlreadyRunningError as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, f"{name}のPDFを作り始めました。このページに進み具合が出ます。")
    return redirect("report_desk")


def _asked(slug: str, stem: str) -> tuple[Plan, ReportName]:
    plan = Plan.objects.published().filter(slug=slug).first()
    for name in report_names(plan, localdate()) if plan else ():
        if plan and name.stem == stem:
            return plan, name
    raise Http404("その報告書はありません。")

"""The soundness ratios of one year: shown, saved as drafts, published or corrected after a summary."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate, now

from finance.lent_ratios import lent_ratios
from finance.models import SoundnessRatio, SoundnessValue
from finance.publishing import REASON_NEEDED
from finance.ratio_publishing import publish_ratios
from finance.ratio_sheet import RatioSheet
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.fields import FIRST_SENSIBLE_YEAR, LAST_SENSIBLE_YEAR

_FORM = "admin/finance/soundnessratio/ratio_sheet.html"
_SUMMARY = "admin/finance/soundnessratio/summary.html"
VALUE_RIGHTS = ("finance.add_soundnessvalue", "finance.change_soundnessvalue")
_LINES = ("finance.add_soundnessthreshold", "finance.change_soundnessthreshold")
_PUBLISH_REASON = "健全化判断比率の公表"


def choose_ratio_year_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Lead to the chosen year, else to the one after the last that has values."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    asked = request.GET.get("fiscal_year", "")
    return HttpResponseRedirect(_address(int(asked) if asked.isdecimal() else _next_year()))


def ratio_sheet_view(model_admin: Any, request: HttpRequest, year: int) -> HttpResponse:
    """Show the year; on POST save what has changed, and publish if asked; all or nothing."""
    sheet = _open(model_admin, request, year)
    if request.method != "POST":
        return _page(model_admin, request, sheet)
    if not sheet.is_editable:
        raise PermissionDenied
    publishes = "publish" in request.POST
    reason = request.POST.get("change_reason", "").strip()
    if not sheet.is_valid():
        return _page(model_admin, request, sheet)
    if sheet.is_published and sheet.changed_rows and not reason:
        return _page(model_admin, request, sheet, problem=REASON_NEEDED)
    is_public = publishes or (sheet.is_published and bool(sheet.changed_rows))
    if is_public and "confirmed" not in request.POST:
        return _page(model_admin, request, sheet, template=_SUMMARY)
    try:
        done = _save(request, sheet, publishes=publishes, reason=reason)
    except (ValidationError, ValueError) as error:
        told = error.messages if isinstance(error, ValidationError) else [str(error)]
        return _page(model_admin, request, sheet, problem="".join(told))
    messages.success(request, f"{sheet.fiscal_year}の健全化判断比率：{done}。")
    return HttpResponseRedirect(_address(year))


def _open(model_admin: Any, request: HttpRequest, year: int) -> RatioSheet:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    if not FIRST_SENSIBLE_YEAR <= year <= LAST_SENSIBLE_YEAR:
        raise Http404("その年度はありません。")
    return RatioSheet(
        year,
        shared=lent_ratios(SoundnessRatio.objects.all()),
        is_editable=request.user.has_perms(VALUE_RIGHTS),
        has_lines=request.user.has_perms(_LINES),
        data=request.POST if request.method == "POST" else None,
    )


@transaction.atomic
def _save(request: HttpRequest, sheet: RatioSheet, *, publishes: bool, reason: str) -> str:
    was_published = sheet.is_published
    sheet.save(reason=reason)
    if not publishes:
        return "訂正を公開しました" if was_published else "下書きを保存しました"
    why = reason or _PUBLISH_REASON
    publish_ratios(fiscal_year=sheet.year, by=request.user, at=now(), reason=why)  # type: ignore[arg-type]
    return "公開しました"


def _page(
    model_admin: Any,
    request: HttpRequest,
    sheet: RatioSheet,
    *,
    template: str = _FORM,
    problem: str = "",
) -> HttpResponse:
    own = {"csrfmiddlewaretoken", "confirmed"}
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"健全化判断比率 {sheet.fiscal_year.full}",
        "opts": model_admin.opts,
        "sheet": sheet,
        "year": sheet.fiscal_year,
        "previous": FiscalYear(sheet.year - 1),
        "years": _years(sheet.year),
        "errors": [row for row in sheet.rows if row.form and row.form.errors],
        "problem": problem,
        "reason": request.POST.get("change_reason", ""),
        "publishes": "publish" in request.POST,
        "sent": [(name, value) for name, value in request.POST.items() if name not in own],
        "is_unbegun": localdate() < sheet.fiscal_year.first_day,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, template, context)


def _address(year: int) -> str:
    return reverse("admin:finance_soundnessratio_year", args=[year])


def _next_year() -> int:
    last = SoundnessValue.objects.order_by("-fiscal_year").first()
    return last.fiscal_year + 1 if last else FiscalYear.containing(localdate()).start - 1


def _years(shown: int) -> list[FiscalYear]:
    """Return the years to choose from: those stored, the next one, and the one shown."""
    stored = set(SoundnessValue.objects.values_list("fiscal_year", flat=True))
    latest = FiscalYear.containing(localdate()).start - 1
    offered = stored | {shown, max(stored, default=shown) + 1, latest}
    return [FiscalYear(year) for year in sorted(offered, reverse=True)]

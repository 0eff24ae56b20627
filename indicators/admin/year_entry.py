"""年度別入力: one fiscal year's values of a whole plan on one page."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate, now

from indicators.models import AnnualValue, Indicator, Plan
from indicators.year_sheet import YearSheet, row_form
from sunagawa_plan.lib.fiscal_year import FiscalYear, read_fiscal_year
from sunagawa_plan.shared.fields import FIRST_SENSIBLE_YEAR, LAST_SENSIBLE_YEAR
from sunagawa_plan.shared.row_changes import REASON_LENGTH

_TYPED = ("value", "missing_reason", "missing_detail", "sample_size")


def choose_year_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Lead to the sheet of the chosen year, else of the latest whose values are due."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    asked = request.GET.get("fiscal_year", "")
    year = int(asked) if asked.isdecimal() else FiscalYear.last_due(localdate()).start
    return HttpResponseRedirect(_address(year, _plan(request)))


def year_sheet_view(model_admin: Any, request: HttpRequest, year: int) -> HttpResponse:
    """Show the sheet; on POST save the changed rows, all or none."""
    may = _rights(model_admin, request)
    if not FIRST_SENSIBLE_YEAR <= year <= LAST_SENSIBLE_YEAR:
        raise Http404("その年度はありません。")
    plan, page = _plan(request), request.GET.get("page", "1")
    if request.method != "POST":
        return _sheet_page(model_admin, request, _sheet(request, plan, year, page, may))
    with transaction.atomic():
        # Two people saving the same page wait for each other here.
        list(Indicator.objects.of_plan(plan).select_for_update(of=("self",)).order_by("pk"))
        sheet = _sheet(request, plan, year, page, may)
        if not sheet.is_valid():
            return _sheet_page(model_admin, request, sheet)
        reason = request.POST.get("change_reason", "")[:REASON_LENGTH]
        try:
            saved = sheet.save(by=request.user, at=now(), reason=reason)
        except ValueError as error:
            return _sheet_page(model_admin, request, sheet, problem=str(error))
    _tell(model_admin, request, sheet, saved)
    return HttpResponseRedirect(_address(year, plan, page))


def check_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Say what is odd about a row as typed so far; nothing is stored."""
    _rights(model_admin, request)
    key = request.GET.get("indicator", "")
    wanted = {"pk": int(key) if key.isdecimal() else 0}
    indicator = get_object_or_404(Indicator.objects.with_series(), **wanted)
    try:
        year = read_fiscal_year(request.GET.get("fiscal_year", "")).start
    except ValueError:
        return JsonResponse({"errors": [], "cautions": []})
    form = row_form(indicator, year, today=localdate(), data=request.GET)
    form.full_clean()
    errors = [str(text) for name in _TYPED for text in form.errors.get(name, [])]
    cautions = [] if errors else [caution.message for caution in form.cautions()]
    return JsonResponse({"errors": errors, "cautions": cautions})


def _rights(model_admin: Any, request: HttpRequest) -> dict[str, bool]:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    may = {
        "may_add": model_admin.has_add_permission(request),
        "may_change": model_admin.has_change_permission(request),
    }
    if request.method == "POST" and not any(may.values()):
        raise PermissionDenied
    return may


def _sheet(
    request: HttpRequest, plan: Plan, year: int, page: str, may: dict[str, bool]
) -> YearSheet:
    data = request.POST if request.method == "POST" else None
    return YearSheet(plan, year, today=localdate(), page=page, data=data, **may)


def _sheet_page(
    model_admin: Any, request: HttpRequest, sheet: YearSheet, *, problem: str = ""
) -> HttpResponse:
    year = FiscalYear(sheet.year)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"年度別入力 {year.full}",
        "opts": model_admin.opts,
        "sheet": sheet,
        "year": year,
        "years": _years(sheet.plan, sheet.today),
        "plans": Plan.objects.all(),
        "is_unbegun": sheet.today < year.first_day,
        "public_url": _public_address(sheet),
        "errors": [row for row in sheet.rows if row.form and row.form.errors],
        "problem": problem,
        "reason": request.POST.get("change_reason", ""),
        "media": model_admin.media,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/indicators/annualvalue/year_sheet.html", context)


def _tell(model_admin: Any, request: HttpRequest, sheet: YearSheet, saved: list[Any]) -> None:
    if not saved:
        messages.info(request, "変更はありませんでした。")
        return
    messages.success(request, f"{FiscalYear(sheet.year)}の実績値を{len(saved)}件保存しました。")
    for row in saved:
        for caution in row.cautions:
            messages.warning(request, f"{row.indicator.code} {row.name}：{caution.message}")
        message = "年度別入力で保存しました。"
        log = model_admin.log_change if row.stored else model_admin.log_addition
        log(request, row.form.instance, message)


def _plan(request: HttpRequest) -> Plan:
    plans = Plan.objects.all()
    chosen = plans.filter(slug=request.GET.get("plan", "")).first()
    found = chosen or plans.on_home(localdate()) or plans.first()
    if found is None:
        raise Http404("計画がまだ登録されていません。")
    return found


def _years(plan: Plan, today: date) -> list[FiscalYear]:
    stored = AnnualValue.objects.filter(indicator__basic_project__policy__goal__plan=plan)
    earliest = stored.aggregate(Min("fiscal_year"))["fiscal_year__min"]
    first = min(plan.baseline_fiscal_year, plan.first_fiscal_year, earliest or LAST_SENSIBLE_YEAR)
    last = max(FiscalYear.containing(today).start, first)
    return [FiscalYear(year) for year in range(last, first - 1, -1)]


def _address(year: int, plan: Plan, page: str = "1") -> str:
    address = reverse("admin:indicators_annualvalue_year", args=[year])
    return f"{address}?plan={plan.slug}" + (f"&page={page}" if page not in {"", "1"} else "")


def _public_address(sheet: YearSheet) -> str:
    if not sheet.plan.is_published or sheet.year not in sheet.plan.judged_years:
        return ""
    return reverse("indicators:progress", args=[sheet.plan.slug, sheet.year])

"""The sheet of one year: shown, checked as it is typed, saved; a correction is confirmed first."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate

from finance.exports.year_template import template_table
from finance.models import Account, SettlementYear
from finance.publishing import REASON_NEEDED, RefusedError
from finance.sheet_figures import figures
from finance.year_sheet import YearSheet
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.fields import FIRST_SENSIBLE_YEAR, LAST_SENSIBLE_YEAR
from sunagawa_plan.shared.list_downloads import file_response

_FORM = "admin/finance/settlementyear/year_sheet.html"
_CORRECTION = "admin/finance/settlementyear/correction.html"


def choose_year_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Lead to the chosen year's sheet, else to the one after the last that is stored."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    account = Account.objects.filter(code=request.GET.get("account", "")).first()
    account = account or Account.objects.first()
    if account is None:
        messages.error(request, "先に会計を登録してください。")
        return HttpResponseRedirect(reverse("admin:finance_account_changelist"))
    asked = request.GET.get("fiscal_year", "")
    year = int(asked) if asked.isdecimal() else _next_year(account)
    return HttpResponseRedirect(sheet_address(account, year))


def year_sheet_view(
    model_admin: Any, request: HttpRequest, account: str, year: int
) -> HttpResponse:
    """Show the sheet; on POST save what has changed, all or nothing."""
    sheet = open_sheet(model_admin, request, account, year)
    if request.method != "POST":
        return _page(model_admin, request, sheet)
    if not sheet.is_editable:
        raise PermissionDenied
    reason = request.POST.get("change_reason", "").strip()
    if not sheet.is_valid():
        return _page(model_admin, request, sheet)
    if not sheet.has_changed:
        messages.info(request, "変更はありませんでした。")
        return HttpResponseRedirect(sheet_address(sheet.account, year))
    if sheet.is_published and not reason:
        return _page(model_admin, request, sheet, problem=REASON_NEEDED)
    if sheet.is_published and not sheet.obstacles and "confirmed" not in request.POST:
        return _page(model_admin, request, sheet, template=_CORRECTION)
    return _save(model_admin, request, sheet, reason)


def check_view(model_admin: Any, request: HttpRequest, account: str, year: int) -> HttpResponse:
    """Add up what has been typed so far and say what is odd about it; nothing is stored."""
    sheet = open_sheet(model_admin, request, account, year)
    if not sheet.is_editable:
        raise PermissionDenied
    sheet.is_valid()
    return JsonResponse(figures(sheet))


def template_view(
    model_admin: Any, request: HttpRequest, account: str, year: int, suffix: str
) -> StreamingHttpResponse:
    """Give the year's sheet as a file to be filled in and imported."""
    sheet = open_sheet(model_admin, request, account, year)
    return file_response(template_table(sheet), suffix)


def open_sheet(model_admin: Any, request: HttpRequest, account: str, year: int) -> YearSheet:
    """Return the sheet, with what was sent; PermissionDenied or Http404 where there is none."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    if not FIRST_SENSIBLE_YEAR <= year <= LAST_SENSIBLE_YEAR:
        raise Http404("その年度はありません。")
    found = get_object_or_404(Account, code=account)
    years = SettlementYear.objects.filter(account=found, fiscal_year=year)
    may = model_admin.has_change_permission(request)
    may = may if years.exists() else may and model_admin.has_add_permission(request)
    data = request.POST if request.method == "POST" else None
    return YearSheet(found, year, is_editable=may, data=data)


def sheet_address(account: Account, year: int) -> str:
    return reverse("admin:finance_settlementyear_year", args=[account.code, year])


def context_of(model_admin: Any, request: HttpRequest, sheet: YearSheet) -> dict[str, Any]:
    """Return what every page about a year shows."""
    request.current_app = model_admin.admin_site.name
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "sheet": sheet,
        "year": sheet.fiscal_year,
        "previous": FiscalYear(sheet.year - 1),
    }


def _page(
    model_admin: Any,
    request: HttpRequest,
    sheet: YearSheet,
    *,
    template: str = _FORM,
    problem: str = "",
) -> HttpResponse:
    context = {
        **context_of(model_admin, request, sheet),
        "title": f"{sheet.account}の決算 {sheet.fiscal_year.full}",
        "problem": problem,
        "reason": request.POST.get("change_reason", ""),
        "errors": [row for row in sheet.rows if row.form and row.form.errors],
        "is_unbegun": localdate() < sheet.fiscal_year.first_day,
        "years": _years(sheet.account, sheet.year),
        "accounts": Account.objects.all(),
        "sent": _sent(request),
    }
    return TemplateResponse(request, template, context)


def _save(model_admin: Any, request: HttpRequest, sheet: YearSheet, reason: str) -> HttpResponse:
    try:
        saved = sheet.save(reason=reason)
    except RefusedError:
        told = "公開済みの年度なので、次のことを直すまで保存できません。"
        return _page(model_admin, request, sheet, problem=told)
    is_new = sheet.stored is None
    log = model_admin.log_addition if is_new else model_admin.log_change
    log(request, saved, "年度の表で入力しました。")
    done = "訂正を公開しました" if saved.is_published else "下書きを保存しました"
    messages.success(request, f"{sheet.fiscal_year}の決算：{done}。")
    return HttpResponseRedirect(sheet_address(sheet.account, sheet.year))


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed, to be carried through the page that asks for confirmation."""
    own = {"csrfmiddlewaretoken", "confirmed"}
    return [(name, str(value)) for name, value in request.POST.items() if name not in own]


def _next_year(account: Account) -> int:
    last = account.years.order_by("-fiscal_year").first()
    return last.fiscal_year + 1 if last else FiscalYear.containing(localdate()).start - 1


def _years(account: Account, shown: int) -> list[FiscalYear]:
    """Return the years to choose from: those stored, the next one, and the one shown."""
    stored = set(account.years.values_list("fiscal_year", flat=True))
    offered = stored | {shown, max(stored, default=shown) + 1}
    return [FiscalYear(year) for year in sorted(offered, reverse=True)]

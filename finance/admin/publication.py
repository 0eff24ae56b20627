"""One click makes a draft public, after a page that shows everything it will change."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.timezone import now

from finance.admin.year_entry import context_of, open_sheet, sheet_address
from finance.publishing import OvertakenError, RefusedError, fingerprint, publish
from finance.year_sheet import YearSheet

_PAGE = "admin/finance/settlementyear/publish.html"
_UNCONFIRMED = "合計と内訳の不一致を確かめ、確かめた印を付けてください。"
_USUAL_REASON = "決算の公表"


def publish_view(model_admin: Any, request: HttpRequest, account: str, year: int) -> HttpResponse:
    """Show the summary; on POST publish what it showed."""
    sheet = open_sheet(model_admin, request, account, year)
    if not sheet.is_editable:
        raise PermissionDenied
    if sheet.stored is None:
        raise Http404("この年度は、まだ入力されていません。")
    if sheet.is_published:
        messages.info(request, f"{sheet.fiscal_year}の決算は、すでに公開されています。")
        return HttpResponseRedirect(sheet_address(sheet.account, year))
    if request.method != "POST":
        return _page(model_admin, request, sheet)
    if larger(sheet) and not request.POST.get("differences_confirmed"):
        return _page(model_admin, request, sheet, problem=_UNCONFIRMED)
    return _publish(model_admin, request, sheet)


def larger(sheet: YearSheet) -> bool:
    """Tell whether a total differs from its parts by more than rounding explains."""
    return any(row.result == "different" for row in sheet.rows)


def _publish(model_admin: Any, request: HttpRequest, sheet: YearSheet) -> HttpResponse:
    reason = request.POST.get("change_reason", "").strip() or _USUAL_REASON
    seen = request.POST.get("seen", "")
    year = sheet.stored
    assert year is not None  # noqa: S101
    try:
        publish(year=year, by=request.user, at=now(), reason=reason, seen=seen)  # type: ignore[arg-type]
    except (OvertakenError, RefusedError) as error:
        return _page(model_admin, request, sheet, problem=str(error))
    model_admin.log_change(request, year, "公開しました。")
    messages.success(request, f"{sheet.fiscal_year}の決算を公開しました。")
    return HttpResponseRedirect(sheet_address(sheet.account, sheet.year))


def _page(
    model_admin: Any, request: HttpRequest, sheet: YearSheet, *, problem: str = ""
) -> HttpResponse:
    stored = sheet.stored
    context = {
        **context_of(model_admin, request, sheet),
        "title": f"公開の確認 {sheet.account}の決算 {sheet.fiscal_year.full}",
        "seen": fingerprint(stored) if stored else "",
        "has_larger": larger(sheet),
        "usual_reason": _USUAL_REASON,
        "problem": problem,
    }
    return TemplateResponse(request, _PAGE, context)

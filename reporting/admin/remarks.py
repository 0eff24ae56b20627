"""The remarks of a round's year, policy by policy: which are missing, written, signed, public."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from indicators.models import Policy, Remark
from reporting.admin.staff_pages import REVIEW, address, demand, page, round_for, told
from reporting.models import Round
from sunagawa_plan.shared.row_changes import give_reason

WRITE = "indicators.change_remark"


def remarks_view(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Show every policy with its remark; on POST publish one, or take it off the public pages."""
    shown = round_for(request, pk, REVIEW)
    demand(request, WRITE)
    if request.method != "POST":
        return _page(model_admin, request, shown)
    key = request.POST.get("remark", "")
    wanted = {"pk": int(key) if key.isdecimal() else 0}
    remark = get_object_or_404(_remarks(shown), **wanted)
    remark.is_published = "publish" in request.POST
    try:
        _save(remark)
    except ValidationError as error:
        return _page(model_admin, request, shown, problem=told(error))
    what = "公開しました" if remark.is_published else "公開をやめました（下書きに戻しました）"
    messages.success(request, f"{remark}を{what}。")
    return HttpResponseRedirect(address("remarks", pk))


def _save(remark: Remark) -> None:
    give_reason(remark, "公開" if remark.is_published else "公開の取りやめ")
    remark.full_clean()
    remark.save()


def _remarks(shown: Round) -> Any:
    of_plan = {"policy__goal__plan": shown.plan, "fiscal_year": shown.fiscal_year}
    return Remark.objects.filter(**of_plan).select_related("policy__goal__plan")


def _page(
    model_admin: Any, request: HttpRequest, shown: Round, *, problem: str = ""
) -> HttpResponse:
    written = {remark.policy_id: remark for remark in _remarks(shown)}
    policies = Policy.objects.of_plan(shown.plan)
    rows = [(policy, written.get(policy.pk)) for policy in policies]
    context = {
        "title": f"施策の所見　{shown.year.full}",
        "round": shown,
        "rows": rows,
        "missing": sum(remark is None for _, remark in rows),
        "problem": problem,
    }
    return page(model_admin, request, "remarks", context)

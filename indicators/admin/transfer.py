"""Giving several rows of a list to another section, in one step, with the reason in the history."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from indicators.assigning import assign
from indicators.models import Department
from sunagawa_plan.shared.row_changes import REASON_LENGTH

# What moves the chosen rows to a section; returns how many moved.
Move = Callable[[list[Any], Department, str], int]
_NOWHERE = "移す先の担当課を選んでください。"


def transfer(
    model_admin: Any, request: HttpRequest, rows: QuerySet[Any], *, action: str, move: Move
) -> HttpResponse | None:
    """Ask where to, then move; None leads back to the list. Refusals are told on the page."""
    chosen = list(rows)
    problem = ""
    if "transfer" in request.POST:
        try:
            department, moved = _moved(request, chosen, move)
        except ValueError as error:
            problem = str(error)
        else:
            messages.success(request, f"{moved}件を{department}に移しました。")
            return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"{model_admin.opts.verbose_name}を別の担当課に移す",
        "opts": model_admin.opts,
        "chosen": chosen,
        "action": action,
        "action_name": helpers.ACTION_CHECKBOX_NAME,
        "departments": Department.objects.all(),
        "problem": problem,
        "typed": request.POST,
        "reason_length": REASON_LENGTH,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/transfer.html", context)


def _moved(request: HttpRequest, chosen: list[Any], move: Move) -> tuple[Department, int]:
    department = Department.objects.filter(code=request.POST.get("department", "")).first()
    if department is None:
        raise ValueError(_NOWHERE)
    reason = " ".join(request.POST.get("reason", "").split())[:REASON_LENGTH]
    return department, move(chosen, department, reason)


@admin.action(description="選んだ指標を別の担当課に移す", permissions=["change"])
def transfer_indicators(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]
) -> HttpResponse | None:
    """Move indicators; their unpublished entries move along."""

    def move(chosen: list[Any], department: Department, reason: str) -> int:
        wanted = {indicator.pk: department for indicator in chosen}
        return len(assign(wanted, **({"reason": reason} if reason else {})))

    return transfer(model_admin, request, queryset, action="transfer_indicators", move=move)

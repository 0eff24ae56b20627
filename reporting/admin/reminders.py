"""Reminding one section or all that are late, by a button; and the log of what was sent."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate, now

from indicators.models import Department
from reporting.admin.staff_pages import REMIND, REVIEW, address, page, round_for
from reporting.models import Reminder, Round
from reporting.reminding import Result, outstanding, remind

_SAID = {Result.SENT: messages.SUCCESS, Result.FAILED: messages.ERROR}
_NOBODY = "催促する課はありません。担当課のある報告は、すべて提出されています。"


def remind_view(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Show whom a reminder would reach and what was sent; on POST send it."""
    shown = round_for(request, pk, REVIEW, REMIND)
    if request.method != "POST":
        return _page(model_admin, request, shown)
    departments = _asked(request, shown)
    if not departments:
        messages.info(request, _NOBODY)
    try:
        outcomes = remind(
            reminded=shown,
            departments=departments,
            by=request.user,
            at=now(),
            today=localdate(),
            address=_todo(request),
        )
    except ValueError as error:
        messages.error(request, str(error))
        outcomes = []
    for outcome in outcomes:
        messages.add_message(request, _SAID.get(outcome.result, messages.WARNING), str(outcome))
    return HttpResponseRedirect(address("remind", pk))


def _asked(request: HttpRequest, shown: Round) -> list[Department]:
    """Return the section that the button names; without one all that have something left."""
    code = request.POST.get("department")
    if code is None:
        return list(outstanding(shown))
    found = Department.objects.filter(code=code).first()
    if found is None:
        raise Http404("その担当課はありません。")
    return [found]


def _todo(request: HttpRequest) -> str:
    path = reverse("admin:reporting_entry_todo")
    return (
        settings.PORTAL_ADDRESS + path
        if settings.PORTAL_ADDRESS
        else request.build_absolute_uri(path)
    )


def _page(model_admin: Any, request: HttpRequest, shown: Round) -> HttpResponse:
    today = localdate()
    sent = list(shown.reminders.select_related("department", "sent_by"))
    reached = {row.department_id for row in sent if row.sent_on == today}
    left = outstanding(shown)
    context = {
        "title": f"催促　{shown}",
        "round": shown,
        "deadline": shown.period.told(today),
        "sections": [
            (department, entries, department.pk in reached) for department, entries in left.items()
        ],
        "sent": sent,
    }
    return page(model_admin, request, "remind", context)


@admin.register(Reminder)
class ReminderAdmin(admin.ModelAdmin):
    """The log of reminders: to be read only."""

    list_display = ("sent_at", "round", "department", "address", "sent_by")
    list_filter = ("round", "department")
    list_select_related = ("round__plan", "department", "sent_by")
    list_display_links = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(REMIND)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(REMIND)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from indicators.admin.transfer import transfer
from indicators.models import Department
from reporting.models import Membership
from reporting.transferring import transfer_people
from sunagawa_plan.shared.staff_admin import PortalAdmin


@admin.action(description="選んだ職員を別の担当課に異動する", permissions=["change"])
def transfer_members(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Membership]
) -> HttpResponse | None:
    def move(chosen: list[Any], department: Department, reason: str) -> int:
        return transfer_people(chosen, department, reason=reason)

    return transfer(model_admin, request, queryset, action="transfer_members", move=move)


@admin.register(Membership)
class MembershipAdmin(PortalAdmin):
    """Who belongs to which section; a transfer is one change, here or on the page of one."""

    list_display = ("user", "name", "department", "post", "is_active")
    list_filter = ("department", "user__is_active")
    list_select_related = ("user", "department")
    search_fields = ("user__username", "user__last_name", "user__first_name", "post")
    fieldsets = ((None, {"fields": ("user", "department", "post")}),)
    actions = (transfer_members,)

    @admin.display(description="氏名")
    def name(self, row: Membership) -> str:
        return f"{row.user.last_name} {row.user.first_name}".strip()

    @admin.display(description="使用中", boolean=True, ordering="user__is_active")
    def is_active(self, row: Membership) -> bool:
        return row.user.is_active

"""A person's transfer to another section: one step, kept in the history."""

from collections.abc import Iterable

from django.db import transaction

from indicators.models import Department
from reporting.models import Membership
from sunagawa_plan.shared.row_changes import give_reason

_REASON = "異動"


@transaction.atomic
def transfer_people(
    memberships: Iterable[Membership], department: Department, *, reason: str = ""
) -> int:
    """Move posts to a section; return how many moved. Raises ValueError for a post held already."""
    moved = 0
    keys = [row.pk for row in memberships]
    for row in Membership.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        if row.department_id == department.pk:
            continue
        if Membership.objects.filter(user=row.user_id, department=department).exists():
            raise ValueError(f"{row.user}さんは、すでに{department}に所属しています。")
        row.department = department
        give_reason(row, reason or _REASON)
        row.save()
        moved += 1
    return moved

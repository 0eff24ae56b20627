"""Who may open which section's sheet, and where it lies."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from indicators.models import Department
from reporting.models import Entry, Round
from reporting.models.entry import SEES_ALL

MAY_REPORT = "reporting.report_entry"
MAY_LOOK = "reporting.view_entry"
# In addresses, in the place of a section's code, for the indicators that have no section. No code
# of a section can read so.
NO_SECTION = "~none"
NO_SECTION_NAME = "担当課なし"

_NOT_YOURS = (
    "この課の報告は、その課の職員と政策調整課だけが開けます。"
    "異動などで担当が変わったときは、政策調整課に連絡してください。"
)
_NO_RIGHT = "報告の画面を使う権限がありません。必要なときは、政策調整課に連絡してください。"


def may_enter(user: Any) -> bool:
    """Tell whether somebody has anything to do with reports at all."""
    return user.has_perm(MAY_LOOK) or user.has_perm(MAY_REPORT)


def is_clerk(user: Any) -> bool:
    """Tell whether somebody reports for sections and does not review."""
    return user.has_perm(MAY_REPORT) and not user.has_perm(SEES_ALL)


def refuse_stranger(user: Any) -> None:
    """Raise PermissionDenied (Japanese) for staff who have nothing to do with reports."""
    if not may_enter(user):
        raise PermissionDenied(_NO_RIGHT)


def round_for(user: Any, key: int, today: date) -> Round:
    """Return a round that somebody may see. Raises Http404 (Japanese)."""
    rounds = Round.objects.select_related("plan")
    if not user.has_perm(SEES_ALL):
        rounds = rounds.begun(today)
    found = rounds.filter(pk=key).first()
    if found is None:
        raise Http404("その報告の受付はないか、まだ始まっていません。")
    return found


def section_for(user: Any, code: str) -> Department | None:
    """Return the section of an address that somebody may open; None for 担当課なし.

    Raises Http404 for an unknown code, PermissionDenied for another section's (both Japanese).
    """
    refuse_stranger(user)
    sees_all = user.has_perm(SEES_ALL)
    if code == NO_SECTION:
        if sees_all:
            return None
        raise PermissionDenied(_NOT_YOURS)
    found = Department.objects.filter(code=code).first()
    if found is None:
        raise Http404("その担当課はありません。")
    if not sees_all and not user.memberships.filter(department=found).exists():
        raise PermissionDenied(_NOT_YOURS)
    return found


def sheet_address(round_key: int, department: Department | None) -> str:
    """Return where a section's sheet of a round lies."""
    code = department.code if department else NO_SECTION
    return reverse("admin:reporting_entry_sheet", args=[round_key, code])


def row_address(entry: Entry) -> str:
    """Return where an entry, loaded with its sections, stands on its section's sheet."""
    address = sheet_address(entry.round_id, entry.responsible)
    return f"{address}?row={entry.pk}#row-{entry.pk}"

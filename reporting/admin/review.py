"""One entry as a planner looks at it: answer, warnings, verdict, comments, what can be done."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now

from reporting.access import row_address
from reporting.admin.staff_pages import PUBLISH, REVIEW, address, page, round_for, told
from reporting.domain.states import Act, allows
from reporting.entering import cancel_correction, start_correction, what_is_missing
from reporting.models import Entry
from reporting.pages.rows import EntryRow
from reporting.reviewing import check, comment, return_entry
from sunagawa_plan.shared.row_changes import REASON_LENGTH, changes

_DONE = {
    "check": "確認済みにしました。",
    "return": "差し戻しました。担当課の画面に理由が出ます。",
    "comment": "コメントを書きました。",
    "correct": "訂正を始めました。値を直して提出し、公開すると、訂正の理由とともに公開ページに載ります。",
    "cancel": "訂正を取りやめました。公開中の値はそのままです。",
}


def entry_view(model_admin: Any, request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Show an entry; on POST do what the button says."""
    shown = round_for(request, pk, REVIEW)
    found = get_object_or_404(Entry.objects.filter(round=shown).with_series(), pk=entry)
    if request.method != "POST":
        return _page(model_admin, request, found)
    act = request.POST.get("act", "")
    try:
        _do(request, found, act)
    except (ValueError, ValidationError) as error:
        again = Entry.objects.with_series().get(pk=found.pk)
        return _page(model_admin, request, again, problem=told(error))
    messages.success(request, _DONE[act])
    return HttpResponseRedirect(address("entry", pk, entry))


def _do(request: HttpRequest, entry: Entry, act: str) -> None:
    text = request.POST.get("text", "")
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isdecimal() else None
    told: dict[str, Any] = {"entry": entry, "by": request.user, "at": now()}
    match act:
        case "check":
            check(seen_version=version, **told)
        case "return":
            return_entry(note=text, seen_version=version, **told)
        case "comment":
            comment(text=text, **told)
        case "correct":
            start_correction(entry=entry, reason=text, seen_version=version)
        case "cancel":
            cancel_correction(entry=entry, seen_version=version)
        case _:
            raise ValueError("何をするのかが分かりません。画面を開き直してください。")


def _page(
    model_admin: Any, request: HttpRequest, entry: Entry, *, problem: str = ""
) -> HttpResponse:
    row = EntryRow.of(entry, planner=request.user, today=localdate())
    state = entry.standing
    context = {
        "title": f"報告　{row.code} {row.name}",
        "round": entry.round,
        "row": row,
        "entry": entry,
        "missing": what_is_missing(entry, localdate()) if row.is_submitted else [],
        "sheet_address": row_address(entry),
        "comments": entry.comments.select_related("author"),
        "changes": changes(entry.history.select_related("history_user")),
        "may_publish": request.user.has_perm(PUBLISH) and allows(state, Act.PUBLISH),
        "may_check": row.waits,
        "may_return": allows(state, Act.RETURN),
        "may_correct": allows(state, Act.CORRECT),
        "may_cancel": entry.is_correction and allows(state, Act.CANCEL_CORRECTION),
        "problem": problem,
        "typed": request.POST.get("text", "") if problem else "",
        "act": request.POST.get("act", "") if problem else "",
        "reason_length": REASON_LENGTH,
    }
    return page(model_admin, request, "entry", context)

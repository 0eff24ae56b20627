"""The overview of a round, its file, and what is done to several entries or the round itself."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.utils.http import urlencode
from django.utils.timezone import localdate, now

from reporting.admin.staff_pages import (
    CHANGE_ROUND,
    PUBLISH,
    REMIND,
    REVIEW,
    address,
    page,
    round_for,
)
from reporting.exports.overview import overview_table
from reporting.models import Entry, Round
from reporting.opening import add_missing_entries, close_round, reopen_round
from reporting.pages.overview import Choice, Grouping, Only, OverviewPage, rows_of
from reporting.reviewing import check, return_entry
from reporting.several import do_with_all
from sunagawa_plan.shared.list_downloads import file_response
from sunagawa_plan.shared.row_changes import REASON_LENGTH

_NOTHING_CHOSEN = "報告が選ばれていません。表の左の欄に印を付けてから押してください。"


def overview_view(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Show who has reported what; on POST do with the chosen entries what the button says."""
    shown = round_for(request, pk, REVIEW)
    if request.method != "POST":
        return _page(model_admin, request, shown)
    chosen = _chosen(request, shown)
    if not chosen:
        return _page(model_admin, request, shown, problem=_NOTHING_CHOSEN)
    if "publish" in request.POST:
        keys = [("entry", entry.pk) for entry in chosen]
        return HttpResponseRedirect(f"{address('publish', pk)}?{urlencode(keys)}")
    try:
        done = do_with_all(chosen, _act(request))
    except ValueError as error:
        problem = f"何も変えていません。{error}"
        return _page(model_admin, request, shown, problem=problem)
    what = "差し戻しました" if "return" in request.POST else "確認済みにしました"
    messages.success(request, f"{len(done)}件を{what}。")
    return HttpResponseRedirect(request.get_full_path())


def download_view(
    model_admin: Any, request: HttpRequest, pk: int, suffix: str
) -> StreamingHttpResponse:
    """Give the rows of the overview, as narrowed, as a file."""
    shown = round_for(request, pk, REVIEW)
    choice = Choice.read(request.GET)
    rows = rows_of(shown, planner=request.user, today=localdate())
    return file_response(overview_table(shown, filter(choice.keeps, rows)), suffix)


def join_view(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Give an entry to the indicators that were added to the plan after the round was opened."""
    shown = round_for(request, pk, CHANGE_ROUND)
    if request.method == "POST":
        added = add_missing_entries(shown)
        messages.success(request, f"あとから加わった指標{added}件の報告の欄を作りました。")
    return HttpResponseRedirect(address("overview", pk))


def end_view(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Close a round, or open it again, with the reason in its history."""
    shown = round_for(request, pk, CHANGE_ROUND)
    if request.method != "POST":
        rows = rows_of(shown, planner=request.user, today=localdate())
        open_rows = [row for row in rows if row.is_with_section or row.is_submitted]
        title = f"受付の{'再開' if shown.is_closed else '終了'}　{shown}"
        context = {"title": title, "round": shown, "open_rows": open_rows}
        return page(model_admin, request, "end", {**context, "reason_length": REASON_LENGTH})
    reason = " ".join(request.POST.get("reason", "").split())
    if shown.is_closed:
        reopen_round(reopening=shown, reason=reason)
        messages.success(request, f"{shown}の受付を再開しました。")
    else:
        close_round(closing=shown, at=now(), reason=reason)
        messages.success(request, f"{shown}の受付を終了しました。公開した値の訂正はできます。")
    return HttpResponseRedirect(address("overview", pk))


def _act(request: HttpRequest) -> Callable[[Entry], Entry]:
    """Return what to do with each chosen entry; each as it was when the page was opened."""
    at = now()

    def act(entry: Entry) -> Entry:
        seen = request.POST.get(f"version-{entry.pk}", "")
        told: dict[str, Any] = {"entry": entry, "by": request.user, "at": at}
        told["seen_version"] = int(seen) if seen.isdecimal() else None
        if "return" in request.POST:
            return return_entry(note=request.POST.get("note", ""), **told)
        return check(**told)

    return act


def _chosen(request: HttpRequest, shown: Round) -> list[Entry]:
    entries = Entry.objects.filter(round=shown, pk__in=_chosen_keys(request))
    return list(entries.in_book_order())


def _chosen_keys(request: HttpRequest) -> list[int]:
    return [int(key) for key in request.POST.getlist("entry") if key.isdecimal()]


def _page(
    model_admin: Any, request: HttpRequest, shown: Round, *, problem: str = ""
) -> HttpResponse:
    choice = Choice.read(request.GET)
    overview = OverviewPage.from_round(shown, choice, planner=request.user, today=localdate())
    user: Any = request.user
    context = {
        "title": f"報告の状況　{shown}",
        "overview": overview,
        "round": shown,
        "groupings": list(Grouping),
        "onlys": list(Only),
        "query": request.GET.urlencode(),
        "problem": problem,
        "note": request.POST.get("note", ""),
        "chosen": _chosen_keys(request),
        "may_publish": user.has_perm(PUBLISH),
        "may_change_round": user.has_perm(CHANGE_ROUND),
        "may_remind": user.has_perm(REMIND),
    }
    return page(model_admin, request, "overview", context)

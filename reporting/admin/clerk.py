"""The pages of a section: what is to be done, the sheet, and handing it in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate, now

from reporting.access import MAY_REPORT, refuse_stranger, round_for, section_for
from reporting.admin.lost_sessions import forget_typed, kept_typed
from reporting.domain.states import Act
from reporting.filling import NOT_OF_THIS_SHEET, Outcome, do, save_sent, submit_ready
from reporting.forms import prefix_of
from reporting.sheet import EntryRow, Sheet, row_of, rows_entries
from reporting.storing import may
from reporting.todo import Todo

_FOLDER = "admin/reporting/entry"
_BACK_AGAIN = (
    "ログインが切れたため、まだ保存していません。入力した内容は入力欄に戻しました。"
    "「下書きを保存」を押してください。"
)


def todo_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Say what is to be done until when; a clerk lands here."""
    refuse_stranger(request.user)
    todo = Todo.of(request.user, localdate())
    return _page(model_admin, request, "todo", title="報告していただくこと", todo=todo)


def sheet_view(model_admin: Any, request: HttpRequest, key: int, section: str) -> HttpResponse:
    """Show the sheet; on POST save what was typed, then do what the pressed button says."""
    sheet = _sheet(request, key, section)
    if request.method == "POST":
        return _answer_post(model_admin, request, sheet)
    sheet.data = kept_typed(request)
    if sheet.data is not None:
        messages.warning(request, _BACK_AGAIN)
    return _sheet_page(model_admin, request, sheet)


def submit_view(model_admin: Any, request: HttpRequest, key: int, section: str) -> HttpResponse:
    """Ask before handing in: what is ready, what is missing; on POST hand in what is ready."""
    sheet = _sheet(request, key, section)
    if not request.user.has_perm(MAY_REPORT):
        raise PermissionDenied("報告を提出する権限がありません。")
    rows = [_row(request, entry) for entry in rows_entries(sheet.entries)]
    ready = [row for row in rows if may(row.entry, Act.SUBMIT) and not row.obstacles]
    if request.method == "POST":
        return _submit(request, sheet, ready)
    is_waiting = (row for row in rows if row not in ready)
    missing = [row for row in is_waiting if may(row.entry, Act.SAVE)]
    title = f"提出の確認 {sheet.round.year.full}"
    return _page(
        model_admin, request, "submit", title=title, sheet=sheet, ready=ready, missing=missing
    )


def _row(request: HttpRequest, entry: Any) -> EntryRow:
    return row_of(entry, user=request.user, today=localdate())


def _sheet(request: HttpRequest, key: int, section: str) -> Sheet:
    department = section_for(request.user, section)
    found = round_for(request.user, key, localdate())
    page, row = request.GET.get("page", "1"), request.GET.get("row", "")
    return Sheet(found, department, request.user, localdate(), page_number=page, row_key=row)


def _answer_post(model_admin: Any, request: HttpRequest, sheet: Sheet) -> HttpResponse:
    if not request.user.has_perm(MAY_REPORT):
        raise PermissionDenied("報告を入力する権限がありません。")
    forget_typed(request)
    outcome = save_sent(sheet.entries, request.POST, by=request.user, at=now(), today=sheet.today)
    _tell(request, outcome)
    address = _address(request, sheet)
    what, _, key = request.POST.get("do", "save").partition("-")
    if outcome.is_clean and what == "confirm":
        return HttpResponseRedirect(f"{sheet.address}submit/")
    if outcome.is_clean and what != "save":
        sheet.row_key = key
        address = f"{sheet.address}?row={key}#row-{key}"
        _do(request, sheet, what, key, outcome)
    if outcome.is_clean:
        return HttpResponseRedirect(address)
    sheet.refused = outcome.refused
    sheet.data = _without_saved(request.POST, outcome)
    return _sheet_page(model_admin, request, sheet)


def _do(request: HttpRequest, sheet: Sheet, what: str, key: str, outcome: Outcome) -> None:
    wanted = {"pk": int(key)} if key.isdecimal() and len(key) < 19 else {"pk": 0}
    entry = sheet.entries.filter(**wanted).first()
    if entry is None:
        messages.error(request, "その指標は、この画面にありません。画面を開き直してください。")
        return
    try:
        told = do(what, entry, request.POST, by=request.user, at=now())
    except ValueError as error:
        outcome.refused[entry.pk] = str(error)
    else:
        messages.success(request, f"{entry.indicator.code} {told}")


def _submit(request: HttpRequest, sheet: Sheet, ready: list[EntryRow]) -> HttpResponse:
    entries = [row.entry for row in ready if f"{prefix_of(row.entry.pk)}-stamp" in request.POST]
    done, told = submit_ready(entries, request.POST, by=request.user, at=now(), today=sheet.today)
    for sentence in told:
        messages.error(request, sentence)
    if done:
        messages.success(request, f"{len(done)}件を提出しました。")
    elif not told:
        messages.info(request, "いま提出するものはありません。すでに提出されています。")
    return HttpResponseRedirect(sheet.address if told else reverse("admin:reporting_entry_todo"))


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    if outcome.saved:
        messages.success(request, f"{len(outcome.saved)}件を下書きに保存しました。")
    if outcome.strangers:
        messages.error(request, NOT_OF_THIS_SHEET.format(count=outcome.strangers))
    unsaved = len(outcome.wrong) + len(outcome.refused)
    if unsaved:
        messages.error(
            request, f"{unsaved}件は、まだ保存していません。赤い印の指標を確かめてください。"
        )
    elif not outcome.saved and not outcome.strangers and request.POST.get("do", "save") == "save":
        messages.info(request, "変更はありませんでした。")


def _without_saved(sent: QueryDict, outcome: Outcome) -> QueryDict:
    """Return what was sent without the rows that are stored now, so that these show as stored."""
    kept = sent.copy()
    for entry in outcome.saved:
        kept.pop(f"{prefix_of(entry.pk)}-stamp", None)
    return kept


def _address(request: HttpRequest, sheet: Sheet) -> str:
    page = request.GET.get("page", "")
    return f"{sheet.address}?page={page}" if page.isdecimal() else sheet.address


def _sheet_page(model_admin: Any, request: HttpRequest, sheet: Sheet) -> HttpResponse:
    title = f"{sheet.round.year.full}の実績：{sheet.section_name}"
    return _page(model_admin, request, "sheet", title=title, sheet=sheet)


def _page(model_admin: Any, request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    shared = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts}
    request.current_app = model_admin.admin_site.name
    today = localdate()
    return TemplateResponse(
        request, f"{_FOLDER}/{name}.html", {**shared, "today": today, **context}
    )

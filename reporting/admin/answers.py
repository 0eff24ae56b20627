"""One entry's answer as JSON: what it is worth as typed so far (GET), and saving it (POST)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from reporting.access import MAY_REPORT
from reporting.domain.states import EntryState
from reporting.filling import is_overtaken, store_typed, why_not
from reporting.forms import NOT_SAVED, EntryForm
from reporting.models import Entry
from reporting.models.entry import SEES_ALL
from reporting.sheet import EntryRow, Progress, row_of

_FOLDER = "admin/reporting/entry"
_LOGGED_OUT = "ログインが切れました。入力した内容は、この画面とこの端末に残っています。"
_NO_RIGHT = "報告を入力する権限がありません。政策調整課に連絡してください。"
_GONE = (
    "この指標は、あなたの課の担当ではなくなったため、保存できません。"
    "入力した内容は、この画面に残っています。政策調整課に確かめてください。"
)


@never_cache
@require_http_methods(["GET", "POST"])
def answer_view(request: HttpRequest, key: int) -> HttpResponse:
    """Tell what an answer as typed would get; on POST store it as a draft first."""
    user: Any = request.user
    if not (user.is_active and user.is_staff):
        return _refused(_LOGGED_OUT, status=401)
    if not user.has_perm(MAY_REPORT):
        return _refused(_NO_RIGHT, status=403)
    entry = _entry(user, key)
    if entry is None:
        return _refused(_GONE, status=404)
    data = request.POST if request.method == "POST" else request.GET
    form = EntryForm(data, entry=entry, today=localdate())
    if row_of(entry, user=user, today=localdate()).form is None:
        return _refused(f"{why_not(entry)}{NOT_SAVED}", status=409)
    if request.method == "GET":
        form.full_clean()
        return JsonResponse({"outlook": _outlook(_row(form, user))})
    return _saved(form, user)


def _saved(form: EntryForm, user: Any) -> JsonResponse:
    stored = store_typed(form, by=user, at=now())
    if stored is not None:
        row = row_of(stored, user=user, today=localdate())
        told = {
            "message": f"保存しました {localtime():%H:%M}",
            "state": render_to_string(f"{_FOLDER}/state.html", {"state": row.state}),
            "counts": render_to_string(f"{_FOLDER}/counts.html", {"progress": _progress(stored)}),
            "stamp": str(stored.version),
        }
        return JsonResponse({**told, "outlook": _outlook(row)})
    if is_overtaken(form):
        # What was typed is judged as it would be once the person has chosen it.
        chosen = EntryRow(form.entry, None, form.today, may_report=True)
        told = {"message": NOT_SAVED, "outlook": _outlook(chosen), **_theirs(form)}
        return JsonResponse(told, status=409)
    return JsonResponse({"message": NOT_SAVED, "outlook": _outlook(_row(form, user))}, status=422)


def _progress(entry: Entry) -> Progress:
    beside = Entry.objects.filter(round=entry.round).of_department(entry.responsible)
    return Progress([EntryState(state) for state in beside.values_list("state", flat=True)])


def _theirs(form: EntryForm) -> dict[str, Any]:
    """Return what somebody else stored meanwhile, for the person to choose."""
    stored = Entry.objects.with_series().get(pk=form.entry.pk)
    fresh = EntryForm(None, entry=stored, today=localdate())
    values = {field.html_name: field.value() for field in fresh}
    sentence = " ".join(str(told) for told in form.non_field_errors())
    return {"overtaken": sentence, "theirs": values, "stamp": str(stored.version)}


def _entry(user: Any, key: int) -> Entry | None:
    entries = Entry.objects.for_user(user).with_series()
    entry = entries.filter(pk=key).first()
    is_early = entry is not None and entry.round.opens_on > localdate()
    return None if is_early and not user.has_perm(SEES_ALL) else entry


def _row(form: EntryForm, user: Any) -> EntryRow:
    return EntryRow(form.entry, form, form.today, may_report=user.has_perm(MAY_REPORT))


def _outlook(row: EntryRow) -> str:
    return render_to_string(f"{_FOLDER}/outlook.html", {"row": row})


def _refused(message: str, *, status: int) -> JsonResponse:
    return JsonResponse({"message": message}, status=status)

"""Publication in one click, after a page that shows everything it will change."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localdate, now

from indicators.models import Department
from reporting.access import NO_SECTION
from reporting.admin.staff_pages import PUBLISH, REVIEW, address, page, round_for, told
from reporting.models import Entry, Round
from reporting.pages.publication import PublicationPage
from reporting.publishing import Change, publish
from sunagawa_plan.shared.row_changes import REASON_LENGTH

_LINKS = 5


def publish_view(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would change; on POST publish exactly what was shown."""
    shown = round_for(request, pk, REVIEW, PUBLISH)
    entries, scope = _asked(request, shown)
    if request.method != "POST":
        return _page(model_admin, request, shown, entries, scope)
    try:
        changes = publish(
            entries=entries,
            by=request.user,
            at=now(),
            today=localdate(),
            seen=request.POST.get("seen", ""),
            reason=request.POST.get("reason", "")[:REASON_LENGTH],
        )
    except (ValueError, ValidationError) as error:
        again, scope = _asked(request, shown)
        return _page(model_admin, request, shown, again, scope, problem=told(error))
    _tell(model_admin, request, shown, changes)
    return HttpResponseRedirect(address("overview", pk))


def _asked(request: HttpRequest, shown: Round) -> tuple[list[Entry], str]:
    """Return the entries that the address names, with the word for them; all by default."""
    entries = Entry.objects.filter(round=shown).with_series().in_book_order()
    keys = request.GET.getlist("entry")
    if keys:
        found = list(entries.filter(pk__in=[int(key) for key in keys if key.isdecimal()]))
        if not found:
            raise Http404("その報告は、この受付にありません。")
        return found, "選んだ報告"
    code = request.GET.get("department")
    if code is None:
        return list(entries), "この受付のすべての報告"
    department = Department.objects.filter(code=code).first()
    if department is None and code != NO_SECTION:
        raise Http404("その担当課はありません。")
    word = f"{department}の報告" if department else "担当課のない指標の報告"
    return list(entries.of_department(department)), word


def _tell(
    model_admin: Any, request: HttpRequest, shown: Round, changes: tuple[Change, ...]
) -> None:
    for change in changes:
        model_admin.log_change(
            request, change.entry.round, f"{change.entry.indicator}を公開しました。"
        )
    messages.success(
        request, format_html("{}件を公開しました。{}", len(changes), _links(shown, changes))
    )


def _links(shown: Round, changes: tuple[Change, ...]) -> str:
    """Return links to the public pages that have changed, a few of the indicators among them."""
    plan = shown.plan
    if not plan.is_published:
        return "計画が非公開のため、市民にはまだ見えません。"
    year = reverse("indicators:progress", args=[plan.slug, shown.fiscal_year])
    pages = [(year, f"{shown.year}の一覧")]
    indicators = [change.entry.indicator for change in changes[:_LINKS]]
    pages += [(each.get_absolute_url(), f"指標{each.code}") for each in indicators]
    links = format_html_join(" ", '<a href="{}">{}</a>', pages)
    return format_html("公開ページを見る：{}", links)


def _page(
    model_admin: Any,
    request: HttpRequest,
    shown: Round,
    entries: list[Entry],
    scope: str,
    *,
    problem: str = "",
) -> HttpResponse:
    today = localdate()
    context = {
        "title": f"公開の確認　{shown}",
        "round": shown,
        "scope": scope,
        "publication": PublicationPage.of(entries, planner=request.user, today=today),
        "problem": problem,
        "reason": request.POST.get("reason", ""),
        "reason_length": REASON_LENGTH,
    }
    return page(model_admin, request, "publish", context)

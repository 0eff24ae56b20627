from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sunagawa_plan.planner_desk.catalogue import SHELVES, find_report
from sunagawa_plan.planner_desk.forms import ChoiceForm
from sunagawa_plan.shared.list_downloads import OFFERED, file_response
from sunagawa_plan.shared.planner_reports import ReportPage, TableReport


@dataclass(frozen=True)
class Offer:
    """A report on the desk with the addresses of its files and the words of what it heeds."""

    report: TableReport
    files: tuple[tuple[str, str], ...]
    heeds: str


@dataclass(frozen=True)
class Compartment:
    """A shelf as one member of staff sees it."""

    title: str
    offers: tuple[Offer, ...]
    pages: tuple[tuple[ReportPage, str], ...]


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The page 帳票・ファイル: choose what of, then take a file."""
    return _page(request, ChoiceForm(request.GET, localdate()))


@require_safe
def report_file(request: HttpRequest, name: str, suffix: str) -> HttpResponseBase:
    """Hand out one report; what cannot be made leads back to the desk with the reason."""
    try:
        report = find_report(name)
    except LookupError:
        raise Http404("その名前の帳票はありません。") from None
    if not report.may_be_had_by(request.user):
        raise PermissionDenied
    form = ChoiceForm(request.GET, localdate())
    if not form.is_valid():
        return _page(request, form, status=404)
    try:
        return file_response(report.table(form.choice()), suffix)
    except (ValueError, Http404) as refused:
        return _page(request, form, refused=f"{report.title}：{refused}", status=404)


def _page(
    request: HttpRequest, form: ChoiceForm, *, refused: str = "", status: int = 200
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": "帳票・ファイル",
        "form": form,
        "refused": refused,
        "shelves": _shelves(request.user, form) if form.is_valid() else (),
    }
    return render(request, "admin/planner_desk.html", context, status=status)


def _shelves(user: Any, form: ChoiceForm) -> list[Compartment]:
    shelves = [
        Compartment(
            shelf.title,
            tuple(_offer(own, form) for own in shelf.tables if own.may_be_had_by(user)),
            tuple((page, address) for page in shelf.pages if (address := _address(page, form))),
        )
        for shelf in SHELVES
    ]
    return [shelf for shelf in shelves if shelf.offers or shelf.pages]


def _address(page: ReportPage, form: ChoiceForm) -> str:
    """Return where a page is for the chosen plan; empty where it has none."""
    part = f"#{page.part}" if page.part else ""
    if not page.takes_plan:
        return reverse(page.route) + part
    plan = form.chosen_plan
    return reverse(page.route, args=[plan.slug]) + part if plan and plan.is_published else ""


def _offer(report: TableReport, form: ChoiceForm) -> Offer:
    asked = {name: value for name, value in form.given.items() if name in report.asks}
    query = f"?{urlencode(asked)}" if asked else ""
    return Offer(
        report,
        tuple(
            (word, reverse("planner_report", args=[report.name, suffix]) + query)
            for suffix, word in OFFERED.items()
        ),
        "、".join(str(form.fields[name].label) for name in report.asks),
    )

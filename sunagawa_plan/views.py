import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.contrib import admin
from django.core.validators import slug_re
from django.db import DatabaseError, Error, InterfaceError, OperationalError, connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from indicators.models import Plan
from indicators.pages.dashboard import DashboardPage
from indicators.pages.glossary import GlossaryPage
from indicators.pages.method import MethodPage
from indicators.pages.method_check import CheckChoice
from reporting.access import is_clerk
from sunagawa_plan.guide import GuidePage, guide_pages, picture
from sunagawa_plan.shared.as_of import DayNotShown

_SECONDS_TO_RETRY = "60"
_UNDEFINED_TABLE = "42P01"


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """200 `ok` when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("database unavailable", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The dashboard of the current plan; its canonical address is the plan's own."""
    return _plan_page(request, "indicators/dashboard.html", DashboardPage.from_plan)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return _plan_page(request, "indicators/glossary.html", GlossaryPage.from_plan)


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    choice = CheckChoice.from_query(request.GET)
    page_of = partial(MethodPage.from_plan, choice=choice)
    return _plan_page(request, "indicators/method.html", page_of)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of an address that does not exist; a past day that cannot be shown says why."""
    refused = isinstance(exception, DayNotShown)
    context = {"reason": str(exception), "address": request.path} if refused else {}
    return render(request, "404.html", context, status=404)


def staff_home(request: HttpRequest) -> HttpResponse:
    """The admin's first page; whoever only reports for a section is led to what is to be done."""
    apps = {app["app_label"] for app in admin.site.get_app_list(request)}
    if is_clerk(request.user) and apps <= {"reporting"}:
        return redirect("admin:reporting_entry_todo")
    return admin.site.index(request)


@require_safe
def guide(request: HttpRequest, name: str = "") -> HttpResponse:
    """A page of the staff guide, inside the admin."""
    page = GuidePage.found(name)
    if page is None:
        raise Http404("その手引きはありません。")
    context = {"title": page.title, "page": page, "pages": guide_pages()}
    return render(request, "admin/guide.html", {**admin.site.each_context(request), **context})


@require_safe
def guide_picture(request: HttpRequest, picture_name: str, name: str = "") -> FileResponse:
    path = picture(picture_name)
    if path is None:
        raise Http404("その図はありません。")
    return FileResponse(path.open("rb"), content_type="image/png")


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of a fault of ours: 503 when the database is out of reach, else 500."""
    is_database_away = _is_database_away(sys.exc_info()[1])
    headers = {"Cache-Control": "no-store"}
    if is_database_away:
        headers["Retry-After"] = _SECONDS_TO_RETRY
    status = 503 if is_database_away else 500
    return HttpResponse(render_to_string("500.html"), status=status, headers=headers)


def _is_database_away(fault: BaseException | None) -> bool:
    """Tell whether a fault means that no usable database is there, rather than a slip of ours."""
    if isinstance(fault, OperationalError | InterfaceError):
        return True
    # What SQLite raises for a file that is none of its own.
    if type(fault) is DatabaseError:
        return True
    # PostgreSQL calls a database that was never migrated a programming error.
    return getattr(getattr(fault, "__cause__", None), "sqlstate", "") == _UNDEFINED_TABLE


def _plan_page(
    request: HttpRequest, template: str, page_of: Callable[[Plan, date], Any]
) -> HttpResponse:
    """Render a page of the plan asked for by ?plan=, else of the one on the home page."""
    published = Plan.objects.published()
    slug = request.GET.get("plan", "")
    asked = published.filter(slug=slug).first() if slug_re.match(slug) else None
    plan = asked or published.on_home(localdate())
    if plan is None:
        return render(request, "indicators/no_plan.html")
    return render(request, template, {"page": page_of(plan, localdate())})

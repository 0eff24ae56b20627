from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sunagawa_plan.context import PORTAL_NAME, PUBLISHER
from sunagawa_plan.updates.feed import CONTENT_TYPE, atom
from sunagawa_plan.updates.page import UpdatesPage


@require_safe
def updates(request: HttpRequest) -> HttpResponse:
    page = UpdatesPage.from_query(request.GET)
    return render(request, "portal/updates.html", {"page": page})


@require_safe
def updates_feed(request: HttpRequest) -> HttpResponse:
    """The updates of the same query string as an Atom feed."""
    content = atom(
        UpdatesPage.from_query(request.GET),
        title=f"{PORTAL_NAME} 更新履歴",
        author=PUBLISHER,
        host=request.get_host().partition(":")[0],
        absolute=request.build_absolute_uri,
    )
    return HttpResponse(content, content_type=CONTENT_TYPE)

"""Pages with readings (?ruby=1): the same page, with a reading over every hard word."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from sunagawa_plan.lib.readings import READINGS
from sunagawa_plan.lib.ruby import ON, PARAMETER, carried_on, with_readings

Answer = Callable[[HttpRequest], HttpResponseBase]


def has_ruby(request: HttpRequest) -> bool:
    """Tell whether a reader asked for readings."""
    return request.GET.get(PARAMETER) == ON


def ruby_address(request: HttpRequest) -> str:
    """Return the query that switches readings on or off and keeps all else that was asked."""
    asked = request.GET.copy()
    if has_ruby(request):
        asked.pop(PARAMETER)
    else:
        asked[PARAMETER] = ON
    return f"?{asked.urlencode()}" if asked else request.path


def readings_on_request(get_response: Answer) -> Answer:
    """Puts readings over the words of a page that was asked for with them. One query more.

    Stands inside FreshPublicPages, so that a page with readings is kept like any other.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if has_ruby(request) and _is_public_page(request, response):
            _put_readings(response)
        return response

    return respond


def _is_public_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return is_page and not request.path_info.startswith("/admin/") and response.status_code < 500


def _put_readings(response: Any) -> None:
    if not isinstance(response, HttpResponse):
        return
    readings = READINGS | _explained_words()
    page = with_readings(response.content.decode(), readings)
    response.content = carried_on(page).encode()


def _explained_words() -> dict[str, str]:
    """Return the readings of the published plans' explained words."""
    terms = apps.get_model("indicators", "GlossaryTerm").objects.filter(plan__is_published=True)
    return dict(terms.exclude(reading="").order_by().values_list("term", "reading"))

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sunagawa_plan.search.page import SearchPage


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    page = SearchPage.from_query(request.GET, localdate())
    return render(request, "portal/search.html", {"page": page})

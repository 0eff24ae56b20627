from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sunagawa_plan.accessibility.results import Results

RESULTS = settings.BASE_DIR / "docs" / "accessibility" / "results.toml"


@cache
def results() -> Results:
    """Return the results, which change with the release only."""
    return Results.read(RESULTS)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {
        "results": results(),
        "contact": settings.ACCESSIBILITY_CONTACT,
        "deadline": settings.ACCESSIBILITY_DEADLINE,
    }
    return render(request, "portal/accessibility.html", context)

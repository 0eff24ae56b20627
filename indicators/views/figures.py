from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from indicators.models import Indicator
from indicators.pages.drawing import drawn_series
from sunagawa_plan.lib.charts.figure import figure_json, indicator_figure


@require_safe
def figure(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """Serve an indicator's chart as a plotly figure, for readers who ask to explore it."""
    indicator = get_object_or_404(Indicator.objects.published(plan).with_series(), code=code)
    series = drawn_series(
        indicator,
        indicator.series(localdate()),
        milestones=tuple(indicator.plan.milestones.all()),
        is_sample=settings.SAMPLE_DATA,
    )
    return HttpResponse(figure_json(indicator_figure(series)), content_type="application/json")

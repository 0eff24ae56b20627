from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from indicators.pages.drawing import drawn_series
from indicators.views.editions import edition_or_404, indicator_or_404
from sunagawa_plan.lib.charts.figure import figure_json, indicator_figure


@require_safe
def figure(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """Serve an indicator's chart as a plotly figure, for readers who ask to explore it."""
    edition = edition_or_404(request, plan)
    indicator = indicator_or_404(edition, code)
    series = drawn_series(
        indicator,
        indicator.series(edition.day),
        milestones=tuple(edition.plan.milestones.all()),
        is_sample=settings.SAMPLE_DATA,
    )
    return HttpResponse(figure_json(indicator_figure(series)), content_type="application/json")

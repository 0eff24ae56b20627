from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from finance.models import SoundnessRatio
from finance.pages.book import AccountBook
from finance.pages.drawing import stack_named
from finance.pages.lent import Lender
from finance.pages.soundness import ratio_drawing
from sunagawa_plan.lib.charts.figure import figure_json, indicator_figure
from sunagawa_plan.lib.charts.stacked_figure import stacked_figure

_NO_FIGURE = "その図はありません。"


@require_safe
def amounts_figure(request: HttpRequest, name: str) -> HttpResponse:
    """Serve a chart of amounts over the years as a plotly figure."""
    book = AccountBook.published()
    try:
        series = stack_named(book, name, is_sample=settings.SAMPLE_DATA) if book else None
    except LookupError:
        series = None
    if series is None:
        raise Http404(_NO_FIGURE)
    return HttpResponse(figure_json(stacked_figure(series)), content_type="application/json")


@require_safe
def ratio_figure(request: HttpRequest, code: str, lend: Lender) -> HttpResponse:
    """Serve a ratio's chart as a plotly figure."""
    ratio = get_object_or_404(SoundnessRatio.objects.with_published(), code=code)
    series = ratio_drawing(ratio, lend([ratio]), is_sample=settings.SAMPLE_DATA)
    if series is None:
        raise Http404(_NO_FIGURE)
    return HttpResponse(figure_json(indicator_figure(series)), content_type="application/json")

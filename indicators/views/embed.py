from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from indicators.models import Indicator
from indicators.pages.embed import EmbedPage


@require_safe
@xframe_options_exempt
def embed(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """An indicator's chart for frames on other sites; middleware.framable_charts lets them."""
    indicator = get_object_or_404(Indicator.objects.published(plan).with_series(), code=code)
    page = EmbedPage.from_indicator(indicator, localdate(), is_sample=settings.SAMPLE_DATA)
    return render(request, "indicators/embed.html", {"page": page})

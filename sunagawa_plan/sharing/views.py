from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from indicators.models import Plan
from indicators.pages.share import share_card
from sunagawa_plan.context import PORTAL_NAME
from sunagawa_plan.lib.card import draw_card, find_font
from sunagawa_plan.sharing.sitemap import addresses

_SECONDS_KEPT = 24 * 60 * 60


@require_safe
def picture(request: HttpRequest, plan: str) -> HttpResponse:
    """The picture of a plan's links: drawn once for what it says; without a font, a standing one."""
    chosen = get_object_or_404(Plan.objects.published(), slug=plan)
    font = find_font()
    if font is None:
        return redirect(static("img/share.png"))
    card = share_card(chosen, localdate(), site=PORTAL_NAME, is_sample=settings.SAMPLE_DATA)
    key = f"share-picture:{blake2b(repr(card).encode(), digest_size=16).hexdigest()}"
    drawn = cache.get_or_set(key, lambda: draw_card(card, font), _SECONDS_KEPT)
    return HttpResponse(drawn, content_type="image/png")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    context = {"addresses": addresses()}
    return render(request, "portal/sitemap.xml", context, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/robots.txt", content_type="text/plain; charset=utf-8")

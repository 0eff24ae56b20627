from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from indicators.editions import Edition
from indicators.models import Indicator, Plan
from indicators.past_edition import edition_of
from sunagawa_plan.lib.calendar_day import day_in_words
from sunagawa_plan.shared.as_of import DayNotShown, day_asked


def edition_or_404(request: HttpRequest, plan: str) -> Edition:
    """Return a published plan as it is, or as it was on the day that ?as_of= asks for."""
    today = localdate()
    chosen = get_object_or_404(Plan.objects.published(), slug=plan)
    return edition_of(chosen, day_asked(request.GET, today), today)


def indicator_or_404(edition: Edition, code: str) -> Indicator:
    """Return an edition's indicator with its series."""
    found = edition.indicator(code)
    if found is not None:
        return found
    if edition.as_of:
        raise DayNotShown(
            f"指標{code}は、{day_in_words(edition.as_of)}には公開されていませんでした。"
        )
    raise Http404("その番号の指標はありません。")

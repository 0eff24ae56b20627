from django.conf import settings
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from indicators.exports.catalogue import plan_table
from indicators.models import Plan
from sunagawa_plan.lib.downloads import FORMS, attachment


@require_safe
def plan_file(request: HttpRequest, plan: str, name: str, suffix: str) -> StreamingHttpResponse:
    """Stream one of a plan's public files; nothing is read before the first chunk is sent."""
    chosen = get_object_or_404(Plan.objects.published(), slug=plan)
    try:
        form, table = FORMS[suffix], plan_table(chosen, name, localdate())
    except LookupError:
        raise Http404("その名前のファイルはありません。") from None
    # A file leaves the page and its banner behind, so its name says what it holds.
    mark, kanji = ("sample-", "【サンプル】") if settings.SAMPLE_DATA else ("", "")
    names = (
        f"{mark}{chosen.slug}-{name}.{suffix}",
        f"{kanji}{chosen.name}_{table.title}.{suffix}",
    )
    return StreamingHttpResponse(
        form.chunks(table),
        content_type=form.content_type,
        headers={"Content-Disposition": attachment(*names)},
    )

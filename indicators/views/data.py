from django.conf import settings
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from indicators.exports.catalogue import edition_table
from indicators.views.editions import edition_or_404
from sunagawa_plan.lib.downloads import FORMS, attachment
from sunagawa_plan.shared.as_of import name_mark, robots_header


@require_safe
def plan_file(request: HttpRequest, plan: str, name: str, suffix: str) -> StreamingHttpResponse:
    """Stream one of a plan's public files; nothing is read before the first chunk is sent."""
    edition = edition_or_404(request, plan)
    try:
        form, table = FORMS[suffix], edition_table(edition, name)
    except LookupError:
        raise Http404("その名前のファイルはありません。") from None
    # A file leaves the page and its banner behind, so its name says what it holds.
    mark, kanji = ("sample-", "【サンプル】") if settings.SAMPLE_DATA else ("", "")
    names = (
        f"{mark}{edition.plan.slug}-{name}{name_mark(edition.as_of)}.{suffix}",
        f"{kanji}{edition.plan.name}_{table.title}.{suffix}",
    )
    return StreamingHttpResponse(
        form.chunks(table),
        content_type=form.content_type,
        headers={"Content-Disposition": attachment(*names), **robots_header(edition.as_of)},
    )

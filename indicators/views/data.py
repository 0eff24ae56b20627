from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from indicators.exports.catalogue import edition_table
from indicators.views.editions import edition_or_404
from sunagawa_plan.shared.public_files import stream_table


@require_safe
def plan_file(request: HttpRequest, plan: str, name: str, suffix: str) -> StreamingHttpResponse:
    """Stream one of a plan's public files; nothing is read before the first chunk is sent."""
    edition = edition_or_404(request, plan)
    try:
        table = edition_table(edition, name)
        names = f"{edition.plan.slug}-{name}", f"{edition.plan.name}_{table.title}"
        return stream_table(table, suffix, names, as_of=edition.as_of)
    except LookupError:
        raise Http404("その名前のファイルはありません。") from None

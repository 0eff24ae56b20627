from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from finance.exports.catalogue import finance_table
from finance.models import SoundnessRatio
from finance.pages.lent import Lender
from sunagawa_plan.shared.public_files import stream_table


@require_safe
def finance_file(
    request: HttpRequest, name: str, suffix: str, lend: Lender
) -> StreamingHttpResponse:
    """Stream one of the public files of finance."""
    shared = lend(SoundnessRatio.objects.all()).ratios if name == "soundness" else {}
    try:
        table = finance_table(name, shared)
        return stream_table(table, suffix, (f"finance-{name}", f"財政_{table.title}"))
    except LookupError:
        raise Http404("その名前のファイルはありません。") from None

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from finance.exports.catalogue import finance_table, past_finance_table
from finance.models import SoundnessRatio
from finance.pages.lent import Lender
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.as_of import day_asked
from sunagawa_plan.shared.public_files import stream_table


@require_safe
def finance_file(
    request: HttpRequest, name: str, suffix: str, lend: Lender
) -> StreamingHttpResponse:
    """Stream one of the public files of finance."""
    day = day_asked(request.GET, localdate())
    try:
        table = past_finance_table(name, day, lend) if day else _table(name, lend)
        names = (f"finance-{name}", f"財政_{table.title}")
        return stream_table(table, suffix, names, as_of=day)
    except LookupError:
        raise Http404("その名前のファイルはありません。") from None


def _table(name: str, lend: Lender) -> Table:
    shared = lend(SoundnessRatio.objects.all()).ratios if name == "soundness" else {}
    return finance_table(name, shared)

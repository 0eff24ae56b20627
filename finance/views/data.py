from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from finance.exports.catalogue import finance_table
from finance.models import SoundnessRatio
from finance.pages.lent import Lender
from sunagawa_plan.lib.downloads import FORMS, attachment


@require_safe
def finance_file(
    request: HttpRequest, name: str, suffix: str, lend: Lender
) -> StreamingHttpResponse:
    """Stream one of the public files of finance."""
    shared = lend(SoundnessRatio.objects.all()).ratios if name == "soundness" else {}
    try:
        form, table = FORMS[suffix], finance_table(name, shared)
    except LookupError:
        raise Http404("その名前のファイルはありません。") from None
    names = (f"finance-{name}.{suffix}", f"財政_{table.title}.{suffix}")
    return StreamingHttpResponse(
        form.chunks(table),
        content_type=form.content_type,
        headers={"Content-Disposition": attachment(*names)},
    )

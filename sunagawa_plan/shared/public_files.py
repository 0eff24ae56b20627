"""How a public table leaves the portal as a file."""

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.http import StreamingHttpResponse

from sunagawa_plan.lib.downloads import FORMS, attachment
from sunagawa_plan.lib.tables import Table, csvw
from sunagawa_plan.shared.as_of import name_mark, robots_header

_SAMPLE, _SAMPLE_IN_JAPANESE = "sample-", "【サンプル】"


def stream_table(
    table: Table, suffix: str, names: tuple[str, str], *, as_of: date | None = None
) -> StreamingHttpResponse:
    """Stream `table` to be saved under `names`: a plain one, then the real one, without suffix.

    Nothing is read before the first chunk is sent. LookupError for an unknown suffix. Sample
    values are marked in names and title, for a file leaves the page and its banner behind. The
    file of a past day has no metadata beside it: those describe the file as it is now.
    """
    form, (plain, real) = FORMS[suffix], names
    saved_as = disposition(f"{plain}{name_mark(as_of)}", real, suffix)
    headers = {"Content-Disposition": saved_as, **robots_header(as_of)}
    if as_of is None and form.content_type.startswith("text/csv"):
        described = f"<{table.name}.{suffix}-metadata.json>"
        headers["Link"] = f'{described}; rel="describedby"; type="{csvw.MEDIA_TYPE}"'
    return StreamingHttpResponse(
        form.chunks(sample_marked(table)), content_type=form.content_type, headers=headers
    )


def disposition(plain: str, real: str, suffix: str) -> str:
    """The header under whose two names a file is saved, marked if its values are invented."""
    if settings.SAMPLE_DATA:
        plain, real = _SAMPLE + plain, _SAMPLE_IN_JAPANESE + real
    return attachment(f"{plain}.{suffix}", f"{real}.{suffix}")


def sample_marked(table: Table) -> Table:
    """The table under a title that says if its values are invented: JSON and Excel carry it."""
    if not settings.SAMPLE_DATA:
        return table
    return replace(table, title=_SAMPLE_IN_JAPANESE + table.title)

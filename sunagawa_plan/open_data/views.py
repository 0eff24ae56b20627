from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from indicators.models import Plan
from sunagawa_plan.freshness import files_version
from sunagawa_plan.lib.tables import csvw
from sunagawa_plan.open_data import dcat
from sunagawa_plan.open_data.archive import archive_chunks
from sunagawa_plan.open_data.csvw import file_metadata
from sunagawa_plan.open_data.descriptions import description_table
from sunagawa_plan.open_data.json_text import json_bytes
from sunagawa_plan.open_data.keeping import kept
from sunagawa_plan.open_data.openapi import openapi_document
from sunagawa_plan.open_data.page import OpenDataPage
from sunagawa_plan.open_data.shelves import (
    Licence,
    Shelf,
    descriptions_shelf,
    finance_shelf,
    plan_shelves,
    public_shelves,
)
from sunagawa_plan.shared.public_files import disposition, stream_table


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "open_data/index.html", {"page": OpenDataPage.on(localdate())})


@require_safe
def description(request: HttpRequest, name: str, suffix: str) -> StreamingHttpResponse:
    """Stream one of the files that explain the others."""
    try:
        table = description_table(name)
        return stream_table(table, suffix, (f"open-data-{name}", table.title))
    except LookupError:
        raise Http404("その名前のファイルはありません。") from None


@require_safe
def plan_metadata(request: HttpRequest, plan: str, name: str, suffix: str) -> HttpResponse:
    chosen = get_object_or_404(Plan.objects.published(), slug=plan)
    (shelf,) = plan_shelves([chosen], localdate())
    return _metadata(shelf, name, suffix)


@require_safe
def finance_metadata(request: HttpRequest, name: str, suffix: str) -> HttpResponse:
    return _metadata(finance_shelf(), name, suffix)


@require_safe
def description_metadata(request: HttpRequest, name: str, suffix: str) -> HttpResponse:
    return _metadata(descriptions_shelf(), name, suffix)


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    document = _catalogue(request, public_shelves(localdate()))
    return HttpResponse(json_bytes(document), content_type=dcat.MEDIA_TYPE)


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    document = openapi_document(public_shelves(localdate()), Licence.of_the_city())
    return HttpResponse(json_bytes(document), content_type="application/json")


@require_safe
def everything(request: HttpRequest) -> StreamingHttpResponse:
    """Stream all files as one archive: made at the first call after a change, then kept."""
    today = localdate()
    path = settings.STATE_DIR / "open-data" / f"{files_version(request, today)}.zip"
    names = "sunagawa-plan-open-data", "砂川市総合計画の進み具合_オープンデータ"
    return StreamingHttpResponse(
        kept(path, lambda: _archive(request, today)),
        content_type="application/zip",
        headers={"Content-Disposition": disposition(*names, "zip")},
    )


def _archive(request: HttpRequest, today: date) -> Iterator[bytes]:
    shelves, licence = public_shelves(today), Licence.of_the_city()
    documents = {
        reverse("open_data:catalogue"): json_bytes(_catalogue(request, shelves)),
        reverse("openapi"): json_bytes(openapi_document(shelves, licence)),
    }
    return archive_chunks(shelves, licence, documents)


def _catalogue(request: HttpRequest, shelves: tuple[Shelf, ...]) -> dcat.Node:
    return dcat.dcat_catalogue(shelves, Licence.of_the_city(), request.build_absolute_uri)


def _metadata(shelf: Shelf, name: str, suffix: str) -> HttpResponse:
    """Serve the CSV on the Web metadata that stands beside a CSV file."""
    try:
        (file,) = (file for file in shelf.files if file.name == name)
        document = file_metadata(shelf, file, suffix, Licence.of_the_city())
    except (KeyError, ValueError):
        raise Http404("その名前のファイルはありません。") from None
    return HttpResponse(json_bytes(document), content_type=csvw.MEDIA_TYPE)

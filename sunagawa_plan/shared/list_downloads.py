"""Admin lists as files: what the list shows, with its filters, under the public columns."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse

from sunagawa_plan.lib.downloads import attachment, file_of
from sunagawa_plan.lib.tables import Table

TableOf = Callable[[Any], Table]

# In the words of offices; JSON is for the public site.
_LIST = "list"
OFFERED = {"csv": "CSV", "cp932.csv": "CSV（Shift_JIS系）", "xlsx": "Excel"}


def file_response(table: Table, suffix: str) -> StreamingHttpResponse:
    """Stream a table as a file that offices open; Http404 for any other form."""
    if suffix not in OFFERED:
        raise Http404("その形式では保存できません。")
    content_type, chunks = file_of(table, suffix)
    names = (f"{table.name}.{suffix}", f"{table.title}.{suffix}")
    return StreamingHttpResponse(
        chunks,
        content_type=content_type,
        headers={"Content-Disposition": attachment(*names)},
    )


class DownloadsMixin(admin.ModelAdmin):
    """Adds 「この一覧を保存」 to a list; table() says which file the list is.

    A table that cannot be made of a list is a ValueError in Japanese, told above the list.
    A list may lead to further files about its rows: more_tables(), by their name in the address.
    """

    def table(self, queryset: QuerySet[Any]) -> Table:
        """Return the public table of the rows of a list."""
        raise NotImplementedError

    def more_tables(self, request: HttpRequest) -> Mapping[str, TableOf]:
        """Return what builds each further table of the rows of a list."""
        return {}

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.download_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_download"
        address = "download/<slug:file>.<str:suffix>"
        return [path(address, view, name=name), *super().get_urls()]

    def download_view(self, request: HttpRequest, file: str, suffix: str) -> HttpResponseBase:
        """Stream the list with the filters of the query string."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            raise Http404("その条件では絞り込めません。") from None
        tables = {_LIST: self.table, **self.more_tables(request)}
        if file not in tables:
            raise Http404("その名前のファイルはありません。")
        try:
            return file_response(tables[file](rows), suffix)
        except ValueError as refused:
            messages.error(request, str(refused))
            changelist = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
            return redirect(f"{reverse(changelist)}?{request.GET.urlencode()}")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        files = {
            "downloads": self._links(_LIST, query),
            "more_downloads": [
                (file, self._links(file, query)) for file in self.more_tables(request)
            ],
        }
        return super().changelist_view(request, {**files, **(extra_context or {})})

    def _links(self, file: str, query: str) -> list[tuple[str, str]]:
        """Return the addresses of a file, with the list's filters, and the word of each form."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_download"
        forms = OFFERED.items()
        return [(reverse(name, args=[file, suffix]) + query, word) for suffix, word in forms]

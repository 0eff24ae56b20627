"""Admin lists as files: what the list shows, with its filters, under the public columns."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path, reverse

from sunagawa_plan.lib.downloads import FORMS, attachment
from sunagawa_plan.lib.tables import Table

# In the words of offices; JSON is for the public site.
_OFFERED = {"csv": "CSV", "cp932.csv": "CSV（Shift_JIS系）", "xlsx": "Excel"}


def file_response(table: Table, suffix: str) -> StreamingHttpResponse:
    """Stream a table as a file that offices open; Http404 for any other form."""
    if suffix not in _OFFERED:
        raise Http404("その形式では保存できません。")
    form = FORMS[suffix]
    names = (f"{table.name}.{suffix}", f"{table.title}.{suffix}")
    return StreamingHttpResponse(
        form.chunks(table),
        content_type=form.content_type,
        headers={"Content-Disposition": attachment(*names)},
    )


class DownloadsMixin(admin.ModelAdmin):
    """Adds 「この一覧を保存」 to a list; table() says which file the list is."""

    def table(self, queryset: QuerySet[Any]) -> Table:
        """Return the public table of the rows of a list."""
        raise NotImplementedError

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.download_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_download"
        return [path("download/list.<str:suffix>", view, name=name), *super().get_urls()]

    def download_view(self, request: HttpRequest, suffix: str) -> StreamingHttpResponse:
        """Stream the list with the filters of the query string."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            raise Http404("その条件では絞り込めません。") from None
        return file_response(self.table(rows), suffix)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_download"
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        links = [(reverse(name, args=[suffix]) + query, word) for suffix, word in _OFFERED.items()]
        return super().changelist_view(request, {"downloads": links, **(extra_context or {})})

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.timezone import localdate

from reporting.admin.opening import open_view
from reporting.admin.overview import download_view, end_view, join_view, overview_view
from reporting.admin.publication import publish_view
from reporting.admin.remarks import remarks_view
from reporting.admin.reminders import remind_view
from reporting.admin.review import entry_view
from reporting.admin.staff_pages import REVIEW, address
from reporting.domain.states import EntryState
from reporting.models import Round
from reporting.round_forms import RoundForm
from sunagawa_plan.shared.staff_admin import PortalAdmin

# The pages of one round: what stands behind its key in the address, its name, its view.
_PAGES = (
    ("overview/", "overview", overview_view),
    ("overview/download/list.<str:suffix>", "download", download_view),
    ("entry/<int:entry>/", "entry", entry_view),
    ("publish/", "publish", publish_view),
    ("join/", "join", join_view),
    ("remind/", "remind", remind_view),
    ("end/", "end", end_view),
    ("remarks/", "remarks", remarks_view),
)
_COUNTED = {state: Count("entries", filter=Q(entries__state=state.value)) for state in EntryState}


@admin.register(Round)
class RoundAdmin(PortalAdmin):
    form = RoundForm
    list_display_links = None
    list_filter = ("plan",)
    list_select_related = ("plan",)
    readonly_fields = ("plan", "year")
    fieldsets = ((None, {"fields": ("plan", "year", "opens_on", "due_on", "note")}),)

    def get_urls(self) -> list[Any]:
        def wrapped(view: Any) -> Any:
            return self.admin_site.admin_view(lambda request, **kw: view(self, request, **kw))

        return [
            path(f"<int:pk>/{route}", wrapped(view), name=f"reporting_round_{name}")
            for route, name, view in _PAGES
        ] + super().get_urls()

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Open a round on a page of its own."""
        return open_view(self, request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes a round: what was reported in it stays on record."""
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        counts = {f"count_{state.value}": counted for state, counted in _COUNTED.items()}
        rounds: Any = super().get_queryset(request)
        if not request.user.has_perm(REVIEW):
            rounds = rounds.begun(localdate())
        return rounds.annotate(**counts)

    @admin.display(description="年度", ordering="fiscal_year")
    def year(self, row: Round) -> str:
        return row.year.full

    @admin.display(description="締切", ordering="due_on")
    def period(self, row: Round) -> str:
        if row.is_closed:
            return f"{row.opens_on:%Y年%-m月%-d日}〜{row.due_on:%Y年%-m月%-d日}"
        return row.period.told(localdate())

    @admin.display(description="受付の状態")
    def phase(self, row: Round) -> str:
        return row.phase(localdate()).label

    @admin.display(description="報告の状態")
    def progress(self, row: Any) -> str:
        counts = [(state.label, getattr(row, f"count_{state.value}")) for state in EntryState]
        return "・".join(f"{label}{count}" for label, count in counts if count) or "指標なし"

    @admin.display(description="状況")
    def overview(self, row: Round) -> str:
        return _link(address("overview", row.pk), "報告の状況を見る", row)

    @admin.display(description="受付")
    def setting(self, row: Round) -> str:
        return _link(address("change", row.pk), "期間とお知らせ", row)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Lead planners to the overview; others have none."""
        shown = ("year", "plan", "period", "phase", "progress", "setting")
        return (*shown, "overview") if request.user.has_perm(REVIEW) else shown


def _link(target: str, word: str, row: Round) -> str:
    """Return a link whose name says which round it leads to."""
    return format_html(
        '<a href="{}">{}<span class="visually-hidden">（{}）</span></a>', target, word, row
    )

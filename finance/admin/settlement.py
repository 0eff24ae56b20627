from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from finance.admin.imports import ImportsMixin
from finance.admin.publication import publish_view
from finance.admin.year_entry import (
    check_view,
    choose_year_view,
    sheet_address,
    template_view,
    year_sheet_view,
)
from finance.exports.book_layout import book_layout_table
from finance.exports.settlement import settlement_table
from finance.item_names import distinct_names
from finance.models import Account, SettlementAmount, SettlementItem, SettlementYear
from finance.pages.book import AccountBook
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.shared.fields import LAST_SENSIBLE_YEAR
from sunagawa_plan.shared.list_downloads import DownloadsMixin, TableOf
from sunagawa_plan.shared.list_filters import FiscalYearFilter
from sunagawa_plan.shared.staff_admin import Part, PortalAdmin


def _as_in_the_book(queryset: QuerySet[SettlementYear]) -> Table:
    """Return the years of a list, drafts too, in the book's layout; it has one account."""
    accounts = list(Account.objects.filter(years__in=queryset.values("pk")).distinct())
    if len(accounts) != 1:
        raise ValueError("冊子の形の表は1つの会計だけで作ります。会計を選んで絞り込んでください。")
    book = AccountBook.of(accounts[0], SettlementYear.objects.all())
    if book is None:
        raise ValueError("この会計には、まだ決算がありません。")
    years = sorted(queryset.values_list("fiscal_year", flat=True))
    return book_layout_table(book, years)


class AmountPart(Part):
    """The amounts of a year, called by their items' present names, told apart."""

    def names(self, keys: set[Any]) -> dict[Any, str]:
        accounts = SettlementItem.objects.filter(pk__in=keys).values("account")
        items = list(SettlementItem.objects.filter(account__in=accounts).with_names())
        names = distinct_names(items, LAST_SENSIBLE_YEAR)
        known = {item.pk: names[item.code] for item in items}
        return {key: known.get(key, "（削除済み）") for key in keys}


@admin.register(SettlementYear)
class SettlementYearAdmin(ImportsMixin, DownloadsMixin, PortalAdmin):
    """The years of every account; a year is entered on its sheet, never row by row."""

    list_display = ("year", "account", "status", "published_at", "published_by")
    list_display_links = ("year",)
    list_filter = ("account", FiscalYearFilter, "status")
    list_select_related = ("account", "published_by")
    ordering = ("account", "-fiscal_year")
    actions = None
    parts = (AmountPart(SettlementAmount, "year_id", "item_id"),)
    import_export_change_list_template = "admin/finance/settlementyear/change_list.html"

    def get_urls(self) -> list[Any]:
        def wrapped(view: Any) -> Any:
            return self.admin_site.admin_view(lambda request, **kw: view(self, request, **kw))

        name, year = (
            f"{self.opts.app_label}_{self.opts.model_name}",
            "year/<slug:account>/<int:year>",
        )
        return [
            path("year/", wrapped(choose_year_view), name=f"{name}_choose_year"),
            path(f"{year}/", wrapped(year_sheet_view), name=f"{name}_year"),
            path(f"{year}/check/", wrapped(check_view), name=f"{name}_check"),
            path(f"{year}/publish/", wrapped(publish_view), name=f"{name}_publish"),
            path(f"{year}/sheet.<str:suffix>", wrapped(template_view), name=f"{name}_template"),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:finance_settlementyear_choose_year"))

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Lead to the sheet, which checks the rights."""
        key = int(object_id) if object_id.isdecimal() else 0
        years = SettlementYear.objects.select_related("account")
        year = get_object_or_404(years, pk=key)
        return HttpResponseRedirect(sheet_address(year.account, year.fiscal_year))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only drafts can be deleted: what was published is corrected, not taken away."""
        is_published = obj is not None and obj.is_published
        return not is_published and super().has_delete_permission(request, obj)

    def table(self, queryset: QuerySet[SettlementYear]) -> Table:
        """Return the years of a list, drafts too; their ratios may rest on drafts."""
        chosen = SettlementYear.objects.filter(pk__in=queryset.values("pk"))
        return settlement_table(chosen, known=SettlementYear.objects.all())

    def more_tables(self, request: HttpRequest) -> Mapping[str, TableOf]:
        """Offer the years of the list as the book prints them."""
        return {"settlement-book": _as_in_the_book}

    @admin.display(description="年度", ordering="fiscal_year")
    def year(self, row: SettlementYear) -> str:
        return FiscalYear(row.fiscal_year).full

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from finance.item_form import SettlementItemForm
from finance.models import Account, SettlementItem, SettlementItemName
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.staff_admin import Part, PartInline, PortalAdmin

# What tells an item's published figures apart: fixed once there are any.
_FIXED = ("account", "code", "section", "parent", "is_total")


@admin.register(Account)
class AccountAdmin(PortalAdmin):
    list_display = ("name", "code", "order")

    def get_readonly_fields(self, request: HttpRequest, obj: Account | None = None) -> Any:
        return ("code",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        has_years = obj is not None and obj.years.exists()
        return not has_years and super().has_delete_permission(request, obj)


class ItemNameInline(PartInline):
    model = SettlementItemName
    verbose_name_plural = "改称（ある年度から名前が変わるとき）"


@admin.register(SettlementItem)
class SettlementItemAdmin(PortalAdmin):
    """The rows of the table. Earlier years keep their items, names and sums."""

    form = SettlementItemForm
    list_display = ("name", "section", "parent", "is_total", "life", "order")
    list_filter = ("account", "section", "is_total")
    list_select_related = ("parent",)
    ordering = ("account", "order")
    search_fields = ("name", "code")
    inlines = (ItemNameInline,)
    parts = (Part(SettlementItemName, "item_id", "effective_from"),)
    actions = None
    fieldsets = (
        (None, {"fields": ("account", "section", "parent", "code", "is_total", "order")}),
        (
            "名前",
            {
                "fields": ("name", "printed_label"),
                "description": "ここの名前は、最初の年度からの名前です。途中の年度から名前が変わるときは、"
                "ここを直さず、下の「改称」に年度を入れてください。",
            },
        ),
        (
            "ある年度",
            {
                "fields": ("first_fiscal_year", "last_fiscal_year"),
                "description": "項目を追加するときは最初の年度、廃止するときは最後の年度を入れます。"
                "過去の年度の表はそのまま残ります。",
            },
        ),
    )

    def get_readonly_fields(
        self, request: HttpRequest, obj: SettlementItem | None = None
    ) -> tuple[str, ...]:
        return _FIXED if obj is not None and obj.amounts.exists() else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An item with amounts is ended, never deleted."""
        has_amounts = obj is not None and obj.amounts.exists()
        return not has_amounts and super().has_delete_permission(request, obj)

    @admin.display(description="ある年度")
    def life(self, row: SettlementItem) -> str:
        first, last = row.first_fiscal_year, row.last_fiscal_year
        if first is None and last is None:
            return "全年度"
        ends = (FiscalYear(year).short if year else "" for year in (first, last))
        return "～".join(ends)

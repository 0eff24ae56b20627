"""Filters of admin lists that both apps need."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from sunagawa_plan.lib.fiscal_year import FiscalYear


class FiscalYearFilter(admin.SimpleListFilter):
    """The fiscal years that the list's model has rows of, in their Japanese names."""

    title = "年度"
    parameter_name = "fiscal_year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows = model_admin.model.objects.order_by("-fiscal_year")
        years = rows.values_list("fiscal_year", flat=True).distinct()
        return [(str(year), FiscalYear(year).full) for year in years]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        year = self.value()
        return queryset.filter(fiscal_year=year) if year and year.isdecimal() else queryset

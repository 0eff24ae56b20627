"""The admin of a record with a history: forms that read what offices type, changes in words."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from sunagawa_plan.shared import fields
from sunagawa_plan.shared.form_fields import (
    FiscalYearField,
    LinesField,
    NumberField,
    ReasonedForm,
)
from sunagawa_plan.shared.row_changes import RowChange, changes, give_reason, written

_TYPED_AS_OFFICES_DO: dict[type[models.Field], dict[str, Any]] = {
    fields.MeasuredField: {"form_class": NumberField},
    fields.FiscalYearField: {"form_class": FiscalYearField},
    models.TextField: {"form_class": LinesField},
}


@dataclass(frozen=True)
class Part:
    """A model whose rows are edited on its parent's page; named_by tells them apart."""

    model: Any
    parent: str
    named_by: str

    def changes(self, parent_id: str) -> list[RowChange]:
        """Describe the changes of all rows that hang, or hung, on the parent."""
        found = self.model.history.filter(**{self.parent: parent_id})
        records = list(found.select_related("history_user"))
        column = self.model._meta.get_field(self.named_by).attname
        names = self.names({getattr(record, column) for record in records})
        title = self.model._meta.verbose_name
        return changes(records, subject=lambda row: f"{title} {names[getattr(row, column)]}")

    def names(self, keys: set[Any]) -> dict[Any, str]:
        """Return what to call the rows, by what tells them apart. No query for each."""
        field = self.model._meta.get_field(self.named_by)
        return {key: written(field, key) for key in keys}


class PartInline(admin.TabularInline):
    """Rows of a part, one table row each."""

    extra = 0
    formfield_overrides = _TYPED_AS_OFFICES_DO


class PortalAdmin(admin.ModelAdmin):
    """A record with a history; parts are the models whose changes belong to its own."""

    form = ReasonedForm
    formfield_overrides = _TYPED_AS_OFFICES_DO
    list_per_page = 50
    parts: tuple[Part, ...] = ()

    def view_on_site(self, obj: Any) -> str | None:
        """Return the address of the public page, or None where there is none."""
        return None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = f"{self.opts.verbose_name}の一覧"
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_fieldsets(self, request: HttpRequest, obj: Any | None = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is not None and self.has_change_permission(request, obj):
            fieldsets.append(("変更の記録", {"fields": ["change_reason"]}))
        return fieldsets

    def get_fields(self, request: HttpRequest, obj: Any | None = None) -> Any:
        asked = super().get_fields(request, obj)
        return [name for name in asked if name not in {"change_reason", "stamp"}]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Save what has changed; a form sent back as it was leaves no trace."""
        if change and not form.changed_data:
            return
        give_reason(obj, form.cleaned_data.get("change_reason", ""))
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        for part in formset.forms:
            give_reason(part.instance, form.cleaned_data.get("change_reason", ""))
        super().save_formset(request, form, formset, change)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show who changed what, when, from what to what; nothing can be reverted here."""
        key = unquote(object_id)
        obj = self.get_object(request, key)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        told = self._changes(key) if key.isdecimal() else []
        if obj is None and not told:
            raise Http404("その記録はありません。")
        name = str(obj) if obj else "削除済み"
        context = {
            **self.admin_site.each_context(request),
            "title": f"変更履歴: {name}",
            "subtitle": None,
            "object": obj,
            "opts": self.opts,
            "changes": told,
            "preserved_filters": self.get_preserved_filters(request),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/row_history.html", context)

    def _changes(self, key: str) -> list[RowChange]:
        own = self.model.history.filter(**{self.opts.pk.attname: key})
        told = changes(own.select_related("history_user"))
        for part in self.parts:
            told += part.changes(key)
        return sorted(told, key=lambda change: change.when, reverse=True)

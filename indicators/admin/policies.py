from typing import Any

from django import forms
from django.contrib import admin

from indicators.models import BasicProject, Policy, RelatedPlan, SdgGoal
from sunagawa_plan.shared.staff_admin import Part, PartInline, PortalAdmin


class RelatedPlanInline(PartInline):
    model = RelatedPlan


@admin.register(Policy)
class PolicyAdmin(PortalAdmin):
    list_display = ("code", "title", "field", "goal", "source_page")
    list_display_links = ("code", "title")
    list_filter = ("goal__plan", "goal", "field")
    list_select_related = ("goal__plan",)
    search_fields = ("code", "title", "field", "aim", "current_state")
    autocomplete_fields = ("goal",)
    inlines = (RelatedPlanInline,)
    parts = (Part(RelatedPlan, "policy_id", "name"),)
    fieldsets = (
        (None, {"fields": ("goal", "code", "order", "field", "title")}),
        (
            "冊子の文章",
            {
                "fields": ("aim", "current_state", "photograph_captions", "source_page"),
                "description": "段落は空の行で区切ります。用語解説のある言葉の後の「*」は残します。",
            },
        ),
        ("SDGs", {"fields": ("sdg_goals",)}),
    )

    def formfield_for_manytomany(self, db_field: Any, request: Any, **options: Any) -> Any:
        options["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **options)

    def view_on_site(self, obj: Policy) -> str | None:
        return obj.get_absolute_url() if obj.goal.plan.is_published else None


@admin.register(BasicProject)
class BasicProjectAdmin(PortalAdmin):
    list_display = ("code", "title", "policy")
    list_display_links = ("code", "title")
    list_filter = ("policy__goal__plan", "policy")
    list_select_related = ("policy__goal__plan",)
    search_fields = ("code", "title", "purpose")
    autocomplete_fields = ("policy",)
    fieldsets = (
        (None, {"fields": ("policy", "code", "order", "title", "purpose")}),
        ("指標", {"fields": ("no_indicator_reason",)}),
    )

    def view_on_site(self, obj: BasicProject) -> str | None:
        return obj.policy.get_absolute_url() if obj.policy.goal.plan.is_published else None


@admin.register(SdgGoal)
class SdgGoalAdmin(admin.ModelAdmin):
    """The United Nations' list: to be read, and chosen on the page of a policy."""

    list_display = ("number", "title")
    list_display_links = ("title",)

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False

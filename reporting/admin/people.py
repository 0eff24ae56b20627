"""Accounts in the admin: made with group and section in one form, switched off, never deleted."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_variables

from reporting.accounts import ADD_PEOPLE, CHANGE_PEOPLE, create_person, may_manage
from reporting.person_forms import NewPersonForm, PersonForm

_PAGE = "admin/auth/user/new_person.html"
_CREATED = "admin/auth/user/person_created.html"


class PersonAdmin(UserAdmin):
    """Accounts, as far as the person who looks may manage them."""

    form = PersonForm
    list_display = ("username", "last_name", "first_name", "sections", "roles", "is_active")
    list_filter = ("is_active", "groups", "memberships__department")
    search_fields = ("username", "last_name", "first_name")
    filter_horizontal = ()
    actions = None
    _shown = ("username", "last_name", "first_name", "is_active", "groups")

    def get_queryset(self, request: HttpRequest) -> Any:
        people = super().get_queryset(request)
        return people.prefetch_related("groups", "memberships__department")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = [*self._shown]
        if request.user.is_superuser:
            fields.append("is_superuser")
        return ((None, {"fields": fields}),)

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002
        **options: Any,
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **options)
        form.giver = request.user
        return form

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(ADD_PEOPLE)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not request.user.has_perm(CHANGE_PEOPLE):
            return False
        return obj is None or may_manage(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: what a person did stays theirs."""
        return False

    @sensitive_variables("password")
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Make an account; its temporary password is on the answer, once."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = NewPersonForm(request.POST or None, giver=request.user)
        if request.method != "POST" or not form.is_valid():
            return self._page(request, _PAGE, {"form": form, "title": "職員を登録する"})
        person, password = create_person(giver=request.user, **form.cleaned_data)
        self.log_addition(request, person, "職員を登録しました。")
        told = {"person": person, "password": password, "title": "職員を登録しました"}
        response = self._page(request, _CREATED, told)
        response["Cache-Control"] = "no-store"
        return response

    def _page(self, request: HttpRequest, template: str, told: dict[str, Any]) -> HttpResponse:
        request.current_app = self.admin_site.name
        frame = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, {**frame, **told})

    @admin.display(description="担当課")
    def sections(self, person: Any) -> str:
        return "、".join(str(row.department) for row in person.memberships.all())

    @admin.display(description="役割")
    def roles(self, person: Any) -> str:
        if person.is_superuser:
            return "すべての権限"
        return "、".join(group.name for group in person.groups.all()) or "なし"


admin.site.unregister(User)
admin.site.register(User, PersonAdmin)

"""The forms for accounts of staff: what may be chosen depends on who chooses."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group, User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError

from indicators.models import Department
from reporting.accounts import grantable_groups
from reporting.rights import SECTION


class NewPersonForm(forms.Form):
    """A new member of staff: name, group and section in one go."""

    username = forms.CharField(
        label="ユーザー名",
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text="ログインに使う名前です。半角の英数字がおすすめです。例: tanaka-h",
    )
    last_name = forms.CharField(label="姓", max_length=150)
    first_name = forms.CharField(label="名", max_length=150, required=False)
    group = forms.ModelChoiceField(Group.objects.none(), label="役割", empty_label=None)
    department = forms.ModelChoiceField(
        Department.objects.all(),
        label="担当課",
        required=False,
        help_text="担当課の職員のときは必ず選びます。",
    )
    post = forms.CharField(label="役職・係", max_length=50, required=False)

    def __init__(self, *args: Any, giver: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        keys = [group.pk for group in grantable_groups(giver)]
        chosen: Any = self.fields["group"]
        chosen.queryset = Group.objects.filter(pk__in=keys).order_by("pk")

    def clean_username(self) -> str:
        username = User.normalize_username(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError("このユーザー名は、すでに使われています。")
        return username

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        group = cleaned.get("group")
        if group and group.name == SECTION and not cleaned.get("department"):
            self.add_error("department", "担当課の職員には、担当課を選んでください。")
        return cleaned


class PersonForm(forms.ModelForm):
    """An account as it is; groups that the person who changes it may not give stay as they are."""

    # Set by the admin: who is changing the account.
    giver: Any = None

    class Meta:
        model = User
        fields = ("username", "last_name", "first_name", "is_active", "groups")
        help_texts = {
            "is_active": "退職・異動した職員は、削除せずに、この印を外します。ログインできなくなり、記録は残ります。",
            "groups": "",
        }
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "groups" in self.fields:
            chosen: Any = self.fields["groups"]
            keys = [group.pk for group in grantable_groups(self.giver)]
            chosen.queryset = Group.objects.filter(pk__in=keys).order_by("pk")

    def clean_groups(self) -> Any:
        """Keep the groups that are not the giver's to take away."""
        offered = {group.pk for group in grantable_groups(self.giver)}
        kept = {group.pk for group in self.instance.groups.all()} - offered
        chosen = {group.pk for group in self.cleaned_data["groups"]}
        return Group.objects.filter(pk__in=kept | chosen)

"""Accounts of staff: who may make, change and equip which, so that nobody gives what they lack."""

import secrets
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import transaction

from indicators.models import Department
from reporting.models import Membership
from sunagawa_plan.shared.row_changes import give_reason

ADD_PEOPLE = "reporting.add_membership"
CHANGE_PEOPLE = "reporting.change_membership"
# Whoever decides what groups may do gives them out too; the superuser's mark only a superuser.
KEEPS_GROUPS = "auth.change_group"


def grantable_groups(giver: Any) -> list[Group]:
    """Return the groups that a person may put others in: those that give nothing they lack."""
    groups = Group.objects.order_by("pk").prefetch_related("permissions__content_type")
    if giver.is_superuser or giver.has_perm(KEEPS_GROUPS):
        return list(groups)
    own = giver.get_all_permissions()
    return [group for group in groups if _rights(group) <= own]


def may_manage(manager: Any, person: Any) -> bool:
    """Tell whether somebody may change another's account: its password opens all it may do."""
    if manager.is_superuser:
        return True
    if person.is_superuser:
        return False
    if manager.has_perm(KEEPS_GROUPS):
        return True
    # A switched-off account has no rights until it is switched on: look at what it would have.
    own, granted = manager.get_all_permissions(), _rights_given(person)
    return granted <= own


@transaction.atomic
def create_person(
    *,
    giver: Any,
    username: str,
    last_name: str,
    first_name: str,
    group: Group,
    department: Department | None = None,
    post: str = "",
) -> tuple[User, str]:
    """Make an account with its group and section; return it with its temporary password.

    Raises ValueError (Japanese) for a group that the giver may not give.
    """
    if group not in grantable_groups(giver):
        raise ValueError(f"グループ「{group}」は、あなたの権限では付けられません。")
    password = "-".join(secrets.token_hex(2) for _ in range(5))
    person = User.objects.create_user(
        username, password=password, last_name=last_name, first_name=first_name, is_staff=True
    )
    person.groups.add(group)
    if department is not None:
        membership = Membership(user=person, department=department, post=post)
        give_reason(membership, "職員の登録")
        membership.save()
    return person, password


def _rights(group: Group) -> set[str]:
    return {f"{right.content_type.app_label}.{right.codename}" for right in group.permissions.all()}


def _rights_given(person: Any) -> set[str]:
    groups = person.groups.prefetch_related("permissions__content_type")
    own = person.user_permissions.select_related("content_type")
    direct = {f"{right.content_type.app_label}.{right.codename}" for right in own}
    return direct.union(*(_rights(group) for group in groups))

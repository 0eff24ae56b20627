"""The ready-made groups of the portal's staff: 担当課, 企画, システム管理."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission

SECTION = "担当課"
PLANNING = "企画"
ADMINISTRATION = "システム管理"

_MASTER_DATA = (
    "plan", "milestone", "goal", "policy", "basicproject", "indicator", "target", "relatedplan",
    "glossaryterm", "glossaryoccurrence", "referenceseries", "referencepoint", "sdggoal",
)  # fmt: skip


def _all(models: Iterable[str], *acts: str) -> tuple[str, ...]:
    return tuple(f"{model.replace('.', f'.{act}_')}" for model in models for act in acts)


def _of(app: str, models: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{app}.{model}" for model in models)


# The rights of each group as "app.codename". Deleting published things is for nobody's daily work.
GROUPS: dict[str, tuple[str, ...]] = {
    SECTION: (
        "reporting.report_entry",
        "reporting.view_round",
        "reporting.view_entry",
    ),
    PLANNING: (
        "reporting.report_entry",
        "reporting.review_entry",
        "reporting.publish_entry",
        "reporting.send_reminders",
        "reporting.view_entry",
        *_all(("reporting.round", "reporting.membership"), "view", "add", "change"),
        "reporting.delete_membership",
        *_all(_of("indicators", _MASTER_DATA), "view", "add", "change"),
        *_all(("indicators.annualvalue",), "view", "add", "change"),
        *_all(("indicators.department", "indicators.remark"), "view", "add", "change", "delete"),
        "indicators.view_publishedverdict",
        "auth.view_user",
    ),
    ADMINISTRATION: (
        # Accounts are switched off, never deleted: the history names them.
        *_all(("auth.user",), "view", "add", "change"),
        *_all(("auth.group", "reporting.membership"), "view", "add", "change", "delete"),
        "indicators.view_department",
        "indicators.add_department",
        "indicators.change_department",
    ),
}


def set_up_groups(*, again: bool = False) -> list[str]:
    """Make the groups that are missing; return what was done, in Japanese.

    A group that exists keeps the rights somebody gave it, unless they are asked for again.
    """
    told = []
    for name, rights in GROUPS.items():
        group, is_new = Group.objects.get_or_create(name=name)
        if is_new or again:
            group.permissions.set(_permissions(rights))
            told.append(
                f"グループ「{name}」の権限を{'作りました' if is_new else '作り直しました'}。"
            )
    return told


def _permissions(rights: Iterable[str]) -> list[Permission]:
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    return [known[right] for right in rights]

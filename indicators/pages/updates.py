"""What was published of the plans, and when: read off the history, the latest first."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from django.urls import reverse
from django.utils.timezone import localdate

from indicators.models import Indicator, Plan
from indicators.pages.corrections import WITHDRAWN
from indicators.pages.remark_updates import remark_updates
from indicators.pages.target_updates import target_updates
from indicators.pages.update_kinds import UpdateKind
from indicators.pages.value_updates import ValueChange, value_changes
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.updates import Member, Pending, Update, gathered, newest_first


class _Batch(NamedTuple):
    """Values that may be told together; fiscal_year is None where a program loaded them."""

    plan: Plan
    day: date
    fiscal_year: int | None


def plan_updates(plans: Sequence[Plan]) -> list[Pending]:
    """Return what was published of the given plans, which citizens may see: seven queries.

    Nothing of the time before a plan was first published is told one by one; what it then held,
    and what a program loads at once, is one line each.
    """
    opened = _opened(plans)
    public = Indicator.objects.filter(basic_project__policy__goal__plan__in=plans)
    indicators = list(public.with_series().without_texts())
    changes = list(value_changes(indicators))
    told = [
        *gathered(_members(changes, opened), _told_together),
        *(_correction(change) for change in changes if not change.is_first),
        *target_updates(indicators),
        *remark_updates(plans),
    ]
    since = {plan.slug: opened[plan.pk] for plan in plans if plan.pk in opened}
    later = (own for own in told if own.owner not in since or own.when >= since[own.owner])
    return newest_first([*later, *_openings(plans, opened, changes)])


def latest_updates(plan: Plan, *, most: int) -> tuple[Update, ...]:
    """Return the last updates of one published plan, the latest first."""
    return tuple(own.tell() for own in plan_updates([plan])[:most])


def _opened(plans: Sequence[Plan]) -> dict[int, datetime]:
    """Return when each plan was first published, as far as its history knows."""
    records = Plan.history.filter(id__in=[plan.pk for plan in plans], is_published=True)
    opened: dict[int, datetime] = {}
    for key, when in records.order_by("history_id").values_list("id", "history_date"):
        opened.setdefault(key, when)
    return opened


def _members(changes: Sequence[ValueChange], opened: dict[int, datetime]) -> Iterator[Member]:
    for change in changes:
        if change.is_first and not _is_in_opening(change, opened):
            plan, when = change.indicator.plan, change.record.history_date
            year = None if change.is_by_program else change.record.fiscal_year
            told = Pending(when, UpdateKind.VALUE, plan.slug, change.tell)
            yield Member(_Batch(plan, localdate(when), year), told)


def _correction(change: ValueChange) -> Pending:
    when, plan = change.record.history_date, change.indicator.plan
    return Pending(when, UpdateKind.CORRECTION, plan.slug, change.tell)


def _is_in_opening(change: ValueChange, opened: dict[int, datetime]) -> bool:
    """Tell whether a value came with its plan: before it was public, or loaded on that day."""
    when, since = change.record.history_date, opened.get(change.indicator.plan.pk)
    if since is None:
        return False
    return when < since or (change.is_by_program and localdate(when) == localdate(since))


def _told_together(group: Hashable, own: Sequence[Pending]) -> Pending:
    if not isinstance(group, _Batch):
        raise TypeError(group)
    when = max(each.when for each in own)
    return Pending(
        when, UpdateKind.VALUE, group.plan.slug, partial(_tell_batch, group, when, len(own))
    )


def _tell_batch(batch: _Batch, when: datetime, count: int) -> Update:
    plan, year = batch.plan, batch.fiscal_year
    if year is None:
        title, url = f"実績値{count}件", plan.get_absolute_url()
    else:
        title = f"{FiscalYear(year).full}の実績値{count}件"
        url = reverse("indicators:progress", args=[plan.slug, year])
    return Update(
        key=f"values-{plan.slug}-{batch.day.isoformat()}-{year or 'loaded'}",
        when=when,
        kind=UpdateKind.VALUE,
        word="公表",
        title=title,
        place=plan.name,
        url=url if year is None or year in plan.judged_years else plan.get_absolute_url(),
    )


def _openings(
    plans: Sequence[Plan], opened: dict[int, datetime], changes: Sequence[ValueChange]
) -> Iterator[Pending]:
    held: dict[int, dict[tuple[int, int], str]] = {}
    for change in changes:
        if _is_in_opening(change, opened):
            place = change.indicator.pk, change.record.fiscal_year
            held.setdefault(change.indicator.plan.pk, {})[place] = change.after
    for plan in plans:
        if when := opened.get(plan.pk):
            count = sum(words != WITHDRAWN for words in held.get(plan.pk, {}).values())
            tell = partial(_tell_opening, plan, when, count)
            yield Pending(when, UpdateKind.PLAN, plan.slug, tell)


def _tell_opening(plan: Plan, when: datetime, count: int) -> Update:
    return Update(
        key=f"plan-{plan.slug}",
        when=when,
        kind=UpdateKind.PLAN,
        word="公開",
        title=plan.name,
        place=plan.municipality,
        url=plan.get_absolute_url(),
        detail=f"目標と、これまでに公表した実績値{count}件" if count else "施策と指標、目標",
    )

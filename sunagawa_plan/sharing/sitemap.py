"""The addresses of all public pages, for search engines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.urls import reverse

from finance.models import SettlementYear
from indicators.models import Goal, Indicator, Plan, Policy

# What a sitemap may hold at most (sitemaps.org).
MOST_ADDRESSES = 50_000
_PAGES = ("glossary", "method", "updates", "open_data:index", "accessibility")
_FINANCE = ("dashboard", "settlement", "funds", "soundness")


@dataclass(frozen=True)
class Address:
    """A page's path, and when its own values were last published, if it has any."""

    path: str
    changed_at: datetime | None = None


def addresses() -> list[Address]:
    """Return every public page but the search, of published plans alone: seven queries."""
    found = [*_of_plans(), *_of_finance(), *(Address(reverse(name)) for name in _PAGES)]
    return found[:MOST_ADDRESSES]


def _of_plans() -> Iterator[Address]:
    plans = list(Plan.objects.published().prefetch_related("milestones"))
    for plan in plans:
        yield Address(plan.get_absolute_url())
        for year in plan.judged_years:
            yield Address(reverse("indicators:progress", args=[plan.slug, year]))
        for milestone in plan.milestones.all():
            yield Address(reverse("indicators:milestone", args=[plan.slug, milestone.fiscal_year]))
    for goal in Goal.objects.filter(plan__in=plans).select_related("plan"):
        yield Address(goal.get_absolute_url())
    for policy in Policy.objects.published().select_related("goal__plan"):
        yield Address(policy.get_absolute_url())
    slugs = {plan.pk: plan.slug for plan in plans}
    public = Indicator.objects.filter(basic_project__policy__goal__plan__in=plans)
    dated = public.annotate(changed_at=Max("annual_values__published_at"))
    rows = dated.values_list("basic_project__policy__goal__plan", "code", "changed_at")
    for plan_key, code, changed_at in rows:
        yield Address(reverse("indicators:indicator", args=[slugs[plan_key], code]), changed_at)


def _of_finance() -> Iterator[Address]:
    changed_at = SettlementYear.objects.published().aggregate(last=Max("published_at"))["last"]
    for name in _FINANCE:
        yield Address(reverse(f"finance:{name}"), changed_at if name == "settlement" else None)

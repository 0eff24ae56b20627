"""The page of what was published lately, and what its feed holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.timezone import localdate

from finance.pages.update_kinds import OWNER as FINANCE
from finance.pages.update_kinds import UpdateKind as OfFinance
from finance.pages.updates import finance_updates
from indicators.models import Plan
from indicators.pages.update_kinds import UpdateKind as OfPlans
from indicators.pages.updates import plan_updates
from sunagawa_plan.lib.updates import Day, Pending, Update, by_day, newest_first

UPDATES_PER_PAGE = 50
KINDS = dict([*OfPlans.choices(), *OfFinance.choices()])


@dataclass(frozen=True)
class UpdatesChoice:
    """What a reader asked for, typed at the door; unknown values count as not asked."""

    owner: str = ""
    kind: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, Any], owners: Iterable[str]) -> Self:
        """Read a query string; nothing in it can fail."""
        owner, kind, page = query.get("plan", ""), query.get("kind", ""), query.get("page", "")
        return cls(
            owner=owner if owner in owners else "",
            kind=kind if kind in KINDS else "",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        )

    @property
    def query(self) -> str:
        """Return the choice as a query string without its page."""
        asked = {"plan": self.owner, "kind": self.kind}
        return urlencode({name: value for name, value in asked.items() if value})

    def keeps(self, pending: Pending) -> bool:
        return self.owner in ("", pending.owner) and self.kind in ("", pending.kind)


@dataclass(frozen=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class UpdatesPage:
    """What was published, the latest first, under its days. Drafts are never in it.

    is_filtered tells whether something was left out because it was not asked for.
    """

    choice: UpdatesChoice
    pages: Page[Pending]
    days: tuple[Day, ...]
    owners: tuple[Option, ...]
    kinds: tuple[Option, ...]
    is_filtered: bool

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """Load what a query string asks for: thirteen queries."""
        plans = list(Plan.objects.published())
        owners = {plan.slug: plan.name for plan in plans} | {FINANCE: "市の財政"}
        choice = UpdatesChoice.from_query(query, owners)
        everything = all_updates(plans)
        kept = [own for own in everything if choice.keeps(own)]
        pages = Paginator(kept, UPDATES_PER_PAGE).get_page(choice.page)
        return cls(
            choice=choice,
            pages=pages,
            days=by_day(tuple(own.tell() for own in pages), localdate),
            owners=_options(list(owners.items()), choice.owner),
            kinds=_options(list(KINDS.items()), choice.kind),
            is_filtered=len(kept) < len(everything),
        )

    @property
    def updates(self) -> tuple[Update, ...]:
        return tuple(update for day in self.days for update in day.updates)


def all_updates(plans: Sequence[Plan]) -> list[Pending]:
    """Return all that was published of finance and of the given published plans."""
    return newest_first([*plan_updates(plans), *finance_updates()])


def _options(pairs: Sequence[tuple[str, str]], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value, label, value == chosen) for value, label in pairs)

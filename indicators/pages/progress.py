"""All indicators of a plan for one fiscal year, filtered and sorted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

from indicators.domain.headline import GOOD, SHORT
from indicators.domain.rollup import RollUp
from indicators.domain.vocabulary import Kind, Level
from indicators.editions import Edition
from indicators.models import Indicator, Milestone, Plan
from indicators.pages.rows import IndicatorRow, counts_of, judged_series, row_of
from indicators.pages.summaries import Judged
from indicators.pages.years import YearChoice, year_choices
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.shared.as_of import PARAMETER

ROWS_PER_PAGE = 100
SORTS = {
    "book": "施策の順（計画書の順）",
    "level": "評価の順（後退から）",
    "kind": "目標の種類の順",
    "department": "担当課の順",
    "name": "指標名の順",
}
# What the dashboard speaks of in one breath, each as one choice of the filter.
LEVEL_GROUPS = {
    "good": ("達成・順調", GOOD),
    "short": ("遅れ・横ばい・後退", SHORT),
}
LEVELS_WORST_FIRST = (
    Level.WORSE,
    Level.BEHIND,
    Level.ON_TRACK,
    Level.ACHIEVED,
    Level.UNJUDGED,
)
# The order of the method's page; what has no kind comes last.
KINDS_IN_ORDER: tuple[Kind | None, ...] = (
    Kind.REACH,
    Kind.MAINTAIN,
    Kind.BOUND,
    Kind.TREND,
    None,
)


@dataclass(frozen=True)
class ProgressChoice:
    """What a reader asked for, typed at the door; unknown values count as not asked."""

    policy: str = ""
    level: Level | None = None
    group: str = ""
    kind: Kind | None = None
    department: str = ""
    sort: str = "book"
    page: int = 1
    as_of: date | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, Any], as_of: date | None = None) -> Self:
        """Read a query string; nothing in it can fail. as_of was read before."""
        level, kind = query.get("level", ""), query.get("kind", "")
        sort, page = query.get("sort", ""), query.get("page", "")
        return cls(
            policy=query.get("policy", ""),
            level=Level(level) if level in set(Level) else None,
            group=level if level in LEVEL_GROUPS else "",
            kind=Kind(kind) if kind in set(Kind) else None,
            department=query.get("department", ""),
            sort=sort if sort in SORTS else "book",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
            as_of=as_of,
        )

    @property
    def query(self) -> str:
        """Return the choice as a query string without its page, for links to other pages."""
        asked = {
            PARAMETER: self.as_of.isoformat() if self.as_of else "",
            "policy": self.policy,
            "level": self.level or self.group,
            "kind": self.kind,
            "department": self.department,
            "sort": "" if self.sort == "book" else self.sort,
        }
        return urlencode({name: value for name, value in asked.items() if value})

    def keeps(self, indicator: Indicator, level: Level, kind: Kind | None) -> bool:
        """Tell whether an indicator with this result was asked for."""
        department = indicator.department.code if indicator.department else ""
        return (
            self.policy in ("", indicator.basic_project.policy.code)
            and self.level in (None, level)
            and (not self.group or level in LEVEL_GROUPS[self.group][1])
            and self.kind in (None, kind)
            and self.department in ("", department)
        )


@dataclass(frozen=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class ProgressPage:
    """The yearly table: counts of all, rows of those asked for."""

    edition: Edition
    plan: Plan
    milestones: tuple[Milestone, ...]
    fiscal_year: FiscalYear
    counts: RollUp
    shown_counts: RollUp
    choice: ProgressChoice
    is_filtered: bool
    rows: tuple[IndicatorRow, ...]
    pages: Page[Judged]
    policies: tuple[Option, ...]
    levels: tuple[Option, ...]
    kinds: tuple[Option, ...]
    departments: tuple[Option, ...]
    sorts: tuple[Option, ...]
    years: tuple[YearChoice, ...]

    @classmethod
    def from_plan(cls, plan: Plan, fiscal_year: int, choice: ProgressChoice, today: date) -> Self:
        """Load and judge a plan of today for one of its judged years, as seen on a day."""
        return cls.from_edition(Edition(plan, today), fiscal_year, choice)

    @classmethod
    def from_edition(cls, edition: Edition, fiscal_year: int, choice: ProgressChoice) -> Self:
        """Load and judge an edition of a plan for one of its judged years."""
        plan, milestones = edition.plan, tuple(edition.plan.milestones.all())
        judged = judged_series(edition.with_series(), edition.day)
        departments = {own.department for own, _ in judged if own.department}
        policies = {own.basic_project.policy.code: own.basic_project.policy for own, _ in judged}
        kept = _kept(judged, fiscal_year, choice)
        pages = Paginator(kept, ROWS_PER_PAGE).get_page(choice.page)
        return cls(
            edition=edition,
            plan=plan,
            milestones=milestones,
            fiscal_year=FiscalYear(fiscal_year),
            counts=counts_of(judged, fiscal_year),
            shown_counts=counts_of(kept, fiscal_year),
            choice=choice,
            is_filtered=len(kept) < len(judged),
            rows=tuple(row_of(*pair, fiscal_year, milestones) for pair in pages.object_list),
            pages=pages,
            policies=_options([(p.code, str(p)) for p in policies.values()], choice.policy),
            levels=_options([*Level.choices(), *_level_groups()], choice.level or choice.group),
            kinds=_options(Kind.choices(), choice.kind),
            departments=_options(
                [(own.code, own.name) for own in sorted(departments, key=lambda d: d.order)],
                choice.department,
            ),
            sorts=_options(list(SORTS.items()), choice.sort),
            years=year_choices(plan, [series for _, series in judged], fiscal_year),
        )


def _kept(judged: Sequence[Judged], fiscal_year: int, choice: ProgressChoice) -> list[Judged]:
    results = [(pair, pair[1].year(fiscal_year)) for pair in judged]
    kept = [
        (pair, result)
        for pair, result in results
        if choice.keeps(pair[0], result.verdict.level, result.kind)
    ]
    order: dict[str, Callable[..., Any]] = {
        "book": lambda _: 0,
        "level": lambda item: LEVELS_WORST_FIRST.index(item[1].verdict.level),
        "kind": lambda item: KINDS_IN_ORDER.index(item[1].kind),
        "department": lambda item: _place_of_department(item[0][0]),
        "name": lambda item: item[0][0].name,
    }
    return [pair for pair, _ in sorted(kept, key=order[choice.sort])]


def _place_of_department(indicator: Indicator) -> tuple[bool, int, str]:
    """Return where an indicator stands by its department; those without one come last."""
    own = indicator.department
    return (False, own.order, own.code) if own else (True, 0, "")


def _level_groups() -> list[tuple[str, str]]:
    return [(code, label) for code, (label, _) in LEVEL_GROUPS.items()]


def _options(pairs: Sequence[tuple[str, str]], chosen: str | None) -> tuple[Option, ...]:
    return tuple(Option(value, label, value == (chosen or "")) for value, label in pairs)

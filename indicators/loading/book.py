"""A plan as its files say it: plain frozen values, each with the place where it stands."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.domain.vocabulary import Arrow, Direction, MissingReason


@dataclass(frozen=True)
class MilestoneEntry:
    place: str
    fiscal_year: int
    name: str


@dataclass(frozen=True)
class DepartmentEntry:
    place: str
    code: str
    name: str


@dataclass(frozen=True)
class SdgGoalEntry:
    number: int
    title: str


@dataclass(frozen=True)
class PlanEntry:
    place: str
    slug: str
    name: str
    municipality: str
    region_code: str
    first_fiscal_year: int
    last_fiscal_year: int
    baseline_fiscal_year: int
    is_published: bool
    shows_on_home: bool
    milestones: tuple[MilestoneEntry, ...]
    departments: tuple[DepartmentEntry, ...]


@dataclass(frozen=True)
class GoalEntry:
    place: str
    number: int
    title: str
    fields: tuple[str, ...]
    description: str


@dataclass(frozen=True)
class TargetEntry:
    """A number or an arrow; effective_from None is the plan's first fiscal year."""

    place: str
    fiscal_year: int
    value: Decimal | None
    arrow: Arrow | None
    effective_from: int | None
    revision_reason: str


@dataclass(frozen=True)
class IndicatorEntry:
    """baseline_fiscal_year None is the plan's; department is a code of plan.toml or empty."""

    place: str
    code: str
    name: str
    unit: str
    definition: str
    decimal_places: int
    direction: Direction
    is_survey: bool
    baseline_fiscal_year: int | None
    baseline_value: Decimal | None
    baseline_missing_reason: MissingReason | None
    baseline_sample_size: int | None
    maintenance_tolerance: Decimal | None
    statutory_line_value: Decimal | None
    statutory_line_name: str
    department: str
    targets: tuple[TargetEntry, ...]


@dataclass(frozen=True)
class BasicProjectEntry:
    place: str
    code: str
    number: int
    title: str
    purpose: str
    no_indicator_reason: str
    indicators: tuple[IndicatorEntry, ...]


@dataclass(frozen=True)
class GlossaryEntry:
    """A term where it is printed; section is which of the policy's glossary boxes it stands in."""

    place: str
    section: int
    term: str
    reading: str
    explanation: str


@dataclass(frozen=True)
class PointEntry:
    """year is a calendar year, None where the book only says 「現在」."""

    place: str
    label: str
    year: int | None
    value: Decimal


@dataclass(frozen=True)
class ReferenceSeriesEntry:
    place: str
    title: str
    unit: str
    source: str
    note: str
    points: tuple[PointEntry, ...]


@dataclass(frozen=True)
class PolicyEntry:
    place: str
    code: str
    field: str
    title: str
    source_page: int | None
    aim: str
    current_state: str
    photograph_captions: tuple[str, ...]
    related_plans: tuple[str, ...]
    reference_series: tuple[ReferenceSeriesEntry, ...]
    basic_projects: tuple[BasicProjectEntry, ...]
    glossary: tuple[GlossaryEntry, ...]


@dataclass(frozen=True)
class AnnualValueEntry:
    place: str
    indicator_code: str
    fiscal_year: int
    value: Decimal | None
    missing_reason: MissingReason | None
    missing_detail: str
    sample_size: int | None
    is_provisional: bool
    note: str
    source: str


@dataclass(frozen=True)
class PlainWordsEntry:
    """What the portal, not the plan, says of an indicator in plain words."""

    place: str
    indicator_code: str
    plain_meaning: str
    plain_target: str


@dataclass(frozen=True)
class ReadingEntry:
    """How an explained word is read."""

    place: str
    term: str
    reading: str


@dataclass(frozen=True)
class PlanBook:
    """Everything in one plan's folder, in the order of the files."""

    plan: PlanEntry
    goals: tuple[GoalEntry, ...]
    policies: tuple[PolicyEntry, ...]
    annual_values: tuple[AnnualValueEntry, ...]
    plain_words: tuple[PlainWordsEntry, ...] = ()
    readings: tuple[ReadingEntry, ...] = ()

    @property
    def indicators(self) -> tuple[IndicatorEntry, ...]:
        """Return all indicators in the order of the book."""
        return tuple(
            indicator
            for policy in self.policies
            for project in policy.basic_projects
            for indicator in project.indicators
        )

"""A stored plan → PlanBook: what its files would say, for writing it down or comparing it."""

from collections.abc import Iterator

from indicators.domain.vocabulary import Arrow, Direction, MissingReason
from indicators.loading.book import (
    BasicProjectEntry,
    DepartmentEntry,
    GlossaryEntry,
    GoalEntry,
    IndicatorEntry,
    MilestoneEntry,
    PlainWordsEntry,
    PlanBook,
    PlanEntry,
    PointEntry,
    PolicyEntry,
    ReferenceSeriesEntry,
    TargetEntry,
)
from indicators.models import (
    BasicProject,
    Department,
    Indicator,
    Plan,
    Policy,
    ReferenceSeries,
    Target,
)

_BELOW = (
    "related_plans",
    "glossary_occurrences__term",
    "reference_series__points",
    "basic_projects__indicators__department",
    "basic_projects__indicators__targets",
)


def book_of(plan: Plan) -> PlanBook:
    """Return a plan without its annual values, in the order of the book; places are empty."""
    policies = Policy.objects.filter(goal__plan=plan).prefetch_related(*_BELOW)
    entries = tuple(map(_policy, policies.order_by("goal__number", "order", "code")))
    indicators = Indicator.objects.of_plan(plan)
    return PlanBook(
        plan=_plan(plan),
        goals=tuple(
            GoalEntry("", goal.number, goal.title, _split(goal.fields), goal.description)
            for goal in plan.goals.order_by("number")
        ),
        policies=entries,
        annual_values=(),
        plain_words=tuple(
            PlainWordsEntry("", row.code, row.plain_meaning, row.plain_target)
            for row in indicators
            if row.plain_meaning or row.plain_target
        ),
    )


def _plan(plan: Plan) -> PlanEntry:
    named = Department.objects.filter(indicators__basic_project__policy__goal__plan=plan).distinct()
    return PlanEntry(
        place="",
        slug=plan.slug,
        name=plan.name,
        municipality=plan.municipality,
        region_code=plan.region_code,
        first_fiscal_year=plan.first_fiscal_year,
        last_fiscal_year=plan.last_fiscal_year,
        baseline_fiscal_year=plan.baseline_fiscal_year,
        is_published=plan.is_published,
        shows_on_home=plan.shows_on_home,
        milestones=tuple(
            MilestoneEntry("", row.fiscal_year, row.name)
            for row in plan.milestones.order_by("fiscal_year")
        ),
        departments=tuple(DepartmentEntry("", row.code, row.name) for row in named),
    )


def _policy(policy: Policy) -> PolicyEntry:
    return PolicyEntry(
        place="",
        code=policy.code,
        field=policy.field,
        title=policy.title,
        source_page=policy.source_page,
        aim=policy.aim,
        current_state=policy.current_state,
        photograph_captions=tuple(policy.photograph_captions.splitlines()),
        related_plans=tuple(row.name for row in policy.related_plans.all()),
        reference_series=tuple(map(_series, policy.reference_series.all())),
        basic_projects=tuple(map(_project, policy.basic_projects.all())),
        glossary=tuple(_terms(policy)),
    )


def _terms(policy: Policy) -> Iterator[GlossaryEntry]:
    for place in policy.glossary_occurrences.all():
        term = place.term
        yield GlossaryEntry("", 1, term.term, term.reading, term.explanation)


def _series(row: ReferenceSeries) -> ReferenceSeriesEntry:
    points = tuple(
        PointEntry("", point.period_label, point.year, point.value) for point in row.points.all()
    )
    return ReferenceSeriesEntry("", row.title, row.unit, row.source, row.note, points)


def _project(row: BasicProject) -> BasicProjectEntry:
    return BasicProjectEntry(
        place="",
        code=row.code,
        number=row.order,
        title=row.title,
        purpose=row.purpose,
        no_indicator_reason=row.no_indicator_reason,
        indicators=tuple(map(_indicator, row.indicators.all())),
    )


def _indicator(row: Indicator) -> IndicatorEntry:
    reason = row.baseline_missing_reason
    return IndicatorEntry(
        place="",
        code=row.code,
        name=row.name,
        unit=row.unit,
        definition=row.definition,
        decimal_places=row.decimal_places,
        direction=Direction(row.direction),
        is_survey=row.is_survey,
        baseline_fiscal_year=row.baseline_fiscal_year,
        baseline_value=row.baseline_value,
        baseline_missing_reason=MissingReason(reason) if reason else None,
        baseline_sample_size=row.baseline_sample_size,
        maintenance_tolerance=row.maintenance_tolerance,
        statutory_line_value=row.statutory_line_value,
        statutory_line_name=row.statutory_line_name,
        department=row.department.code if row.department else "",
        targets=tuple(map(_target, row.targets.all())),
    )


def _target(row: Target) -> TargetEntry:
    return TargetEntry(
        place="",
        fiscal_year=row.fiscal_year,
        value=row.value,
        arrow=Arrow(row.arrow) if row.arrow else None,
        effective_from=row.effective_from,
        revision_reason=row.revision_reason,
    )


def _split(fields: str) -> tuple[str, ...]:
    return tuple(name for name in fields.split("、") if name)

"""The page of a policy: the book's spread, made live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from indicators.domain.marked_text import Run, paragraphs_of, runs_of
from indicators.domain.rollup import RollUp
from indicators.models import (
    AnnualValue,
    BasicProject,
    GlossaryTerm,
    Indicator,
    Milestone,
    Plan,
    Policy,
)
from indicators.pages.reference import ReferenceFigure
from indicators.pages.remarks import RemarkView
from indicators.pages.rows import IndicatorRow, counts_of, judged_series, row_of
from indicators.pages.summaries import Judged
from indicators.pages.years import shown_year
from sunagawa_plan.lib.fiscal_year import FiscalYear


@dataclass(frozen=True)
class GlossaryEntry:
    """One explained word; anchor is its id on the page."""

    anchor: str
    term: str
    reading: str
    explanation: str


@dataclass(frozen=True)
class TextRun:
    """A stretch of running text, with its glossary entry where the book marks it."""

    text: str
    entry: GlossaryEntry | None


Paragraph = tuple[TextRun, ...]


@dataclass(frozen=True)
class ProjectSection:
    """A basic project with its indicators, or the plan's own reason for having none."""

    code: str
    number: int
    title: str
    purpose: tuple[Paragraph, ...]
    rows: tuple[IndicatorRow, ...]
    definitions: tuple[str, ...]
    no_indicator_reason: str


@dataclass(frozen=True)
class PolicyPage:
    """A policy as printed, with the latest values beside the book's own figures.

    fiscal_year is the year of the values; each row says its own year where it differs.
    """

    plan: Plan
    policy: Policy
    milestones: tuple[Milestone, ...]
    fiscal_year: FiscalYear
    counts: RollUp
    aim: tuple[Paragraph, ...]
    current_state: tuple[Paragraph, ...]
    projects: tuple[ProjectSection, ...]
    glossary: tuple[GlossaryEntry, ...]
    related_plans: tuple[str, ...]
    references: tuple[ReferenceFigure, ...]
    photograph_captions: tuple[str, ...]
    sdg_goals: tuple[str, ...]
    remarks: tuple[RemarkView, ...]
    previous_policy: Policy | None
    next_policy: Policy | None

    @classmethod
    def from_policy(cls, policy: Policy, today: date) -> Self:
        """Load and judge a policy, its goal and plan loaded beforehand, as seen on a day."""
        plan = policy.goal.plan
        milestones = tuple(plan.milestones.all())
        indicators = Indicator.objects.filter(basic_project__policy=policy).with_series()
        judged = judged_series(indicators, today)
        year = shown_year(plan, AnnualValue.objects.last_reported_year(plan), today)
        occurrences = policy.glossary_occurrences.select_related("term")
        glossary = glossary_entries([occurrence.term for occurrence in occurrences])
        by_term = {entry.term: entry for entry in glossary}
        siblings = tuple(Policy.objects.of_plan(plan))
        place = siblings.index(policy)
        return cls(
            plan=plan,
            policy=policy,
            milestones=milestones,
            fiscal_year=FiscalYear(year),
            counts=counts_of(judged, year),
            aim=marked_paragraphs(policy.aim, by_term),
            current_state=marked_paragraphs(policy.current_state, by_term),
            projects=tuple(
                _section(project, judged, year, milestones, by_term)
                for project in policy.basic_projects.all()
            ),
            glossary=glossary,
            related_plans=tuple(plan.name for plan in policy.related_plans.all()),
            references=tuple(
                ReferenceFigure.from_series(own)
                for own in policy.reference_series.select_related(
                    "policy__goal__plan"
                ).prefetch_related("points")
            ),
            photograph_captions=tuple(policy.photograph_captions.splitlines()),
            sdg_goals=tuple(str(goal) for goal in policy.sdg_goals.all()),
            remarks=tuple(
                RemarkView.from_remark(own)
                for own in policy.remarks.filter(is_published=True).order_by("-fiscal_year")
            ),
            previous_policy=siblings[place - 1] if place else None,
            next_policy=siblings[place + 1] if place + 1 < len(siblings) else None,
        )


def glossary_entries(terms: Sequence[GlossaryTerm]) -> tuple[GlossaryEntry, ...]:
    """Return each explained word once, in the order of print."""
    distinct = {term.pk: term for term in terms}.values()
    return tuple(
        GlossaryEntry(f"term-{term.pk}", term.term, term.reading, term.explanation)
        for term in distinct
    )


def marked_paragraphs(text: str, by_term: Mapping[str, GlossaryEntry]) -> tuple[Paragraph, ...]:
    """Split a text into paragraphs whose marked words carry their glossary entries."""

    def text_run(run: Run) -> TextRun:
        return TextRun(run.text, by_term.get(run.term))

    return tuple(
        tuple(text_run(run) for run in runs_of(paragraph, by_term))
        for paragraph in paragraphs_of(text)
    )


def _section(
    project: BasicProject,
    judged: Sequence[Judged],
    year: int,
    milestones: Sequence[Milestone],
    by_term: Mapping[str, GlossaryEntry],
) -> ProjectSection:
    own = [pair for pair in judged if pair[0].basic_project_id == project.pk]
    return ProjectSection(
        code=project.code,
        number=project.order,
        title=project.title,
        purpose=marked_paragraphs(project.purpose, by_term),
        rows=tuple(row_of(*pair, year, milestones) for pair in own),
        definitions=tuple(indicator.definition for indicator, _ in own),
        no_indicator_reason=project.no_indicator_reason,
    )

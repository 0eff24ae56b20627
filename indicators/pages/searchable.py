"""What of the published plans can be searched: every text that a public page shows."""

from collections.abc import Iterator

from django.urls import reverse

from indicators.domain.marked_text import paragraphs_of, without_marks
from indicators.models import (
    AnnualValue,
    BasicProject,
    GlossaryTerm,
    Goal,
    Indicator,
    Plan,
    Policy,
    ReferenceSeries,
    RelatedPlan,
    Remark,
    Target,
)
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.labelled_code import LabelledCode
from sunagawa_plan.lib.search import Entry, Passage


class Found(LabelledCode):
    """The groups in which what was found is shown, in this order."""

    INDICATOR = "indicator", "指標"
    POLICY = "policy", "施策"
    PROJECT = "project", "基本事業"
    TERM = "term", "用語解説"
    REMARK = "remark", "所見"
    PLAN = "plan", "計画・基本目標"


def searchable(home: Plan | None) -> Iterator[Entry]:
    """Give everything to be found of the published plans: eleven queries.

    home is the plan whose glossary needs no ?plan= in its address.
    """
    yield from _indicators()
    yield from _policies()
    yield from _projects()
    yield from _terms(home)
    yield from _remarks()
    yield from _plans()


def plain(text: str) -> str:
    """Return running text on one line, without the book's marks."""
    return without_marks(" ".join(paragraphs_of(text)))


def passages(*labelled: tuple[str, str, str]) -> tuple[Passage, ...]:
    """Return those of the (label, text, anchor) that say anything."""
    told = ((label, plain(text), anchor) for label, text, anchor in labelled)
    return tuple(Passage(*each) for each in told if each[1])


def _indicators() -> Iterator[Entry]:
    notes: dict[int, list[tuple[str, str, str]]] = {}
    in_public = {"indicator__basic_project__policy__goal__plan__is_published": True}
    for value in AnnualValue.objects.filter(**in_public).exclude(note="", missing_detail=""):
        year = FiscalYear(value.fiscal_year).wareki
        own = notes.setdefault(value.indicator_id, [])
        own += [(f"{year}の注記", value.note, "years"), (year, value.missing_detail, "years")]
    for target in Target.objects.filter(**in_public).exclude(revision_reason=""):
        year = FiscalYear(target.fiscal_year).wareki
        told = (f"{year}の目標を見直した理由", target.revision_reason, "about")
        notes.setdefault(target.indicator_id, []).append(told)
    public = Indicator.objects.filter(basic_project__policy__goal__plan__is_published=True)
    for indicator in public.with_place().without_texts():
        department = indicator.department.name if indicator.department else ""
        yield Entry(
            kind=Found.INDICATOR.value,
            heading=indicator.name,
            place=f"指標{indicator.code}　{indicator.plan}",
            code=indicator.code,
            url=indicator.get_absolute_url(),
            passages=passages(
                ("やさしい説明", indicator.plain_meaning, ""),
                ("目標の意味", indicator.plain_target, ""),
                ("指標の説明", indicator.definition, "about"),
                ("担当課", department, "about"),
                *notes.get(indicator.pk, ()),
            ),
        )


def _policies() -> Iterator[Entry]:
    in_public = {"policy__goal__plan__is_published": True}
    beside: dict[int, list[tuple[str, str, str]]] = {}
    for series in ReferenceSeries.objects.filter(**in_public):
        told = "　".join(filter(None, (series.title, series.note, series.source)))
        beside.setdefault(series.policy_id, []).append(("参考図", told, "current-state"))
    for related in RelatedPlan.objects.filter(**in_public):
        told_plan = ("関係個別計画", related.name, "related-plans")
        beside.setdefault(related.policy_id, []).append(told_plan)
    for policy in Policy.objects.published().select_related("goal__plan"):
        captions = "　".join(policy.photograph_captions.splitlines())
        yield Entry(
            kind=Found.POLICY.value,
            heading=policy.title,
            place=f"施策{policy.code}　{policy.field}　{policy.goal.plan}",
            code=policy.code,
            url=policy.get_absolute_url(),
            passages=passages(
                ("分野", policy.field, ""),
                ("目標", policy.aim, "aim"),
                ("現状と課題", policy.current_state, "current-state"),
                *beside.get(policy.pk, ()),
                ("写真の説明", captions, "book"),
            ),
        )


def _projects() -> Iterator[Entry]:
    public = BasicProject.objects.filter(policy__goal__plan__is_published=True)
    for project in public.select_related("policy__goal__plan"):
        yield Entry(
            kind=Found.PROJECT.value,
            heading=project.title,
            place=f"基本事業{project.code}　施策{project.policy}",
            code=project.code,
            url=f"{project.policy.get_absolute_url()}#project-{project.code}",
            passages=passages(
                ("ねらい", project.purpose, ""),
                ("指標を設定しない理由", project.no_indicator_reason, ""),
            ),
        )


def _terms(home: Plan | None) -> Iterator[Entry]:
    for term in GlossaryTerm.objects.filter(plan__is_published=True).select_related("plan"):
        asked = "" if term.plan == home else f"?plan={term.plan.slug}"
        yield Entry(
            kind=Found.TERM.value,
            heading=term.term,
            place=f"{term.plan}の用語",
            url=f"{reverse('glossary')}{asked}#term-{term.pk}",
            passages=passages(("よみ", term.reading, ""), ("解説", term.explanation, "")),
        )


def _remarks() -> Iterator[Entry]:
    for remark in Remark.objects.published().select_related("policy__goal__plan"):
        yield Entry(
            kind=Found.REMARK.value,
            heading=f"{FiscalYear(remark.fiscal_year).full}の所見",
            place=f"施策{remark.policy}",
            url=remark.policy.get_absolute_url(),
            passages=passages(("所見", remark.text, ""), ("署名", remark.signature, "")),
        )


def _plans() -> Iterator[Entry]:
    for plan in Plan.objects.published():
        yield Entry(Found.PLAN.value, plan.name, plan.municipality, plan.get_absolute_url())
    for goal in Goal.objects.filter(plan__is_published=True).select_related("plan"):
        yield Entry(
            kind=Found.PLAN.value,
            heading=f"基本目標{goal.number} {goal.title}",
            place=goal.plan.name,
            url=goal.get_absolute_url(),
            passages=passages(
                ("めざす姿", goal.description, "description"), ("分野", goal.fields, "")
            ),
        )

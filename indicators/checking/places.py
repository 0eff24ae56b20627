"""What a row is called in a finding, and where in the admin it is mended."""

from collections.abc import Callable
from typing import Any

from django.db import models

from indicators.models import (
    AnnualValue,
    BasicProject,
    GlossaryOccurrence,
    GlossaryTerm,
    Goal,
    Indicator,
    Milestone,
    Plan,
    Policy,
    ReferencePoint,
    ReferenceSeries,
    RelatedPlan,
    Target,
)
from sunagawa_plan.lib.fiscal_year import year_in_words

# Rows that the admin edits on the page of the row they hang on.
_PAGES: dict[type[models.Model], str] = {
    Target: "指標",
    Milestone: "計画",
    RelatedPlan: "施策",
    GlossaryOccurrence: "用語解説",
    ReferencePoint: "参考図",
}


def page_of(model: type[models.Model]) -> str:
    """Return the admin page on which rows of a model are mended."""
    return f"管理画面の「{_PAGES.get(model, model._meta.verbose_name_plural)}」"


def place_of(row: Any) -> str:
    """Say which row is meant, from the plan down."""
    for model, (above, words) in _WORDS.items():
        if isinstance(row, model):
            return f"{place_of(above(row))} {words(row)}" if above else words(row)
    return f"{row._meta.verbose_name}「{row}」"


# Model → (the row above that a reader needs to find it, its own words).
_WORDS: dict[type[models.Model], tuple[Callable[[Any], Any] | None, Callable[[Any], str]]] = {
    Plan: (None, lambda row: f"計画「{row.name}」"),
    Milestone: (lambda row: row.plan, lambda row: f"目標年度「{row.name}」"),
    GlossaryTerm: (lambda row: row.plan, lambda row: f"用語解説「{row.term}」"),
    Goal: (lambda row: row.plan, lambda row: f"基本目標{row.number}"),
    Policy: (lambda row: row.goal.plan, lambda row: f"施策{row.code}"),
    BasicProject: (lambda row: row.policy.goal.plan, lambda row: f"基本事業{row.code}"),
    Indicator: (lambda row: row.plan, lambda row: f"指標{row.code}「{row.name}」"),
    Target: (lambda row: row.indicator, lambda row: f"{year_in_words(row.fiscal_year)}の目標"),
    AnnualValue: (
        lambda row: row.indicator,
        lambda row: f"{year_in_words(row.fiscal_year)}の実績値",
    ),
    RelatedPlan: (lambda row: row.policy, lambda row: f"関係個別計画「{row.name}」"),
    ReferenceSeries: (lambda row: row.policy, lambda row: f"参考図「{row.title}」"),
}

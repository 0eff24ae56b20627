"""A plan 1,000 times the size of the real one: its goal copied, every indicator with values."""

from decimal import Decimal
from typing import Any

from django.db.models import Model

from indicators.models import (
    AnnualValue,
    BasicProject,
    Goal,
    Indicator,
    Plan,
    Policy,
    Target,
)

COPIES = 1_000
SLUG = "large"
REPORTED_YEARS = range(2021, 2025)
# The levels of the tree below a goal, each with the field that leads up.
LEVELS = ((Policy, "goal"), (BasicProject, "policy"), (Indicator, "basic_project"))


def make_large_plan(copies: int = COPIES) -> Plan:
    """Copy the real plan's goal so many times, past the history, in a few statements."""
    real = Plan.objects.get(slug="sunagawa-7")
    plan = _copy(real, slug=SLUG, name="大きな計画（計測用）", shows_on_home=False)
    plan.save()
    for milestone in real.milestones.all():
        _copy(milestone, plan=plan).save()
    first = real.goals.get()
    parents = {
        first.pk: Goal.objects.bulk_create(
            _copy(first, plan=plan, number=number) for number in range(1, copies + 1)
        )
    }
    for model, field in LEVELS:
        parents = _copy_level(model, field, parents)
    for original, made in parents.items():
        _add_figures(Indicator.objects.get(pk=original), made)
    return plan


def _copy(row: Model, **changes: Any) -> Any:
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in {"id", *changes}
    }
    return type(row)(**kept | changes)


def _copy_level(model: Any, field: str, parents: dict[int, list[Any]]) -> dict[int, list[Any]]:
    """Copy every row below an original parent to each of that parent's copies."""
    originals = model.objects.filter(**{f"{field}__in": parents})
    return {
        row.pk: model.objects.bulk_create(
            [
                _copy(row, **{field: parent, "code": _code(parent, row)})
                for parent in parents[getattr(row, f"{field}_id")]
            ],
            batch_size=1_000,
        )
        for row in originals
    }


def _code(parent: Any, row: Any) -> str:
    above = parent.number if isinstance(parent, Goal) else parent.code
    return f"{above}-{row.order}"


def _add_figures(original: Indicator, made: list[Indicator]) -> None:
    Target.objects.bulk_create(
        (_copy(target, indicator=own) for target in original.targets.all() for own in made),
        batch_size=1_000,
    )
    start = original.baseline_value or Decimal(50)
    AnnualValue.objects.bulk_create(
        (
            AnnualValue(
                indicator=own,
                fiscal_year=year,
                value=start + (place + year) % 7 - 3,
                source="計測用の値",
            )
            for year in REPORTED_YEARS
            for place, own in enumerate(made)
        ),
        batch_size=1_000,
    )

"""Rows that the database's own constraints forbid: possible where a database was imported."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import CheckConstraint, Model, Q

from indicators.checking.places import page_of, place_of
from sunagawa_plan.lib.finding import Finding


def check_constraints() -> Iterator[Finding]:
    """Give a finding for every row and constraint it breaks, in the constraint's own words."""
    for model in apps.get_app_config("indicators").get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                words = str(constraint.get_violation_error_message())
                yield from _broken(model, ~Q(constraint.condition), words)
        for field in model._meta.fields:
            if field.choices and field.blank:
                known = [code for code, _ in field.flatchoices]
                words = f"「{field.verbose_name}」に、選択肢にない値が入っています。"
                yield from _broken(model, ~Q(**{f"{field.name}__in": ["", *known]}), words)


def _broken(model: type[Model], condition: Q, words: str) -> Iterator[Finding]:
    for row in model._default_manager.filter(condition):
        remedy = f"{page_of(model)}でこの行を開き、直して保存してください。"
        yield Finding(place_of(row), words, remedy)

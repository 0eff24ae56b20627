"""Rows that the database's own constraints forbid: possible where a database was imported."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import BooleanField, CheckConstraint, ExpressionWrapper, Model, Q


def broken_rows(app_label: str) -> Iterator[tuple[Any, str]]:
    """Give (row, what is wrong) for every row of an app and every rule of its columns it breaks."""
    for model in apps.get_app_config(app_label).get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                words = str(constraint.get_violation_error_message())
                yield from _broken(model, Q(constraint.condition), words)
        for field in model._meta.fields:
            if field.choices and field.blank:
                known = [code for code, _ in field.flatchoices]
                words = f"「{field.verbose_name}」に、選択肢にない値が入っています。"
                yield from _broken(model, Q(**{f"{field.name}__in": ["", *known]}), words)


def _broken(model: type[Model], condition: Q, words: str) -> Iterator[tuple[Any, str]]:
    # As the database judges: a condition that an empty cell leaves open is kept.
    judged = ExpressionWrapper(condition, output_field=BooleanField())
    for row in model._default_manager.annotate(is_kept=judged).filter(is_kept=False):
        yield row, words

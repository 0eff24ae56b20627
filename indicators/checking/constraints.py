"""Rows that the database's own constraints forbid: possible where a database was imported."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import CheckConstraint

from indicators.checking.places import page_of, place_of
from sunagawa_plan.lib.finding import Finding


def check_constraints() -> Iterator[Finding]:
    """Give a finding for every row and constraint it breaks, in the constraint's own words."""
    for model in apps.get_app_config("indicators").get_models():
        for constraint in model._meta.constraints:
            if not isinstance(constraint, CheckConstraint):
                continue
            for row in model._default_manager.filter(~constraint.condition):
                yield Finding(
                    place_of(row),
                    str(constraint.get_violation_error_message()),
                    f"{page_of(model)}でこの行を開き、直して保存してください。",
                )

"""Fields that several models share: fiscal years and measured numbers."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Q

FIRST_SENSIBLE_YEAR = 1950
LAST_SENSIBLE_YEAR = 2100


class FiscalYearField(models.PositiveSmallIntegerField):
    """A fiscal year as the western year it starts in: 令和元年度 is 2019."""

    default_validators = [
        MinValueValidator(FIRST_SENSIBLE_YEAR, "年度は%(limit_value)s年度以降にしてください。"),
        MaxValueValidator(LAST_SENSIBLE_YEAR, "年度は%(limit_value)s年度以前にしてください。"),
    ]


class MeasuredField(models.DecimalField):
    """A measured or planned number; 15 digits, which SQLite too holds exactly."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_digits", 15)
        options.setdefault("decimal_places", 4)
        super().__init__(*args, **options)


def sensible_year(name: str, field: str = "fiscal_year") -> CheckConstraint:
    """Return a constraint that keeps a year field between 1950 and 2100."""
    span = {f"{field}__gte": FIRST_SENSIBLE_YEAR, f"{field}__lte": LAST_SENSIBLE_YEAR}
    return CheckConstraint(
        condition=Q(**span),
        name=name,
        violation_error_message=(
            f"年度は{FIRST_SENSIBLE_YEAR}年度から{LAST_SENSIBLE_YEAR}年度までにしてください。"
        ),
    )


def value_xor_reason(
    name: str, message: str, *, value: str = "value", reason: str = "missing_reason"
) -> CheckConstraint:
    """Return a constraint that asks for a value or the reason why there is none, never both."""
    answered = Q(**{f"{value}__isnull": False, reason: ""})
    return CheckConstraint(
        condition=answered | (Q(**{f"{value}__isnull": True}) & ~Q(**{reason: ""})),
        name=name,
        violation_error_message=message,
    )

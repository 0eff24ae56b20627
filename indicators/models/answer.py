from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models

from indicators.domain.series import AnnualFact
from indicators.domain.vocabulary import ANSWERS_INSTEAD_OF_VALUE, MissingReason
from sunagawa_plan.shared.fields import MeasuredField


class Answer(models.Model):
    """What a section answers for one indicator and year: a value, or the reason for none.

    What is reported and what is published have these columns in common. A model adds indicator.
    """

    # A foreign key of the model that answers.
    indicator: Any
    indicator_id: Any

    value = MeasuredField("実績値", null=True, blank=True)
    missing_reason = models.CharField(
        "値がない理由",
        max_length=30,
        blank=True,
        choices=[(reason.value, reason.label) for reason in ANSWERS_INSTEAD_OF_VALUE],
    )
    missing_detail = models.CharField(
        "算定されない理由など",
        max_length=200,
        blank=True,
        help_text="「算定されない」のときは必ず入力します。公開されます。",
    )
    sample_size = models.PositiveIntegerField(
        "回答者数",
        null=True,
        blank=True,
        help_text="アンケート調査のときに入力します。",
        validators=[MinValueValidator(1, "1以上にしてください。")],
    )
    is_provisional = models.BooleanField("速報値", default=False)
    note = models.TextField("注記", blank=True, help_text="公開されます。")
    source = models.CharField("出典", max_length=200, blank=True, help_text="公開されます。")

    class Meta:
        abstract = True

    @property
    def is_answered(self) -> bool:
        """Tell whether there is a value or a reason for none."""
        return self.value is not None or bool(self.missing_reason)

    def fact_in(self, fiscal_year: int, published_at: datetime | None = None) -> AnnualFact:
        """Return the answer as the rule book takes it."""
        return AnnualFact(
            fiscal_year=fiscal_year,
            value=self.value,
            missing_reason=MissingReason(self.missing_reason) if self.missing_reason else None,
            missing_detail=self.missing_detail,
            sample_size=self.sample_size,
            is_provisional=self.is_provisional,
            note=self.note,
            source=self.source,
            published_at=published_at,
        )

    def take_over(self, other: "Answer") -> None:
        """Answer as the other does; nothing is saved."""
        for name in ANSWER_COLUMNS:
            setattr(self, name, getattr(other, name))

    def answers_as(self, other: "Answer") -> bool:
        """Tell whether both say the same."""
        return all(getattr(self, name) == getattr(other, name) for name in ANSWER_COLUMNS)

    def clean(self) -> None:
        """Refuse a sample size where nobody was asked."""
        if self.sample_size and self.indicator_id and not self.indicator.is_survey:
            raise ValidationError(
                {"sample_size": "アンケート調査ではない指標には、回答者数を入力できません。"}
            )


ANSWER_COLUMNS = tuple(field.name for field in Answer._meta.local_fields)

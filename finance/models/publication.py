"""Drafts and what citizens may see."""

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from finance.domain.vocabulary import PublicationStatus

Row = TypeVar("Row", bound="Publishable")

_PUBLISHED = PublicationStatus.PUBLISHED.value


class PublishableQuerySet(models.QuerySet[Row]):
    def published(self) -> Self:
        """Keep what citizens may see. Every public page and file starts here."""
        return self.filter(status=_PUBLISHED)


class Publishable(models.Model):
    """A row that is a draft until somebody publishes it; the history keeps why.

    published_at and published_by are empty where the figures came published, with the book.
    """

    status = models.CharField(
        "公開状態",
        max_length=10,
        choices=PublicationStatus.choices(),
        default=PublicationStatus.DRAFT.value,
    )
    published_at = models.DateTimeField("公開日時", null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="公開した人",
    )

    class Meta:
        abstract = True
        constraints = [
            CheckConstraint(
                condition=Q(status__in=[code for code, _ in PublicationStatus.choices()]),
                name="%(class)s_status_known",
                violation_error_message="公開状態を選んでください。",
            )
        ]

    @property
    def is_published(self) -> bool:
        return self.status == _PUBLISHED

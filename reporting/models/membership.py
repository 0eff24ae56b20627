from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint
from simple_history.models import HistoricalRecords

from indicators.models import Department


class Membership(models.Model):
    """A person's post in a section: whose entries they report.

    A transfer is one change of the section; the history keeps where they were before.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name="職員",
    )
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="memberships", verbose_name="担当課"
    )
    post = models.CharField("役職・係", max_length=50, blank=True, help_text="例: 主査")

    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "職員の所属"
        verbose_name_plural = "職員の所属"
        ordering = ["department", "user"]
        constraints = [
            UniqueConstraint(
                fields=["user", "department"],
                name="membership_once_per_department",
                violation_error_message="この職員は、すでにこの担当課に所属しています。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.user}"

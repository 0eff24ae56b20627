from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint

from indicators.models import Department
from reporting.models.round import Round


class Reminder(models.Model):
    """A letter that reminded a section of a round; one a day at the most."""

    round = models.ForeignKey(
        Round, on_delete=models.CASCADE, related_name="reminders", verbose_name="報告の受付"
    )
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="reminders", verbose_name="担当課"
    )
    sent_on = models.DateField("送った日")
    sent_at = models.DateTimeField("送った日時")
    address = models.EmailField("宛先")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="送った人",
        help_text="空欄は、自動の送信です。",
    )

    class Meta:
        verbose_name = "催促の記録"
        verbose_name_plural = "催促の記録"
        ordering = ["-sent_at"]
        constraints = [
            UniqueConstraint(
                fields=["round", "department", "sent_on"],
                name="reminder_once_a_day",
                violation_error_message="この課には、今日すでに催促を送っています。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.sent_on:%Y年%-m月%-d日}"

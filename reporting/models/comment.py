from django.conf import settings
from django.db import models

from reporting.models.entry import Entry


class Comment(models.Model):
    """What planners and a section write to each other about an entry; never public."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="comments", verbose_name="報告"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="書いた人",
    )
    written_at = models.DateTimeField("書いた日時")
    text = models.TextField("コメント")
    is_return = models.BooleanField("差戻し", default=False)

    class Meta:
        verbose_name = "コメント"
        verbose_name_plural = "コメント"
        ordering = ["entry", "written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:40]

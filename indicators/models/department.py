from django.db import models
from simple_history.models import HistoricalRecords


class Department(models.Model):
    """A section of the city office that answers for indicators."""

    code = models.SlugField("コード", unique=True)
    name = models.CharField("担当課", max_length=100, unique=True)
    email = models.EmailField(
        "課のメールアドレス",
        blank=True,
        help_text="実績の報告の催促を送る、課の共用アドレスです。個人のアドレスは登録しません。",
    )
    order = models.PositiveSmallIntegerField("並び順", default=0)

    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "担当課"
        verbose_name_plural = "担当課"
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Prefetch, Q, UniqueConstraint
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from indicators.domain.measure import Measure
from indicators.domain.series import AnnualFact
from indicators.models import AnnualValue, Department, Indicator, Target
from indicators.models.answer import Answer
from indicators.models.indicator import BOOK_ORDER
from reporting.domain.prospect import Prospect, prospect
from reporting.domain.states import EntryState
from reporting.models.round import Round

SEES_ALL = "reporting.review_entry"


class EntryQuerySet(models.QuerySet["Entry"]):
    def with_section(self) -> Self:
        """Add section: the key of the department that answers for the entry.

        Until it is published that is the indicator's department, wherever it is transferred;
        what is published stays with whom it was published for.
        """
        return self.annotate(section=Coalesce("department", "indicator__department"))

    def for_user(self, user: Any) -> Self:
        """Keep what a person may see: planners all, others their own sections' entries."""
        entries = self.with_section()
        if user.has_perm(SEES_ALL):
            return entries
        return entries.filter(section__in=user.memberships.values("department"))

    def of_department(self, department: Department | None) -> Self:
        """Keep one section's entries; None: those of no section."""
        if department is None:
            return self.with_section().filter(section__isnull=True)
        return self.with_section().filter(section=department.pk)

    def of_departments(self, departments: Iterable[Department]) -> Self:
        """Keep the entries that some sections answer for."""
        return self.with_section().filter(section__in=[place.pk for place in departments])

    def with_series(self) -> Self:
        """Add all that is shown beside an entry and judges it: two more queries."""
        return self.select_related(
            "round",
            "department",
            "author",
            "submitted_by",
            "reviewed_by",
            "published_by",
            "indicator__department",
            "indicator__basic_project__policy__goal__plan",
        ).prefetch_related(
            Prefetch("indicator__targets", Target.objects.order_by("fiscal_year")),
            Prefetch("indicator__annual_values", AnnualValue.objects.order_by("fiscal_year")),
        )

    def in_book_order(self) -> Self:
        """Sort as the plan is printed."""
        return self.order_by(*(f"indicator__{name}" for name in BOOK_ORDER))


def _person(label: str) -> Any:
    """Return a column for who did something; whoever has left is remembered by the history."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=label,
    )


class Entry(Answer):
    """One indicator's answer in a round, on its way from the section to publication.

    Nothing in it is public: publication copies it into the indicator's annual value. version
    counts the saves, for two people on one screen. correction_reason says that something public
    is being corrected; it becomes public with the correction.
    """

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="entries", verbose_name="報告の受付"
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="entries", verbose_name="指標"
    )
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="公開したときの担当課",
    )
    state = models.CharField(
        "状態",
        max_length=20,
        choices=EntryState.choices(),
        default=EntryState.NOT_ENTERED.value,
        editable=False,
    )
    correction_reason = models.CharField("訂正の理由", max_length=100, blank=True, editable=False)
    return_note = models.TextField("差戻しの理由", blank=True, editable=False)
    author = _person("入力者")
    authored_at = models.DateTimeField("入力日時", null=True, blank=True, editable=False)
    submitted_by = _person("提出者")
    submitted_at = models.DateTimeField("提出日時", null=True, blank=True, editable=False)
    reviewed_by = _person("確認者")
    reviewed_at = models.DateTimeField("確認日時", null=True, blank=True, editable=False)
    published_by = _person("公開者")
    published_at = models.DateTimeField("公開日時", null=True, blank=True, editable=False)
    version = models.PositiveIntegerField("版", default=0, editable=False)

    objects = EntryQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="変更履歴", verbose_name_plural="変更履歴")

    class Meta:
        verbose_name = "報告"
        verbose_name_plural = "報告"
        ordering = ["round", "indicator"]
        # Entries are made with their round, filled in by sections, judged and published by planners.
        permissions = [
            ("report_entry", "担当課の報告を入力・提出する"),
            ("review_entry", "すべての報告を見て、確認・差戻しをする"),
            ("publish_entry", "報告を公開する"),
        ]
        constraints = [
            UniqueConstraint(
                fields=["round", "indicator"],
                name="entry_once_per_round",
                violation_error_message="この受付には、この指標の報告がすでにあります。",
            ),
            CheckConstraint(
                condition=Q(value__isnull=True) | Q(missing_reason=""),
                name="entry_value_or_reason",
                violation_error_message=(
                    "実績値と「値がない理由」の両方が入力されています。"
                    "どちらか一方だけにしてください。"
                ),
            ),
            CheckConstraint(
                condition=Q(
                    state__in=[EntryState.NOT_ENTERED, EntryState.DRAFT, EntryState.RETURNED]
                )
                | Q(value__isnull=False)
                | ~Q(missing_reason=""),
                name="entry_beyond_the_section_is_answered",
                violation_error_message="提出するには、実績値か「値がない理由」が必要です。",
            ),
            CheckConstraint(
                condition=~Q(state=EntryState.RETURNED) | ~Q(return_note=""),
                name="returned_entry_says_why",
                violation_error_message="差し戻すときは、理由を書いてください。",
            ),
            CheckConstraint(
                condition=Q(state__in=[state.value for state in EntryState]),
                name="entry_state_known",
                violation_error_message="報告の状態が正しくありません。",
            ),
            CheckConstraint(
                condition=Q(sample_size__isnull=True) | Q(sample_size__gt=0),
                name="entry_sample_size_positive",
                violation_error_message="回答者数は1以上にしてください。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.round.year}"

    @property
    def standing(self) -> EntryState:
        return EntryState(self.state)

    @property
    def is_correction(self) -> bool:
        return bool(self.correction_reason)

    @property
    def measure(self) -> Measure:
        return Measure(self.indicator.unit, self.indicator.decimal_places)

    @property
    def fact(self) -> AnnualFact:
        return self.fact_in(self.round.fiscal_year)

    @property
    def published(self) -> AnnualValue | None:
        """Return what is public for the indicator and year, out of what was prefetched."""
        rows = self.indicator.annual_values.all()
        return next((row for row in rows if row.fiscal_year == self.round.fiscal_year), None)

    @property
    def responsible(self) -> Department | None:
        """Return the section that answers for the entry, as with_section() finds it."""
        return self.department or self.indicator.department

    def prospect(self, today: Any) -> Prospect:
        """Return what the answer would change on the public pages, as seen on a day."""
        return prospect(self.indicator.series(today), self.fact, self.measure)

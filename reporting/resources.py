"""A section's file → answers to the entries of one round: drafts, never straight to the public."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import now

from indicators.domain.value_rows import ValueRow
from indicators.models import Indicator
from indicators.models.answer import ANSWER_COLUMNS
from indicators.uploaded_answers import apply_answer, known_indicator
from reporting.domain.entry_columns import COLUMNS
from reporting.domain.entry_rows import EntryRowReader
from reporting.domain.states import Act
from reporting.entering import NEEDS_DETAIL, save_answers
from reporting.models import Entry, Round
from reporting.storing import refuse_now
from sunagawa_plan.lib.tables.marked_workbook import Fault
from sunagawa_plan.lib.uploads import RowError
from sunagawa_plan.shared.uploaded_rows import UploadedRows


class EntryResource(UploadedRows):
    """The file of one round, as far as a person may fill it in; right rows go in without wrong ones.

    Is its own reader, to keep every fault with its row and column for the workbook sent back.
    """

    columns = COLUMNS
    changing = ANSWER_COLUMNS
    head = ("指標",)

    class Meta:
        model = Entry

    def __init__(
        self, *, opened: Round | None = None, user: Any = None, today: date | None = None
    ) -> None:
        super().__init__()
        self.opened, self.filler, self.today = opened, user, today
        self.faults: list[Fault] = []
        self.line = 0
        self.way = ""

    @classmethod
    def get_display_name(cls) -> str:
        return "報告"

    def stored(self, dataset: Any) -> dict[int, Entry]:
        """Return the entries that the person may fill in, locked, by indicator."""
        entries = self._entries().select_related("indicator").select_for_update(of=("self",))
        found = {entry.indicator_id: entry for entry in entries}
        for entry in found.values():
            entry.round = self.opened
        return found

    def key_of(self, read: ValueRow | None) -> int | None:
        return read.indicator.key if read else None

    def head_of(self, instance: Entry) -> tuple[str, ...]:
        return (str(instance.indicator),)

    def title_of(self, name: str) -> str:
        return self.columns.titles.get(name, name)

    def prepare(self) -> "EntryResource":
        if self.opened is None or self.today is None:
            raise ValueError("取り込む受付を選んでください。")
        mine = self._entries().values_list("indicator")
        known = {row.code: known_indicator(row) for row in Indicator.objects.filter(pk__in=mine)}
        of_plan = Indicator.objects.of_plan(self.opened.plan).order_by()
        others = Indicator.objects.exclude(pk__in=of_plan.values("pk")).order_by()
        self.rows_reader = EntryRowReader(
            fiscal_year=self.opened.fiscal_year,
            known=known,
            foreign=frozenset(of_plan.values_list("code", flat=True)),
            elsewhere=frozenset(others.values_list("code", flat=True)),
            today=self.today,
        )
        return self

    def read(self, cells: Mapping[str, Any], number: int) -> ValueRow | None:
        """Read the row in a line of the file, and remember what is wrong with it."""
        self.line = number
        try:
            return self.rows_reader.read(cells, number)
        except RowError as error:
            self._remember(error.messages)
            raise

    def apply(self, instance: Entry, read: ValueRow, names: Any) -> None:
        apply_answer(instance, read, names)

    def validate_instance(self, instance: Entry, *_: Any, **__: Any) -> None:
        """Check what only a changed row can break: single cells, details, the state of the entry."""
        try:
            refuse_now(instance, Act.SAVE)
        except ValueError as error:
            self._refuse({"value": str(error)})
        if instance.missing_reason == "not_calculable" and not instance.missing_detail:
            self._refuse({"missing_detail": NEEDS_DETAIL})
        try:
            instance.clean_fields(exclude=_all_but(instance, self.differing))
        except ValidationError as error:
            self._refuse({name: "".join(told) for name, told in error.message_dict.items()})

    def before_save_instance(self, instance: Entry, row: Any, **kwargs: Any) -> None:
        super().before_save_instance(instance, row, **kwargs)
        self.way = self.reason(kwargs.get("file_name") or "名前なし")

    def bulk_update(self, *_: Any, result: Any = None, **kwargs: Any) -> None:
        """Let the entries' own writer store the answers; called once, at the end."""
        answers = {entry.pk: entry for entry, _ in self.changed_rows}
        if answers and not self.is_preview:
            save_answers(answers=answers, by=self.user, at=now(), way=self.way)
        self.update_instances.clear()

    def _entries(self) -> Any:
        return Entry.objects.for_user(self.filler).filter(round=self.opened).order_by("pk")

    def _refuse(self, messages: Mapping[str, str]) -> None:
        self._remember(messages)
        raise ValidationError(self.titled(messages))

    def _remember(self, messages: Mapping[str, str]) -> None:
        for name, told in messages.items():
            column = self.headings.index(name) + 1 if name in self.headings else 0
            self.faults.append(Fault(self.line, column, told))


def _all_but(instance: Entry, names: tuple[str, ...]) -> set[str]:
    return {field.name for field in instance._meta.fields} - set(names)

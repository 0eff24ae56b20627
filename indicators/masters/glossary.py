"""A plan's glossary file: terms, and the policies that explain them."""

from typing import Any

from indicators.domain.marked_text import without_marks
from indicators.domain.masters.columns import GLOSSARY
from indicators.domain.masters.term_rows import KnownPolicy, PlaceRow, TermReader
from indicators.masters.master_rows import MasterRows
from indicators.models import GlossaryOccurrence, GlossaryTerm, Policy
from sunagawa_plan.lib.tables import single_line
from sunagawa_plan.shared.row_changes import give_reason


class GlossaryResource(MasterRows):
    """The terms of one plan; a new place of a known term is added, a known place stays."""

    columns = GLOSSARY
    changing = ("term", "reading", "explanation")
    head = ()
    reader: TermReader

    class Meta:
        model = GlossaryTerm

    @classmethod
    def get_display_name(cls) -> str:
        return "用語解説"

    def prepare(self) -> TermReader:
        if self.plan is None:
            raise ValueError("取り込む計画を選んでください。")
        policies = Policy.objects.filter(goal__plan=self.plan)
        self.policies = {
            row.code: row for row in policies.prefetch_related("glossary_occurrences__term")
        }
        return TermReader({code: _known(row) for code, row in self.policies.items()})

    def stored(self, dataset: Any) -> dict[str, GlossaryTerm]:
        """Return the plan's terms as files write them."""
        if self.plan is None:
            return {}
        rows = GlossaryTerm.objects.filter(plan=self.plan).select_for_update()
        return {_written(row): row for row in rows}

    def head_of(self, instance: GlossaryTerm) -> tuple[str, ...]:
        return ()

    def apply(self, instance: GlossaryTerm, read: Any, names: Any) -> None:
        if self.plan is not None:
            instance.plan = self.plan
        super().apply(instance, read, names)

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Add the new places, once all terms are stored."""
        super().after_import(dataset, result, **kwargs)
        if result.has_errors() or result.has_validation_errors():
            return
        terms = self.stored(dataset)
        for place in self.reader.places:
            row = self._occurrence(place, terms[place.term])
            give_reason(row, self.reason(kwargs.get("file_name") or "名前なし"))
            row.save()
            result.remarks.append(f"施策{place.policy_code}の{row.order}番目に「{row.term}」")

    def _occurrence(self, place: PlaceRow, term: GlossaryTerm) -> GlossaryOccurrence:
        policy = self.policies[place.policy_code]
        last = policy.glossary_occurrences.order_by("order").last()
        order = place.order or (last.order if last else 0) + 1
        return GlossaryOccurrence(term=term, policy=policy, order=order)


def _known(policy: Policy) -> KnownPolicy:
    places = policy.glossary_occurrences.all()
    return KnownPolicy(policy.pk, {place.order: _written(place.term) for place in places})


def _written(term: GlossaryTerm) -> str:
    return single_line(without_marks(term.term)).strip()

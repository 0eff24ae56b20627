"""Rows of a glossary file → terms, and the policies that explain them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indicators.domain.masters.reading import Doubles, MasterReading, MasterRow
from sunagawa_plan.lib.spelling import quote
from sunagawa_plan.lib.tables import Cell


@dataclass(frozen=True)
class PlaceRow:
    """A place where a term is to be explained; order None is behind the others of the policy."""

    term: str
    policy_code: str
    order: int | None


@dataclass(frozen=True)
class KnownPolicy:
    """A policy with its explained terms (as files write them) by order."""

    key: int
    terms: Mapping[int, str]


@dataclass
class TermReader:
    """Reads the rows of one plan's glossary file; places gathers what is to be explained where."""

    policies: Mapping[str, KnownPolicy]
    doubles: Doubles = field(default_factory=Doubles)
    places: list[PlaceRow] = field(default_factory=list)
    _said: dict[str, tuple[int, Mapping[str, object]]] = field(default_factory=dict)

    def read(self, cells: Mapping[str, Cell], number: int) -> MasterRow:
        """Read the row that stands in line `number` of the file; RowError tells all its faults.

        The key is None for a term that an earlier row has told in the same words.
        """
        row = MasterReading(cells)
        term = row.text("term")
        row.take_text("term", is_needed=True)
        row.take_text("reading")
        row.take_text("explanation", is_needed=True)
        self._take_place(row, term, number)
        line, said = self._said.setdefault(term, (number, row.says))
        if said != row.says:
            row.errors.setdefault(
                "explanation", f"{line}行目の同じ用語と、よみか解説が違います。同じにしてください。"
            )
        return row.finished(term if line == number else None)

    def _take_place(self, row: MasterReading, term: str, number: int) -> None:
        code = row.text("policy_code")
        place = MasterReading({"order": row.cells.get("order")})
        place.take_whole("order")
        row.errors |= place.errors
        order = place.says.get("order")
        # The book may explain a word twice in one policy, in two of its boxes.
        if line := self.doubles.first((term, code, order), number):
            row.errors["policy_code"] = f"{line}行目に同じ用語の同じ施策があります。"
        if not code:
            return
        policy = self.policies.get(code)
        if policy is None:
            row.errors["policy_code"] = f"施策{quote(code)}は、この計画にありません。"
        elif term in policy.terms.values():
            self._compare_order(row, policy, term, order)
        elif order is not None and order in policy.terms:
            row.errors["order"] = (
                f"施策{code}の{order}番目には、別の用語{quote(policy.terms[order])}があります。"
                "空欄にすると、最後に加えます。"
            )
        else:
            self.places.append(PlaceRow(term, code, order))

    @staticmethod
    def _compare_order(
        row: MasterReading, policy: KnownPolicy, term: str, order: int | None
    ) -> None:
        if order is not None and policy.terms.get(order) != term:
            row.errors["order"] = (
                "登録されている掲載順と違います。掲載順は、用語解説の画面で変えてください。"
            )

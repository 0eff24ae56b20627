"""Which section answers for which indicator: several at once, kept in the history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from indicators.models import Department, Indicator
from sunagawa_plan.shared.row_changes import give_reason

ASSIGNMENT = "担当課の割り当て"
_CODE = "section-{number}"


@transaction.atomic
def assign(
    wanted: Mapping[int, Department | None], *, reason: str = ASSIGNMENT
) -> tuple[Indicator, ...]:
    """Give indicators, by their keys, to sections; return those that moved.

    What is not published yet moves along; what is published stays with whom it was published for.
    """
    moved = []
    for indicator in Indicator.objects.select_for_update().filter(pk__in=wanted).order_by("pk"):
        department = wanted[indicator.pk]
        if indicator.department_id != (department.pk if department else None):
            indicator.department = department
            give_reason(indicator, reason)
            indicator.save()
            moved.append(indicator)
    return tuple(moved)


@dataclass(frozen=True)
class _Line:
    """A new section as typed: its name, then perhaps its address for letters."""

    number: int
    name: str
    email: str

    @classmethod
    def read(cls, number: int, text: str) -> "_Line":
        *words, last = text.replace("、", " ").replace(",", " ").split()
        if "@" in last and words:
            return cls(number, " ".join(words), last)
        return cls(number, " ".join([*words, last]), "")


@transaction.atomic
def add_departments(text: str) -> tuple[Department, ...]:
    """Make a section for each line 「課の名前 メールアドレス」, the address being optional.

    Raises ValueError (Japanese, with the line) for a name that exists or a wrong address; then
    nothing is made.
    """
    lines = [
        _Line.read(number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    return tuple(_added(lines))


def _added(lines: Iterable[_Line]) -> Iterable[Department]:
    last = Department.objects.aggregate(order=Max("order"))["order"] or 0
    for order, line in enumerate(lines, start=last + 1):
        department = Department(
            code=_free_code(), name=line.name, email=line.email, order=min(order, 32_767)
        )
        try:
            department.full_clean()
        except ValidationError as error:
            told = "".join(error.messages)
            raise ValueError(f"{line.number}行目「{line.name}」：{told}") from error
        give_reason(department, ASSIGNMENT)
        department.save()
        yield department


def _free_code() -> str:
    taken = set(Department.objects.values_list("code", flat=True))
    number = len(taken) + 1
    while _CODE.format(number=number) in taken:
        number += 1
    return _CODE.format(number=number)

"""One row of master data on its way from cells to what it says of a record's fields."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sunagawa_plan.lib.labelled_code import LabelledCode
from sunagawa_plan.lib.numerals import Mark
from sunagawa_plan.lib.spelling import fold_width, quote
from sunagawa_plan.lib.tables import Cell
from sunagawa_plan.lib.uploads import RowError, RowReading

_TRUE = frozenset({"true", "1", "はい", "○"})
_FALSE = frozenset({"", "false", "0", "いいえ"})


@dataclass(frozen=True)
class MasterRow:
    """What a row says: the record it means, and the fields that its file has columns for."""

    key: Hashable
    says: Mapping[str, Any]


class MasterReading(RowReading):
    """Gathers what a row says; a column that the file lacks says nothing."""

    def __init__(self, cells: Mapping[str, Cell]) -> None:
        super().__init__(cells)
        self.says: dict[str, Any] = {}

    def finished(self, key: Hashable) -> MasterRow:
        """Return the row; RowError tells all its faults."""
        if self.errors:
            raise RowError(self.errors)
        return MasterRow(key, self.says)

    def code(self, name: str, what: str) -> str:
        """Read a code that must be there."""
        code = fold_width(self.text(name))
        if not code:
            self.errors[name] = f"{what}がありません。"
        return code

    def take_text(self, name: str, field: str = "", *, is_needed: bool = False) -> None:
        if name not in self.cells:
            return
        text = self.text(name)
        if is_needed and not text:
            self.errors[name] = "空欄です。入力してください。"
        self.says[field or name] = text

    def take_number(self, name: str, unit: str, field: str = "") -> None:
        if name in self.cells:
            self.says[field or name] = self._number(name, unit)

    def take_whole(self, name: str) -> None:
        if name not in self.cells:
            return
        number = self._number(name, "")
        if number is not None and (number != int(number) or number < 0):
            self.errors[name] = "0以上の整数にしてください。"
        elif number is not None:
            self.says[name] = int(number)

    def take_optional_whole(self, name: str) -> None:
        self.take_whole(name)
        if name in self.cells:
            self.says.setdefault(name, None)

    def take_year(self, name: str) -> None:
        if self.cells.get(name) is not None:
            self.says[name] = self.year(name)

    def take_word(self, name: str, codes: Iterable[LabelledCode], field: str = "") -> None:
        if name in self.cells:
            word = self.word(name, codes)
            self.says[field or name] = "" if word is None else word.value

    def take_flag(self, name: str) -> None:
        if name not in self.cells:
            return
        word = fold_width(self.text(name)).lower()
        if word not in _TRUE | _FALSE:
            self.errors[name] = f"{quote(self.text(name))}は読み取れません（trueかfalse）。"
        self.says[name] = word in _TRUE

    def _number(self, name: str, unit: str) -> Decimal | None:
        number = self.number(name, unit)
        if not isinstance(number, Mark):
            return number
        if number is not Mark.BLANK:
            self.errors[name] = f"{quote(self.text(name))}は使えません。数値か空欄にしてください。"
        return None


class Doubles:
    """Remembers in which line a record stood first."""

    def __init__(self) -> None:
        self._seen: dict[Hashable, int] = {}

    def first(self, key: Hashable, number: int) -> int | None:
        """Return the earlier line of the same record, if there is one."""
        line = self._seen.setdefault(key, number)
        return None if line == number else line

"""One row of a plan's workbook on its way from cells to values."""

from datetime import date
from typing import Any

from indicators.domain.masters.reading import MasterReading
from indicators.domain.vocabulary import Arrow, Direction, MissingReason
from indicators.plan_workbook.sheets import BookColumn, Kind
from sunagawa_plan.lib.labelled_code import LabelledCode
from sunagawa_plan.lib.spelling import fold_width

_DATE = (
    "日付になっています。セルの書式を「文字列」にしてから、番号を入力し直してください（例: 6-1）。"
)
_WORDS: dict[Kind, tuple[LabelledCode, ...]] = {
    Kind.DIRECTION: tuple(Direction),
    Kind.ARROW: tuple(Arrow),
    Kind.NOT_MEASURED: (MissingReason.NOT_MEASURED,),
}
_ABSENT = {Kind.TEXT: "", Kind.LINES: "", Kind.FLAG: False}


class BookRow(MasterReading):
    """Reads cells by the kind of their columns; a stand-in for what cannot be read."""

    def text(self, name: str) -> str:
        return super().text(name).replace("\r\n", "\n")

    def value(self, column: BookColumn) -> Any:
        """Return what a cell says: None, "" or False where it may be empty and is."""
        name = column.name
        if isinstance(self.cells.get(name), date):
            self.errors[name] = _DATE
            return None
        if column.is_needed and not self.text(name):
            self.errors[name] = "空欄です。入力してください。"
            return None
        return self._by_kind(name, column.kind)

    def _by_kind(self, name: str, kind: Kind) -> Any:
        if kind in _WORDS:
            return self.word(name, _WORDS[kind])
        match kind:
            case Kind.CODE:
                return fold_width(self.text(name))
            case Kind.YEAR:
                return self.year(name) if self.text(name) else None
            case Kind.WHOLE:
                self.take_optional_whole(name)
            case Kind.NUMBER:
                self.take_number(name, self.text("unit"))
            case Kind.FLAG:
                self.take_flag(name)
            case _:
                self.take_text(name)
        return self.says.get(name, _ABSENT.get(kind))

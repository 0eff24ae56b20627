"""TOML read with a place for every problem: a wrong key is reported where it stands, with its file.

A reader asks a table for what it needs; whatever was not asked for is an unknown key. Problems are
collected, not raised, so that one run tells all of them; a placeholder stands in for a wrong value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, TypeVar

from sunagawa_plan.lib.fiscal_year import read_fiscal_year
from sunagawa_plan.lib.numerals import Mark, read_number
from sunagawa_plan.lib.spelling import quote

T = TypeVar("T")

# What a person would call an entry of a list, in order of preference.
_NAMES = ("code", "term", "title", "name", "fiscal_year", "label", "number")
_STAND_IN_YEAR = 2000


@dataclass
class TomlTable:
    """One table of a file; `place` is how messages call it, `problems` is shared by all files."""

    content: Mapping[str, Any]
    place: str
    problems: list[str]
    _asked: set[str] = field(default_factory=set)
    _children: list["TomlTable"] = field(default_factory=list)

    def report(self, problem: str, key: str = "") -> None:
        """Note a problem of the table or of one of its keys."""
        self.problems.append(f"{self.place}{' ' if key else ''}{key}: {problem}")

    def has(self, key: str) -> bool:
        """Tell whether the key is there at all."""
        self._asked.add(key)
        return key in self.content

    def text(self, key: str, *, default: str | None = None) -> str:
        """Read a text as it stands; without a default it must be there and not be blank."""
        if self._is_absent(key, required=default is None):
            return default or ""
        text = self._typed(key, str, '文字列（"…"）', stand_in="")
        if default is None and isinstance(self.content[key], str) and not text.strip():
            self.report("空です。文字を入れてください。", key)
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts; an absent one is empty."""
        if self._is_absent(key, required=False):
            return ()
        texts: list[Any] = self._typed(key, list, '文字列の並び（["…", "…"]）', stand_in=[])
        if not all(isinstance(text, str) and text.strip() for text in texts):
            self.report('空でない文字列（"…"）だけを並べてください。', key)
            return ()
        return tuple(texts)

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Read true or false."""
        if self._is_absent(key, required=default is None):
            return bool(default)
        return self._typed(key, bool, "true か false のどちらか", stand_in=False)

    def whole(self, key: str) -> int:
        """Read a whole number from 0 on."""
        return self.optional_whole(key, required=True) or 0

    def optional_whole(self, key: str, *, required: bool = False) -> int | None:
        """Read a whole number from 0 on, or None where the key is absent."""
        if self._is_absent(key, required=required):
            return None
        number = self._typed(key, int, "引用符を付けない整数", stand_in=0)
        if number < 0:
            self.report(f"{number}は使えません。0以上の整数にしてください。", key)
        return number

    def year(self, key: str, *, default: int | None = None) -> int:
        """Read a fiscal year: 2025, or any spelling offices use ("令和7年度")."""
        if self._is_absent(key, required=default is None):
            return default or _STAND_IN_YEAR
        try:
            return read_fiscal_year(self.content[key]).start
        except ValueError as error:
            self.report(str(error), key)
            return _STAND_IN_YEAR

    def optional_year(self, key: str) -> int | None:
        """Read a fiscal year, or None where the key is absent."""
        return self.year(key) if self.has(key) else None

    def number(self, key: str) -> Decimal | None:
        """Read an exact number from a text, or None where the key is absent."""
        if self._is_absent(key, required=False):
            return None
        text = self._typed(key, str, '引用符で囲んだ数値（"98.6"）', stand_in="0")
        try:
            number = read_number(text)
        except ValueError as error:
            self.report(str(error), key)
            return None
        if isinstance(number, Mark):
            self.report(f"{quote(text)}は数値ではありません。数値を入れてください。", key)
            return None
        return number

    def choice(self, key: str, choices: Mapping[str, T], *, default: T | None = None) -> T:
        """Read one of the words of `choices` and return what it stands for."""
        first = next(iter(choices.values()))
        if self._is_absent(key, required=default is None):
            return first if default is None else default
        word = self.content[key]
        if not isinstance(word, str) or word not in choices:
            self.report(
                f"{quote(word)}は使えません。{_either(choices)} のどれかにしてください。", key
            )
            return first
        return choices[word]

    def exactly_one(self, *keys: str) -> None:
        """Report unless exactly one of the keys is there."""
        there = sum(self.has(key) for key in keys)
        if there != 1:
            fault = "の両方があります" if there else "がどちらもありません"
            self.report(f"{' と '.join(keys)} {fault}。どちらか一方だけにしてください。")

    def table(self, key: str) -> "TomlTable | None":
        """Read a table below the key, or None where it is absent."""
        if self._is_absent(key, required=False):
            return None
        content = self._typed(key, dict, "表（{ … }）", stand_in={})
        return self._child(content, f"{self.place} {key}")

    def required_table(self, key: str) -> "TomlTable":
        """Read a table that must be there."""
        self._is_absent(key, required=True)
        return self.table(key) or TomlTable({}, self.place, [])

    def tables(self, key: str) -> list["TomlTable"]:
        """Read a list of tables ([[key]]); an absent one is empty."""
        if self._is_absent(key, required=False):
            return []
        contents: list[Any] = self._typed(key, list, f"表の並び（[[{key}]]）", stand_in=[])
        if not all(isinstance(content, dict) for content in contents):
            self.report(f"表の並び（[[{key}]]）にしてください。", key)
            return []
        return [
            self._child(content, f"{self.place} {key}の{position}番目{_name(content)}")
            for position, content in enumerate(contents, start=1)
        ]

    def finish(self) -> None:
        """Report every key that nobody asked for, here and below."""
        for key in self.content:
            if key not in self._asked:
                close = get_close_matches(key, self._asked, n=1)
                hint = f"{close[0]} の間違いではありませんか。" if close else ""
                self.report(f"知らない項目です。{hint}", key)
        for child in self._children:
            child.finish()

    def _child(self, content: Mapping[str, Any], place: str) -> "TomlTable":
        child = TomlTable(content, place, self.problems)
        self._children.append(child)
        return child

    def _is_absent(self, key: str, *, required: bool) -> bool:
        if self.has(key):
            return False
        if required:
            self.report(f"{key} がありません。")
        return True

    def _typed(self, key: str, kind: type[T], wanted: str, *, stand_in: T) -> T:
        found = self.content[key]
        # bool is an int in Python, but true is no number.
        if isinstance(found, kind) and (kind is bool or not isinstance(found, bool)):
            return found
        self.report(f"{quote(found)}は使えません。{wanted}にしてください。", key)
        return stand_in


def _name(content: Mapping[str, Any]) -> str:
    name = next((content[key] for key in _NAMES if key in content), None)
    return "" if name is None else f"（{name}）"


def _either(choices: Mapping[str, Any]) -> str:
    return " か ".join(choices)

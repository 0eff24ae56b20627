"""What a load did, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_KEPT = "ほかの人が変更しているため、そのままにしました"
_TAKEN_AWAY = "ほかの人が削除しているため、登録しませんでした"
_LEFT_OVER = "ファイルにありませんが、削除はしていません"


@dataclass
class Tally:
    """What happened to the rows of one kind: new and changed ones, and the names of those not written."""

    title: str
    new: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    taken_away: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)

    @property
    def created(self) -> int:
        return len(self.new)

    @property
    def updated(self) -> int:
        return len(self.changed)

    @property
    def line(self) -> str:
        counts = (
            ("新規", self.created),
            ("更新", self.updated),
            ("変更なし", self.unchanged),
            ("そのまま", len(self.kept)),
            ("削除済み", len(self.taken_away)),
        )
        return f"  {self.title}: " + "、".join(f"{word}{n}件" for word, n in counts if n)


@dataclass(frozen=True)
class LoadReport:
    """The tallies of all kinds in the order of writing."""

    plan: str
    tallies: tuple[Tally, ...]

    @property
    def has_changes(self) -> bool:
        """Tell whether anything was written."""
        return any(tally.created or tally.updated for tally in self.tallies)

    def lines(self) -> Iterator[str]:
        """Tell what was done, in Japanese."""
        if self.has_changes:
            yield f"「{self.plan}」を読み込みました。"
            yield from (tally.line for tally in self.tallies if tally.created or tally.updated)
        else:
            yield f"「{self.plan}」: 変更なし"
        for heading, names in (
            (_KEPT, [name for tally in self.tallies for name in tally.kept]),
            (_TAKEN_AWAY, [name for tally in self.tallies for name in tally.taken_away]),
            (_LEFT_OVER, [name for tally in self.tallies for name in tally.left_over]),
        ):
            if names:
                yield f"{heading}（{len(names)}件）:"
                yield from (f"  {name}" for name in names)

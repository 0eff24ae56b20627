"""How a round stands on a day: before it opens, open, soon over, late, closed."""

from dataclasses import dataclass
from datetime import date

from sunagawa_plan.lib.labelled_code import LabelledCode

_SOON = 7


class Phase(LabelledCode):
    """Where a round is between its first and its last day."""

    AHEAD = "ahead", "受付前"
    OPEN = "open", "受付中"
    SOON_DUE = "soon_due", "締切間近"
    LATE = "late", "締切を過ぎています"
    CLOSED = "closed", "終了"


@dataclass(frozen=True)
class Period:
    """When sections report: from opens_on up to and with due_on."""

    opens_on: date
    due_on: date

    def __post_init__(self) -> None:
        if self.due_on < self.opens_on:
            raise ValueError("締切は、受付を始める日以降にしてください。")

    def phase(self, today: date, *, is_closed: bool = False) -> Phase:
        """Return how the round stands on a day."""
        if is_closed:
            return Phase.CLOSED
        if today < self.opens_on:
            return Phase.AHEAD
        if today > self.due_on:
            return Phase.LATE
        return Phase.SOON_DUE if self.days_left(today) <= _SOON else Phase.OPEN

    def days_left(self, today: date) -> int:
        """Return the days until the deadline: 0 on the day itself, negative when it has passed."""
        return (self.due_on - today).days

    def told(self, today: date) -> str:
        """Tell the deadline with what is left of it: 11月30日（月）まで（あと5日）."""
        left = self.days_left(today)
        rest = (
            f"あと{left}日" if left > 0 else "今日まで" if left == 0 else f"{-left}日過ぎています"
        )
        weekday = "月火水木金土日"[self.due_on.weekday()]
        return f"{self.due_on:%Y年%-m月%-d日}（{weekday}）まで（{rest}）"

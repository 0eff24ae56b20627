"""The words of the rule book, each with its published code and its Japanese word."""

from sunagawa_plan.lib.labelled_code import LabelledCode


class Direction(LabelledCode):
    """Which way is better. Stated for every indicator, never inferred from its targets."""

    HIGHER = "higher", "高いほどよい"
    LOWER = "lower", "低いほどよい"

    @property
    def sign(self) -> int:
        """Return the rule book's d: +1 if higher is better, −1 if lower is better."""
        return 1 if self is Direction.HIGHER else -1


class Arrow(LabelledCode):
    """A printed target without a number."""

    UP = "up", "↗"
    FLAT = "flat", "→"
    DOWN = "down", "↘"

    def contradicts(self, direction: Direction) -> bool:
        """Tell whether the arrow points against the good direction."""
        wrong = Arrow.DOWN if direction is Direction.HIGHER else Arrow.UP
        return self is wrong


class Kind(LabelledCode):
    """What the target in force asks for; it follows from the plan's own numbers."""

    TREND = "trend", "方向目標"
    MAINTAIN = "maintain", "維持"
    REACH = "reach", "数値目標"
    BOUND = "bound", "上限・下限"


class Level(LabelledCode):
    """The coarse result of a verdict, for colour, icon and counting."""

    ACHIEVED = "achieved", "達成"
    ON_TRACK = "on_track", "順調"
    BEHIND = "behind", "遅れ・横ばい"
    WORSE = "worse", "後退"
    UNJUDGED = "unjudged", "評価なし"


class MissingReason(LabelledCode):
    """Why there is no number. Never coloured good or bad, never counted as zero."""

    NOT_MEASURED = "not_measured", "未測定"
    NOT_DUE = "not_due", "未到来"
    AWAITING_ENTRY = "awaiting_entry", "未入力"
    AWAITING_PUBLICATION = "awaiting_publication", "公表待ち"
    NO_SURVEY = "no_survey", "調査なし"
    NOT_CALCULABLE = "not_calculable", "算定されない"
    NO_TARGET = "no_target", "目標なし"


# What staff may answer instead of a value; the others are worked out from the calendar and the plan.
ANSWERS_INSTEAD_OF_VALUE = (
    MissingReason.AWAITING_PUBLICATION,
    MissingReason.NO_SURVEY,
    MissingReason.NOT_CALCULABLE,
)

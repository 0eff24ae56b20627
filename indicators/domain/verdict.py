"""A verdict and the working it rests on."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from indicators.domain.facts import StatutoryLine
from indicators.domain.targets import Target
from indicators.domain.vocabulary import Kind, Level, MissingReason
from sunagawa_plan.lib.labelled_code import LabelledCode


class Rule(LabelledCode):
    """The rule that decided, as numbered in the rule book and on /method/."""

    REACH_MET = "reach-1", "目標値に達したか"
    REACH_MISSED = "reach-2", "目標年度の実績は目標に届いたか"
    REACH_NO_BASELINE = "reach-3", "計画線に届いているか（基準値なし）"
    REACH_ON_LINE = "reach-4-line", "計画線に届いているか"
    REACH_PACE = "reach-4-pace", "計画線までの進み具合"
    REACH_FEW_STEPS = "reach-5", "基準値から前進したか"
    WITHIN_ERROR_REACH = "reach-error", "基準値との差は調査の誤差より大きいか"
    MAINTAIN = "maintain", "目標の水準を保っているか"
    BOUND_STATUTORY = "bound-statutory", "法律の基準に達していないか"
    BOUND = "bound", "計画値の範囲に収まっているか"
    TREND = "trend", "基準値より改善したか"
    WITHIN_ERROR_TREND = "trend-error", "基準値との差は調査の誤差より大きいか"

    @cached_property
    def kind(self) -> Kind:
        """Return the kind of target that the rule belongs to."""
        return Kind(self.value.split("-", maxsplit=1)[0])


@dataclass(frozen=True)
class Working:
    """What was compared with what; every number at its display places, None where unused.

    pace is exact (a Fraction); tolerance and band are in the indicator's unit or points.
    """

    rule: Rule
    fiscal_year: int
    value: Decimal
    milestone: Target
    baseline: Decimal | None
    target: Decimal | None
    plan_line: Decimal | None
    bound: Decimal | None = None
    tolerance: Decimal | None = None
    pace: Fraction | None = None
    band: Decimal | None = None
    statutory_line: StatutoryLine | None = None


@dataclass(frozen=True)
class Verdict:
    """The level for colour and counting, the exact word, and what it rests on."""

    level: Level
    label: str
    kind: Kind | None = None
    note: str = ""
    missing_reason: MissingReason | None = None
    working: Working | None = None

"""Published totals against the sums of their parts.

Totals are published as published; the difference is shown to staff. Each printed figure is a
true amount brought to whole 千円, either rounded half-up or, as settlement tables often do, cut
off. With n parts a rounded table differs by at most (n + 1) ÷ 2 and a cut-off one by at most
n − 1, so a difference of up to max(1, n − 1) 千円 may be rounding; anything larger is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from finance.domain.amounts import Amount
from sunagawa_plan.lib.labelled_code import LabelledCode


class SumResult(LabelledCode):
    """What the comparison of a total with its parts says."""

    EQUAL = "equal", "一致"
    ROUNDING = "rounding", "端数による差"
    DIFFERENT = "different", "不一致"
    INCOMPLETE = "incomplete", "内訳か合計の額がない"


@dataclass(frozen=True)
class SumCheck:
    """A total beside the sum of its parts, both in 千円.

    count is the number of parts with an amount. Where the total or a part is not known,
    published or computed is None and so is the difference.
    """

    code: str
    published: int | None
    computed: int | None
    count: int

    @property
    def difference(self) -> int | None:
        """Return the published total minus the sum of the parts."""
        if self.published is None or self.computed is None:
            return None
        return self.published - self.computed

    @property
    def result(self) -> SumResult:
        if self.difference is None:
            return SumResult.INCOMPLETE
        if self.difference == 0:
            return SumResult.EQUAL
        return (
            SumResult.ROUNDING
            if abs(self.difference) <= rounding_allowance(self.count)
            else SumResult.DIFFERENT
        )


def rounding_allowance(count: int) -> int:
    """Return the largest difference in 千円 that rounding of `count` parts can explain."""
    return max(1, count - 1)


def check_sum(code: str, total: Amount | None, parts: Iterable[Amount | None]) -> SumCheck:
    """Compare a total with its parts; None is an amount that nobody entered.

    A part that did not exist in the year counts for nothing; one that is not known leaves the
    sum unknown.
    """
    known = tuple(parts)
    counted = [part.counted if part else None for part in known]
    values = [value for value in counted if value is not None]
    return SumCheck(
        code=code,
        published=total.counted if total else None,
        computed=sum(values) if len(values) == len(counted) else None,
        count=sum(1 for part in known if part and part.thousand_yen is not None),
    )

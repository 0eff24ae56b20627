"""What stands between a year's settlement and its publication."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from finance.domain.settlement import Settlement
from finance.domain.sums import SumCheck, SumResult, rounding_allowance
from sunagawa_plan.lib.numerals import format_number


@dataclass(frozen=True)
class Explanation:
    """What staff wrote beside a total: a note for a rounding difference, a reason for a larger."""

    note: str = ""
    difference_reason: str = ""

    @property
    def words(self) -> str:
        return self.note.strip() or self.difference_reason.strip()


@dataclass(frozen=True)
class Obstacle:
    """One thing to mend, at one item: what is wrong, and what to do. Japanese, for staff."""

    item_code: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.problem}{self.remedy}"


def obstacles(
    settlement: Settlement,
    year: int,
    *,
    names: Mapping[str, str],
    explanations: Mapping[str, Explanation],
) -> Iterator[Obstacle]:
    """Give everything that keeps a year from being published; names and explanations by item code.

    Totals may differ from their parts: by rounding with a note, by more with a reason.
    """
    for code in settlement.unanswered(year):
        yield Obstacle(
            code, f"「{names[code]}」が未入力です。", "額か、額がない理由を入力してください。"
        )
    for code in settlement.outside_life(year):
        yield Obstacle(
            code,
            f"「{names[code]}」は、この年度にはない項目ですが、額が入っています。",
            "額を消すか、項目の最初の年度・最後の年度を直してください。",
        )
    for check in settlement.sum_checks(year):
        explanation = explanations.get(check.code, Explanation())
        yield from _unexplained(check, names[check.code], explanation)


def _unexplained(check: SumCheck, name: str, explanation: Explanation) -> Iterator[Obstacle]:
    match check.result:
        case SumResult.EQUAL if explanation.difference_reason.strip():
            problem = f"「{name}」は内訳の計と一致しています。"
            yield Obstacle(check.code, problem, "「内訳の計と一致しない理由」を消してください。")
            return
        case SumResult.ROUNDING if not explanation.words:
            remedy = "端数処理によるものなら、合計の注記に書いてください。"
        case SumResult.DIFFERENT if not explanation.difference_reason.strip():
            allowed = rounding_allowance(check.count)
            remedy = (
                f"端数処理で説明できるのは{allowed}千円までです。額を確かめ、"
                "正しければ「内訳の計と一致しない理由」を書いてください。"
            )
        case _:
            return
    yield Obstacle(check.code, difference_in_words(check, name), remedy)


def difference_in_words(check: SumCheck, name: str) -> str:
    """Say how a total and its parts differ; the check must have both."""
    published, computed = check.published or 0, check.computed or 0
    return (
        f"「{name}」{format_number(published, 0)}千円が、内訳の計{format_number(computed, 0)}千円と"
        f"{format_number(abs(published - computed), 0)}千円違います。"
    )

"""What staff answer for one soundness ratio in one year: a value in percent, or a reason."""

from decimal import Decimal

from finance.domain.vocabulary import ANSWERS_INSTEAD_OF_RATIO, RatioMissingReason
from sunagawa_plan.lib.numerals import Mark, round_half_up

RatioAnswer = Decimal | RatioMissingReason | None

_REASONS = "・".join(reason.label for reason in ANSWERS_INSTEAD_OF_RATIO)


def settle_ratio(
    typed: Decimal | Mark, reason: RatioMissingReason | None, places: int
) -> RatioAnswer:
    """Return the value, the reason, or None for nothing at all.

    A dash means a surplus here, something not calculated there: it is accepted beside a reason
    only. Raises ValueError (Japanese) for both, and for more decimals than are published.
    """
    if isinstance(typed, Decimal):
        if reason is not None:
            raise ValueError(
                f"比率と「比率がない理由」（{reason.label}）の両方が入力されています。"
                "どちらか一方だけにしてください。"
            )
        if round_half_up(typed, places) != typed:
            raise ValueError(f"この比率は小数第{places}位まで公表します。値を確かめてください。")
        return typed
    if reason is not None:
        return reason
    if typed is Mark.BLANK:
        return None
    raise ValueError(
        f"{typed.label}は比率ではありません。比率がないときは、"
        f"「比率がない理由」（{_REASONS}）を選んでください。"
    )

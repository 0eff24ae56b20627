"""What staff answer for one item in one year: an amount, or the reason why there is none."""

from decimal import Decimal

from finance.domain.amounts import Amount
from finance.domain.items import Item
from finance.domain.vocabulary import (
    ANSWERS_INSTEAD_OF_AMOUNT,
    AmountMissingReason,
    Section,
)
from sunagawa_plan.lib.numerals import Mark
from sunagawa_plan.lib.spelling import quote

_RATIO_WORDS = frozenset({Mark.NEWLY_ARISEN, Mark.CEASED})


def reasons_for(section: Section) -> tuple[AmountMissingReason, ...]:
    """Return the reasons that an item of a section may have; only a fund is 基金なし."""
    return tuple(
        reason
        for reason in ANSWERS_INSTEAD_OF_AMOUNT
        if reason is not AmountMissingReason.NO_SUCH_FUND or section is Section.FUNDS
    )


def settle(
    typed: Decimal | Mark, reason: AmountMissingReason | None, section: Section
) -> Amount | None:
    """Return what was answered, or None for nothing at all (a blank without a reason).

    A dash is accepted beside a reason only: it never becomes 0, and which reason it stands for is
    never guessed. Raises ValueError (Japanese) for both an amount and a reason, for a part of
    1千円, for 皆増 and 皆減, which are ratios, and for 基金なし outside the funds.
    """
    if reason is not None and reason not in reasons_for(section):
        raise ValueError(f"「{reason.label}」は基金の項目だけで使います。")
    if isinstance(typed, Decimal):
        return _amount(typed, reason)
    if typed in _RATIO_WORDS:
        raise ValueError(
            f"「{typed.label}」は前年比の語です。ここには決算額を入力してください。"
            "前年比は、決算額から自動で決まります。"
        )
    if reason is not None:
        return Amount(None, reason)
    if typed is Mark.BLANK:
        return None
    raise ValueError(
        f"{typed.label}は金額ではありません。0円のときは0を入力し、金額がないときは"
        f"「金額がない理由」（{_words(section)}）を選んでください。"
    )


def read_reason(text: str, section: Section) -> AmountMissingReason | None:
    """Return the reason that a file names, by its code or its Japanese word; blank is none.

    Raises ValueError (Japanese) for any other word. 未入力 is what a file says of a blank.
    """
    word = text.strip()
    if not word or word in _blank():
        return None
    for reason in ANSWERS_INSTEAD_OF_AMOUNT:
        if word in {reason.value, reason.label}:
            return reason
    raise ValueError(
        f"{quote(text)}は金額がない理由として使えません。{_words(section)}のどれかにしてください。"
    )


def refuse_outside_life(item: Item, name: str, year: int, answer: Amount | None) -> None:
    """Raise ValueError (Japanese) for an amount of an item in a year in which it does not exist."""
    if answer is not None and answer.thousand_yen is not None and not item.exists_in(year):
        raise ValueError(f"「{name}」は、この年度にはない項目です。金額を入力できません。")


def _amount(typed: Decimal, reason: AmountMissingReason | None) -> Amount:
    if reason is not None:
        raise ValueError(
            f"決算額と「金額がない理由」（{reason.label}）の両方が入力されています。"
            "どちらか一方だけにしてください。"
        )
    if typed != int(typed):
        raise ValueError("決算額は千円単位の整数で入力してください。")
    return Amount(int(typed))


def _words(section: Section) -> str:
    return "・".join(reason.label for reason in reasons_for(section))


def _blank() -> frozenset[str]:
    reason = AmountMissingReason.AWAITING_ENTRY
    return frozenset({reason.value, reason.label})

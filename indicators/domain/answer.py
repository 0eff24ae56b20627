"""What staff answer for one fiscal year: a value, or the reason why there is none."""

from datetime import date
from decimal import Decimal

from indicators.domain.vocabulary import ANSWERS_INSTEAD_OF_VALUE, MissingReason
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.numerals import Mark
from sunagawa_plan.lib.spelling import quote

_REASONS = "・".join(reason.label for reason in ANSWERS_INSTEAD_OF_VALUE)


def settle(typed: Decimal | Mark, reason: MissingReason | None) -> Decimal | None:
    """Return the value, or None where the reason stands instead of one.

    A mark (－ … x 皆増 皆減) is accepted for "no value" only beside a reason: a dash never becomes
    0, and which reason it stands for is never guessed. Raises ValueError (Japanese) for both a
    value and a reason, and for neither.
    """
    if isinstance(typed, Decimal):
        if reason is not None:
            raise ValueError(
                f"実績値と「値がない理由」（{reason.label}）の両方が入力されています。"
                "どちらか一方だけにしてください。"
            )
        return typed
    if reason is not None:
        return None
    if typed is Mark.BLANK:
        raise ValueError("実績値も「値がない理由」もありません。どちらか一方を入力してください。")
    raise ValueError(
        f"{typed.label}は数値ではありません。値がないときは、"
        f"「値がない理由」（{_REASONS}）を選んでください。"
    )


def read_reason(text: str) -> MissingReason | None:
    """Return the reason that a file names, by its code or its Japanese word; blank is none.

    Raises ValueError (Japanese) for any other word.
    """
    word = text.strip()
    if not word:
        return None
    for reason in ANSWERS_INSTEAD_OF_VALUE:
        if word in {reason.value, reason.label}:
            return reason
    raise ValueError(
        f"{quote(text)}は値がない理由として使えません。{_REASONS}のどれかにしてください。"
    )


def refuse_unbegun_year(fiscal_year: int, today: date) -> None:
    """Raise ValueError (Japanese) for a value of a fiscal year that has not begun."""
    year = FiscalYear(fiscal_year)
    if today < year.first_day:
        raise ValueError(f"{year.full}はまだ始まっていないため、実績値を入力できません。")

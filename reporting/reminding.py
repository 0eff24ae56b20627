"""Reminding sections of what they have not reported: a letter to the section, once a day at most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from indicators.domain.marked_text import without_marks
from indicators.models import Department
from reporting.domain.deadlines import Phase
from reporting.domain.states import WITH_SECTION, EntryState
from reporting.models import Entry, Reminder, Round
from sunagawa_plan.lib.labelled_code import LabelledCode

_REFUSED = {
    Phase.CLOSED: "この年度の受付は終了しているため、催促は送れません。",
    Phase.AHEAD: "受付がまだ始まっていないため、催促は送れません。",
}


class Result(LabelledCode):
    """What became of the letter to one section."""

    SENT = "sent", "催促を送りました"
    NOTHING_LEFT = "nothing_left", "残っている報告がないため、送りません"
    NO_ADDRESS = "no_address", "メールアドレスが登録されていないため、送れません"
    ALREADY_SENT = "already_sent", "今日はすでに送っているため、送りません"
    FAILED = (
        "failed",
        "メールを送れませんでした。メールサーバーの設定と動きを確かめて、もう一度送ってください",
    )


@dataclass(frozen=True)
class Outcome:
    """What became of the letter to one section, and why."""

    department: Department
    result: Result
    detail: str = ""

    def __str__(self) -> str:
        where = f"（{self.detail}）" if self.detail else ""
        return f"{self.department}：{self.result.label}{where}。"


def remind(
    *,
    reminded: Round,
    departments: Iterable[Department],
    by: Any,
    at: datetime,
    today: date,
    address: str,
) -> list[Outcome]:
    """Write to sections that have something left to report; address is that of their page.

    Must not run inside a transaction: each letter is on record before it is sent, so that two who
    press the button at once send one. Raises ValueError (Japanese) for a round that is not open.
    """
    refusal = _REFUSED.get(reminded.phase(today))
    if refusal:
        raise ValueError(refusal)
    left = outstanding(reminded)
    return [
        _remind(reminded, department, left.get(department, []), by, at, today, address)
        for department in departments
    ]


def outstanding(shown: Round) -> dict[Department, list[Entry]]:
    """Return the entries that each section still has to report. One query."""
    states = [state.value for state in WITH_SECTION]
    entries = Entry.objects.filter(round=shown, state__in=states).in_book_order()
    left: dict[Department, list[Entry]] = {}
    for entry in entries.select_related("department", "indicator__department"):
        if entry.responsible is not None:
            left.setdefault(entry.responsible, []).append(entry)
    return left


def _remind(
    reminded: Round,
    department: Department,
    left: list[Entry],
    by: Any,
    at: datetime,
    today: date,
    address: str,
) -> Outcome:
    if not left:
        return Outcome(department, Result.NOTHING_LEFT)
    if not department.email:
        return Outcome(department, Result.NO_ADDRESS)
    reserved = _reserve(reminded, department, by, at, today)
    if reserved is None:
        return Outcome(department, Result.ALREADY_SENT)
    try:
        letter(reminded, department, left, today=today, address=address).send()
    except (SMTPException, OSError) as error:
        reserved.delete()
        return Outcome(department, Result.FAILED, type(error).__name__)
    return Outcome(department, Result.SENT, f"{department.email}、残り{len(left)}件")


def _reserve(
    reminded: Round, department: Department, by: Any, at: datetime, today: date
) -> Reminder | None:
    """Put a letter on record before it is sent; None where one of today is there already."""
    try:
        with transaction.atomic():
            return Reminder.objects.create(
                round=reminded,
                department=department,
                sent_on=today,
                sent_at=at,
                address=department.email,
                sent_by=by,
            )
    except IntegrityError:
        return None


def letter(
    reminded: Round, department: Department, left: list[Entry], *, today: date, address: str
) -> EmailMessage:
    """Write the letter to a section, in plain text."""
    late = reminded.phase(today) is Phase.LATE
    opening = "締切を過ぎています" if late else "締切が近づいています"
    lines = [
        f"{department} 御中",
        "",
        f"{reminded.plan}の{reminded}について、{opening}。",
        f"締切は、{reminded.period.told(today)}です。",
        "",
        f"残っている報告（{len(left)}件）",
        *(_line(entry) for entry in left),
        "",
        "次のページで入力し、提出してください。",
        address,
    ]
    if reminded.note:
        lines += ["", "企画からのお知らせ", reminded.note]
    lines += ["", "このメールは、総合計画ポータルから課の共用アドレスに送っています。"]
    return EmailMessage(
        subject=f"【総合計画】{reminded}のお願い（残り{len(left)}件）",
        body="\n".join(lines),
        to=[department.email],
    )


def _line(entry: Entry) -> str:
    name = without_marks(entry.indicator.name)
    said = f"・{entry.indicator.code} {name}（{entry.standing.label}）"
    if entry.standing is EntryState.RETURNED:
        said += f"\n　差戻しの理由：{entry.return_note}"
    return said

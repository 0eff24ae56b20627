"""Reminders: to the section's address, once a day, on record only if sent."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError, call_command

from reporting.models import Reminder
from reporting.opening import close_round
from reporting.reminding import Result, remind
from reporting.reviewing import return_entry
from tests.factories.indicators import make_basic_project, make_department, make_indicator
from tests.factories.reporting import NOW, TODAY, hand_in, make_planner, make_round

ADDRESS = "https://plan.example.jp/admin/reporting/entry/todo/"


class BrokenServer(BaseEmailBackend):
    """A mail server that is not there."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError(111, "Connection refused")


@pytest.fixture
def section(db):
    return make_department(name="税務課", email="zeimu@example.lg.jp")


@pytest.fixture
def opened(section):
    project = make_basic_project()
    for _ in range(2):
        make_indicator(basic_project=project, department=section)
    return make_round(plan=project.policy.goal.plan, note="お願いします")


def send(opened, *sections, by=None, today: date = TODAY):
    return remind(
        reminded=opened, departments=sections, by=by, at=NOW, today=today, address=ADDRESS
    )


def test_letter_says_what_is_left_until_when_and_where(opened, section):
    first, second = opened.entries.in_book_order()
    hand_in(first, "84")
    hand_in(second, "85")
    return_entry(entry=second, note="出典は？", by=None, at=NOW)
    planner = make_planner()
    (outcome,) = send(opened, section, by=planner)
    assert outcome.result is Result.SENT
    (sent,) = mail.outbox
    assert sent.to == ["zeimu@example.lg.jp"]
    assert sent.subject == "【総合計画】令和6年度の実績の報告のお願い（残り1件）"
    for told in (
        "税務課 御中",
        "差戻しの理由：出典は？",
        "2025年11月28日",
        ADDRESS,
        "お願いします",
    ):
        assert told in sent.body
    assert first.indicator.code not in sent.body
    log = Reminder.objects.get()
    assert (log.address, log.sent_by, log.sent_on) == ("zeimu@example.lg.jp", planner, TODAY)


def test_second_letter_of_a_day_is_not_sent(opened, section):
    send(opened, section)
    (outcome,) = send(opened, section)
    assert outcome.result is Result.ALREADY_SENT
    assert len(mail.outbox) == 1
    (outcome,) = send(opened, section, today=TODAY + timedelta(days=1))
    assert outcome.result is Result.SENT


def test_section_without_address_or_with_nothing_left_is_skipped_and_said(opened, section):
    idle = make_department(email="idle@example.lg.jp")
    section.email = ""
    section.save()
    outcomes = send(opened, section, idle)
    assert [each.result for each in outcomes] == [Result.NO_ADDRESS, Result.NOTHING_LEFT]
    assert "登録されていない" in str(outcomes[0])
    assert not mail.outbox
    assert not Reminder.objects.exists()


def test_failing_server_leaves_no_record_and_may_be_tried_again(opened, section, settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    (outcome,) = send(opened, section)
    assert outcome.result is Result.FAILED
    assert "メールサーバー" in str(outcome)
    assert not Reminder.objects.exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send(opened, section)[0].result is Result.SENT


def test_closed_and_coming_rounds_are_refused(opened, section):
    with pytest.raises(ValueError, match="まだ始まっていない"):
        send(opened, section, today=date(2025, 9, 1))
    close_round(closing=opened, at=NOW)
    with pytest.raises(ValueError, match="終了している"):
        send(opened, section)


def command(**options) -> str:
    out = StringIO()
    call_command("send_reminders", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def on_day(monkeypatch, settings):
    settings.PORTAL_ADDRESS = "https://plan.example.jp"

    def go(day: date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda: day)

    return go


@pytest.mark.parametrize(
    ("day", "letters"),
    [(date(2025, 11, 20), 0), (date(2025, 11, 21), 1), (date(2025, 12, 5), 1)],
)
def test_command_writes_when_the_deadline_is_near_or_over(opened, on_day, day, letters):
    on_day(day)
    told = command()
    assert len(mail.outbox) == letters
    assert ("締切が近い受付はありません" in told) is (letters == 0)


def test_command_twice_a_day_sends_once(opened, on_day):
    on_day(date(2025, 11, 25))
    command()
    assert "今日はすでに送っている" in command()
    assert len(mail.outbox) == 1
    assert Reminder.objects.get().sent_by is None


def test_command_only_says_whom_it_would_reach(opened, on_day):
    on_day(date(2025, 11, 25))
    assert "税務課：残り2件（zeimu@example.lg.jp）" in command(dry_run=True)
    assert not mail.outbox


def test_command_tells_failure_by_its_exit(opened, on_day, settings):
    on_day(date(2025, 11, 25))
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    with pytest.raises(SystemExit):
        command()


def test_command_needs_to_know_where_the_portal_is(opened, on_day, settings):
    on_day(date(2025, 11, 25))
    settings.PORTAL_ADDRESS = ""
    with pytest.raises(CommandError, match="PORTAL_ADDRESS"):
        command()
    assert not mail.outbox

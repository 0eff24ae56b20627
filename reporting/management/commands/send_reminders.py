"""`manage.py send_reminders`: reminds sections of rounds whose deadline is near or over; for cron."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from reporting.domain.deadlines import Phase
from reporting.models import Round
from reporting.reminding import Result, outstanding, remind

_PHASES = (Phase.SOON_DUE, Phase.LATE)


class Command(BaseCommand):
    help = (
        "締切が近い（7日以内）か過ぎた受付について、報告が残っている課に催促のメールを送ります。"
        "同じ課には1日に1通だけです。1通でも送れなければ終了コード1で終わります。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="送らずに、どの課に送るかだけを表示します。"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        rounds = Round.objects.open(today).select_related("plan")
        due = [each for each in rounds if each.phase(today) in _PHASES]
        if not due:
            self.stdout.write("締切が近い受付はありません。")
            return
        if not settings.PORTAL_ADDRESS:
            raise CommandError(
                "PORTAL_ADDRESS が設定されていないため、メールに載せるアドレスが分かりません。"
                "何も送っていません。"
            )
        is_dry = options["dry_run"]
        failed = [each for each in due if not (self._tell(each) if is_dry else self._send(each))]
        if failed:
            raise SystemExit(1)

    def _tell(self, reminded: Round) -> bool:
        self.stdout.write(f"{reminded}（{reminded.plan}）")
        for department, left in outstanding(reminded).items():
            address = department.email or "メールアドレスなし"
            self.stdout.write(f"  {department}：残り{len(left)}件（{address}）")
        return True

    def _send(self, reminded: Round) -> bool:
        self.stdout.write(f"{reminded}（{reminded.plan}）")
        outcomes = remind(
            reminded=reminded,
            departments=outstanding(reminded),
            by=None,
            at=timezone.now(),
            today=timezone.localdate(),
            address=settings.PORTAL_ADDRESS + reverse("admin:reporting_entry_todo"),
        )
        for outcome in outcomes:
            self.stdout.write(f"  {outcome}")
        if not outcomes:
            self.stdout.write("  残っている報告はありません。")
        return all(outcome.result is not Result.FAILED for outcome in outcomes)

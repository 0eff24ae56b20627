"""`manage.py check_data`: every inconsistency in the stored data, for a clerk to mend."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from indicators.checking import find_problems
from sunagawa_plan.lib.finding import Finding

# One function per app; each gives its findings as seen on a day.
CHECKS: tuple[Callable[[date], Iterator[Finding]], ...] = (find_problems,)


class Command(BaseCommand):
    help = (
        "保存されているデータの食い違いをすべて表示します。1件でもあれば終了コード1で終わります。"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        findings = [finding for check in CHECKS for finding in check(today)]
        if not findings:
            self.stdout.write("問題は見つかりませんでした。")
            return
        for number, finding in enumerate(findings, start=1):
            self.stdout.write(f"{number}. {finding}")
        self.stdout.write(f"\n{len(findings)}件の問題が見つかりました。")
        raise SystemExit(1)

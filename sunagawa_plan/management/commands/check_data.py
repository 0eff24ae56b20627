"""`manage.py check_data`: every inconsistency in the stored data, for a clerk to mend."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from finance.checking import find_problems as find_finance_problems
from finance.models import SoundnessRatio
from indicators.checking import find_problems
from reporting.checking import find_problems as find_reporting_problems
from sunagawa_plan.lib.finding import Finding
from sunagawa_plan.shared_ratios import shared_ratios


def _check_finance(_today: date) -> Iterator[Finding]:
    return find_finance_problems(shared_ratios(SoundnessRatio.objects.all()))


# One function per app; each gives its findings as seen on a day.
CHECKS: tuple[Callable[[date], Iterator[Finding]], ...] = (
    find_problems,
    _check_finance,
    find_reporting_problems,
)


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

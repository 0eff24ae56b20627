"""`manage.py load_plan`: a plan's TOML files → database; safe to run again at any time."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from finance.loading.settlement import load_settlement
from indicators.loading.plan import load_plan
from sunagawa_plan.shared.loading.problems import PlanFileError
from sunagawa_plan.shared.loading.report import LoadReport

_FIXTURES = settings.BASE_DIR / "fixtures"


class Command(BaseCommand):
    help = "計画のTOMLファイルを読み込みます。職員が変更・削除したものには触れません。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=_FIXTURES / "sunagawa-7",
            help="計画のフォルダー（省略すると fixtures/sunagawa-7）",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="何が変わるかを表示するだけで、保存しません。"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reports = _load(options["folder"], dry_run=options["dry_run"])
        except PlanFileError as error:
            listed = "\n".join(f"・{problem}" for problem in error.problems)
            raise CommandError(f"読み込めませんでした。何も変更していません。\n{listed}") from error
        if options["verbosity"] > 0:
            self.stdout.write("\n".join(line for report in reports for line in report.lines()))
        if options["dry_run"]:
            self.stdout.write("試しに読み込みました（--dry-run）。何も保存していません。")


def _load(folder: Path, *, dry_run: bool) -> list[LoadReport]:
    """Load all that a plan's folder holds, or nothing of it."""
    with transaction.atomic():
        plan = load_plan(folder, sdg_goals=_FIXTURES / "sdg-goals.toml", dry_run=dry_run)
        settlement = load_settlement(folder, dry_run=dry_run)
    return [plan] if settlement is None else [plan, settlement]

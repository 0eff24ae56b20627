"""`manage.py load_sample`: sample values for `make demo`, in its own database only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from indicators.loading.sample import load_sample
from sunagawa_plan.shared.loading.problems import PlanFileError

_FIXTURES = settings.BASE_DIR / "fixtures"


class Command(BaseCommand):
    help = "サンプルの実績値を読み込みます（実在の値ではありません）。SAMPLE_DATA=1 のときだけ使えます。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SAMPLE_DATA:
            raise CommandError(
                "サンプルは SAMPLE_DATA=1 のときだけ読み込めます。make demo を使ってください。"
            )
        try:
            report = load_sample(
                _FIXTURES / "sunagawa-7",
                _FIXTURES / "sample" / "annual-values.toml",
                sdg_goals=_FIXTURES / "sdg-goals.toml",
            )
        except (PlanFileError, ValueError) as error:
            raise CommandError(f"サンプルを読み込めませんでした。\n{error}") from error
        if options["verbosity"] > 0:
            self.stdout.write("サンプルの値（実在の値ではありません）:")
            self.stdout.write("\n".join(report.lines()))

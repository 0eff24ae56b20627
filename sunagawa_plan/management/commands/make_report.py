"""`manage.py make_report`: a report for cron, kept for download or written to a file."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from indicators.editions import Edition
from indicators.models import Plan
from indicators.past_edition import edition_of
from sunagawa_plan.lib.fiscal_year import read_fiscal_year
from sunagawa_plan.reports.documents import (
    ReportDocument,
    ReportKind,
    ReportName,
    document_of,
)
from sunagawa_plan.reports.folder import replace_file
from sunagawa_plan.reports.index import report_name
from sunagawa_plan.reports.jobs import AlreadyRunningError
from sunagawa_plan.reports.making import make_kept_pdf
from sunagawa_plan.reports.pdf import PdfUnavailableError, write_pdf
from sunagawa_plan.reports.workbooks import workbook_of
from sunagawa_plan.shared.as_of import DayNotShown, read_past_day

FORMATS = ("pdf", "html", "xlsx")
WHEN = "計画期間のうち、値が分かる時期を過ぎた年度を指定してください。"


class Command(BaseCommand):
    help = (
        "報告書を作ります。--output がなければPDFを保存し、サイトからダウンロードできるように"
        "します。例: manage.py make_report progress --year 2024"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=[kind.value for kind in ReportKind])
        parser.add_argument("--year", required=True, help="年度。2024、R6、令和6年度など")
        parser.add_argument("--plan", default="", help="計画のアドレス用の名前")
        parser.add_argument("--format", choices=FORMATS, default="pdf")
        parser.add_argument("--output", type=Path, help="書き出すファイル")
        parser.add_argument("--as-of", default="", help="この日に公開していた内容（2026-11-25）")
        parser.add_argument(
            "--anew",
            action="store_true",
            help="内容が前のPDFと同じときも作り直す（画面や書式が変わったときなど）",
        )
        parser.add_argument("--address", default="", help="サイトのアドレス（https://…）")

    def handle(self, *args: Any, **options: Any) -> None:
        name, edition = self._asked(options)
        try:
            if options["output"]:
                self._write(name, edition, options)
            else:
                self._keep(name, edition, options)
        except (AlreadyRunningError, PdfUnavailableError) as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(f"ファイルに書き込めませんでした（{problem}）。") from problem

    def _asked(self, options: dict[str, Any]) -> tuple[ReportName, Edition]:
        today = timezone.localdate()
        plan = self._plan(options["plan"], today)
        try:
            year = read_fiscal_year(options["year"])
            day = read_past_day(options["as_of"], today) if options["as_of"] else None
            edition = edition_of(plan, day, today)
        except (ValueError, DayNotShown) as problem:
            raise CommandError(str(problem)) from problem
        kind = ReportKind(options["kind"])
        name = report_name(plan, kind, year.start, edition.day)
        if name is None:
            asked = ReportName(plan.slug, kind, year.start)
            raise CommandError(f"{plan}の{asked}は、まだ作れません。{WHEN}")
        return name, edition

    def _plan(self, slug: str, today: date) -> Plan:
        published = Plan.objects.published()
        plan = published.filter(slug=slug).first() if slug else published.on_home(today)
        if plan is None:
            named = f"公開している計画「{slug}」" if slug else "公開している計画"
            raise CommandError(f"{named}がありません。")
        return plan

    def _keep(self, name: ReportName, edition: Edition, options: dict[str, Any]) -> None:
        if options["format"] != "pdf" or edition.as_of:
            raise CommandError(
                "保存してサイトに載せるのは、今日の内容のPDFだけです。ほかの形式と過去の日の"
                "報告書は、--output で書き出すファイルを指定してください。"
            )
        asked_at = timezone.now()
        pdf = make_kept_pdf(
            name,
            edition,
            address=options["address"].rstrip("/"),
            is_sample=settings.SAMPLE_DATA,
            anew=options["anew"],
            tell=self.stdout.write,
        )
        said = "は前のままです" if pdf.made_at < asked_at else "を保存しました"
        self.stdout.write(f"{name}のPDF（{pdf.pages}ページ）{said}: {pdf.path}")

    def _write(self, name: ReportName, edition: Edition, options: dict[str, Any]) -> None:
        document = document_of(name, edition, is_sample=settings.SAMPLE_DATA)
        content = self._content(document, options["format"], options["address"].rstrip("/"))
        replace_file(options["output"], content)
        self.stdout.write(f"{name}を書き出しました: {options['output']}")

    def _content(self, document: ReportDocument, form: str, address: str) -> bytes:
        now, is_sample = timezone.localtime(), settings.SAMPLE_DATA
        if form == "xlsx":
            return workbook_of(document, now, is_sample=is_sample)
        html = document.paper(now, address=address, is_sample=is_sample)
        if form == "html":
            return html.encode()
        return write_pdf(html, self.stdout.write, base_url=address).content

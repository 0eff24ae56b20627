"""`manage.py export_table NAME --output FILE`: any report of the desk, for cron."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import Http404
from django.utils.timezone import localdate

from sunagawa_plan.lib.downloads import FORMS, file_of
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.planner_desk.catalogue import find_report, table_reports
from sunagawa_plan.planner_desk.forms import ChoiceForm
from sunagawa_plan.shared.planner_reports import TableReport

_OPTIONS = {
    "plan": "計画（アドレス用の名前。例: sunagawa-7）",
    "year": "年度（R6、2024 など）",
    "other_year": "比べる年度",
    "as_of": "この日に公開されていた内容（2026-11-25）",
    "department": "担当課のコード",
    "policy": "施策番号（例: 6-1）",
    "level": "評価の区分（achieved など）",
    "kind": "目標の種類（reach など）",
    "since": "期間の始まりの日",
    "until": "期間の終わりの日",
}


class Command(BaseCommand):
    help = "帳票・ファイルの表を1つ、ファイルに書き出します。形式は拡張子で決まります。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        named = "\n".join(f"  {own.name}  {own.title}" for own in table_reports())
        parser.epilog = f"NAME:\n{named}"
        parser.add_argument("name", metavar="NAME", help="帳票の名前")
        parser.add_argument("--output", required=True, metavar="FILE", help="書き出すファイル")
        for name, words in _OPTIONS.items():
            parser.add_argument(f"--{name.replace('_', '-')}", dest=name, default="", help=words)

    def handle(self, *args: Any, **options: Any) -> None:
        target = Path(options["output"])
        report = _report(options["name"])
        suffix = _suffix(target, report)
        table = _table(report, {name: options[name] for name in _OPTIONS if options[name]})
        _write(table, suffix, target)
        if options["verbosity"] > 0:
            self.stdout.write(f"{table.title}を{target}に書き出しました。")


def _report(name: str) -> TableReport:
    try:
        return find_report(name)
    except LookupError:
        known = "、".join(own.name for own in table_reports())
        raise CommandError(f"{name}という帳票はありません。あるのは次のものです: {known}") from None


def _suffix(target: Path, report: TableReport) -> str:
    # .cp932.csv ends in .csv too.
    for suffix in sorted(FORMS, key=len, reverse=True):
        if target.name.endswith(f".{suffix}"):
            return suffix
    known = "、".join(f".{suffix}" for suffix in FORMS)
    raise CommandError(f"ファイル名の終わりを、{known}のどれかにしてください。")


def _table(report: TableReport, asked: dict[str, str]) -> Table:
    for name in asked:
        if name not in report.asks:
            raise CommandError(f"{report.name}では、--{name.replace('_', '-')}は使えません。")
    form = ChoiceForm(asked, localdate())
    if not form.is_valid():
        told = [
            f"--{name.replace('_', '-')}: {' '.join(map(str, messages))}"
            for name, messages in form.errors.items()
        ]
        raise CommandError("\n".join(told))
    try:
        return report.table(form.choice())
    except (ValueError, Http404) as refused:
        raise CommandError(str(refused)) from refused


def _write(table: Table, suffix: str, target: Path) -> None:
    """Write beside the target and put it in place when whole: readers never see half a file."""
    try:
        _, chunks = file_of(table, suffix)
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as part:
            part.writelines(chunks)
        whole = Path(part.name)
        whole.chmod(0o644)
        whole.replace(target)
    except LookupError:
        raise CommandError("人が読む表に、JSONの形式はありません。") from None
    except FileNotFoundError:
        raise CommandError(f"フォルダー{target.parent}がありません。先に作ってください。") from None
    except OSError as error:
        raise CommandError(f"{target}に書き込めません: {error.strerror}") from error

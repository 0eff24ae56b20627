"""`manage.py set_up_groups`: the ready-made groups of staff; safe to run again at any time."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from reporting.rights import set_up_groups


class Command(BaseCommand):
    help = "職員のグループ（担当課・企画・システム管理）を用意します。すでにあるグループの権限は変えません。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--again",
            action="store_true",
            help="すでにあるグループの権限も、はじめの形に戻します。",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            told = set_up_groups(again=options["again"])
        if options["verbosity"] > 0:
            self.stdout.write("\n".join(told) or "グループはそろっています。")

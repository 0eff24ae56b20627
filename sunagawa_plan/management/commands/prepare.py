"""`manage.py prepare`: from nothing, or from an older version, to a portal ready to be served."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

_USER_NAME = "staff"


class Command(BaseCommand):
    help = "Migrate the database, load the plan, and create the first staff account if none exists."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Bringing the database up to date …")
        call_command("migrate", verbosity=0)
        self.stdout.write("Loading the plan …")
        call_command("load_plan", stdout=self.stdout)
        call_command("set_up_groups", verbosity=0)
        # Accounts deleted or switched off later are somebody's decision: never made again.
        if not get_user_model().objects.exists():
            self._create_first_account()

    def _create_first_account(self) -> None:
        password = "-".join(secrets.token_hex(2) for _ in range(5))
        get_user_model().objects.create_superuser(_USER_NAME, password=password)
        self.stdout.write(
            "\n"
            "  A staff account was created. The password is shown this once, so note it now.\n"
            f"    page      /admin/\n"
            f"    user      {_USER_NAME}\n"
            f"    password  {password}\n"
        )

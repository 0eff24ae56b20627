"""A process that is killed while it imports leaves nothing half applied."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

# Imports two portions of rows and is killed, by itself and without warning, after the first.
SCRIPT = """
import os, signal
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from datetime import date
from indicators.resources import AnnualValueResource
from sunagawa_plan.shared import row_writing
from sunagawa_plan.shared.office_table import OfficeTable
from tests.factories.indicators import make_indicator
row_writing._ROWS_AT_ONCE = 2
row_writing.tell = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
indicator = make_indicator()
lines = [f"{indicator.code},{year},84," for year in range(2020, 2024)]
file = "\\n".join(["indicator_code,fiscal_year,value,missing_reason", *lines]).encode()
resource = AnnualValueResource(plan=indicator.plan, today=date(2025, 11, 1))
resource.import_data(OfficeTable().create_dataset(file), dry_run=False)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_import_leaves_nothing_half_applied(tmp_path: Path) -> None:
    database = tmp_path / "killed.sqlite3"
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    killed = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    with closing(sqlite3.connect(database)) as connection:
        for table, count in (
            ("indicators_indicator", 1),
            ("indicators_annualvalue", 0),
            ("indicators_historicalannualvalue", 0),
        ):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (count,)

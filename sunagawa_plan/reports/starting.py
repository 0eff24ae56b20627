"""Starting the making of a PDF from the admin, as a process of its own."""

import subprocess
import sys
from threading import Thread

from django.conf import settings
from django.utils import timezone

from sunagawa_plan.reports.documents import ReportName
from sunagawa_plan.reports.folder import folder
from sunagawa_plan.reports.jobs import queue


def start(name: ReportName, address: str) -> None:
    """Start a process that makes a report's PDF and outlives the request.

    What it says goes to a file beside its lock. Raises AlreadyRunningError.
    """
    queue(name, timezone.now())
    with (folder() / "locks" / f"{name.stem}.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own program, arguments typed before
            command(name, address),
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # A worker that is replaced takes its own process group with it.
            start_new_session=True,
        )
    # Somebody has to ask how a child ended, or it stays in the list of processes.
    Thread(target=process.wait, daemon=True).start()


def command(name: ReportName, address: str) -> list[str]:
    """Return the command line that makes a report's PDF."""
    return [
        sys.executable,
        str(settings.BASE_DIR / "manage.py"),
        "make_report",
        str(name.kind),
        f"--year={name.fiscal_year}",
        f"--plan={name.plan}",
        f"--address={address}",
    ]

"""The portal served by real gunicorn workers, in processes of their own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from django.conf import settings


def environment_for(database: Path, **more: str) -> dict[str, str]:
    """Return what a server on a database file of its own and a free port is started with."""
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "PORT": str(_free_port()),
        "WEB_WORKERS": "2",
        **more,
    }


def load_real_plan(environment: dict[str, str]) -> None:
    """Make the database and load the real plan into it."""
    manage(environment, "migrate", "--verbosity=0")
    manage(environment, "load_plan", "--verbosity=0")


def served(environment: dict[str, str]) -> Iterator[str]:
    """Give the address of the portal while it is served."""
    address = f"http://127.0.0.1:{environment['PORT']}"
    command = [sys.executable, "-m", "gunicorn", "sunagawa_plan.wsgi"]
    with subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _wait_for(address)
            yield address
        finally:
            server.terminate()


def manage(environment: dict[str, str], *arguments: str) -> None:
    """Run a management command in a process of its own."""
    manage = Path(settings.BASE_DIR) / "manage.py"
    subprocess.run([sys.executable, manage, *arguments], env=environment, check=True)


def get(address: str) -> tuple[int, str]:
    """Return status and text of an address, whatever the status."""
    try:
        with urlopen(address, timeout=30) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            get(f"{address}/healthz")
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

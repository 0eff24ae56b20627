"""Two real gunicorn workers on a database file that another process changes."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

CHANGE = """
from indicators.models import AnnualValue
row = AnnualValue.objects.get(fiscal_year=2024, indicator__code="6-5-3-1")
row.value = "{value}"
row.save()
"""
ADDRESS = "/plans/sunagawa-7/indicators/6-5-3-1/"
REQUESTS = 20


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'scratch.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PORT": str(_free_port()),
        "WEB_WORKERS": "2",
    }


@pytest.fixture
def portal(environment) -> Iterator[str]:
    """The address of a served portal that holds the real plan."""
    _manage(environment, "migrate", "--verbosity=0")
    _manage(environment, "load_plan", "--verbosity=0")
    yield from _served(environment)


def test_all_workers_show_a_change_at_once(environment, portal):
    before = _ask_all(portal + ADDRESS)
    _manage(environment, "shell", "--verbosity=0", "--command", CHANGE.format(value="8.8"))
    after = _ask_all(portal + ADDRESS)

    assert all(status == 200 for status, _ in before + after)
    assert not any("計画値の範囲外" in text for _, text in before)
    assert all("計画値の範囲外" in text and "8.8" in text for _, text in after)


def test_server_without_a_database_apologises(environment):
    away = environment | {"DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"}
    for portal in _served(away):
        status, text = _get(f"{portal}/")
        assert status == 503
        assert "ただいま表示できません" in text
        assert "Traceback" not in text
        assert _get(f"{portal}/healthz")[0] == 503


def _ask_all(address: str) -> list[tuple[int, str]]:
    """Ask so often and so many at a time that every worker gets its share."""
    with ThreadPoolExecutor(4) as visitors:
        return list(visitors.map(_get, [address] * REQUESTS))


def _served(environment: dict[str, str]) -> Iterator[str]:
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


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            _get(f"{address}/healthz")
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def _get(address: str) -> tuple[int, str]:
    try:
        with urlopen(address, timeout=30) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def _manage(environment: dict[str, str], *arguments: str) -> None:
    manage = Path(settings.BASE_DIR) / "manage.py"
    subprocess.run([sys.executable, manage, *arguments], env=environment, check=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

"""Two real gunicorn workers on a database file that another process changes."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.serving import environment_for, get, load_real_plan, manage, served

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
    return environment_for(tmp_path / "scratch.sqlite3", DJANGO_SETTINGS_MODULE="tests.settings")


@pytest.fixture
def portal(environment) -> Iterator[str]:
    """The address of a served portal that holds the real plan."""
    load_real_plan(environment)
    yield from served(environment)


def test_all_workers_show_a_change_at_once(environment, portal):
    before = _ask_all(portal + ADDRESS)
    manage(environment, "shell", "--verbosity=0", "--command", CHANGE.format(value="8.8"))
    after = _ask_all(portal + ADDRESS)

    assert all(status == 200 for status, _ in before + after)
    assert not any("計画値の範囲外" in text for _, text in before)
    assert all("計画値の範囲外" in text and "8.8" in text for _, text in after)


def test_server_without_a_database_apologises(environment):
    away = environment | {"DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"}
    for portal in served(away):
        status, text = get(f"{portal}/")
        assert status == 503
        assert "ただいま表示できません" in text
        assert "Traceback" not in text
        assert get(f"{portal}/healthz")[0] == 503


def _ask_all(address: str) -> list[tuple[int, str]]:
    """Ask so often and so many at a time that every worker gets its share."""
    with ThreadPoolExecutor(4) as visitors:
        return list(visitors.map(get, [address] * REQUESTS))

"""The two plans that are measured, on a database file, and the report that ends `make bench`."""

import gc
from dataclasses import dataclass
from time import perf_counter

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.bench.large_plan import make_large_plan
from tests.bench.measuring import Table

_TABLES = pytest.StashKey[dict[str, Table]]()


@dataclass(frozen=True)
class Loading:
    """Seconds that load_plan took on an empty database and, at once, again."""

    first: float
    second: float


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """A file, as on a real site: a database in memory would flatter every figure."""
    if connection.vendor == "sqlite":
        name = str(tmp_path_factory.mktemp("bench") / "bench.sqlite3")
        django_settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name
        connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture(scope="session")
def loading(django_db_setup, django_db_blocker) -> Loading:
    """The real plan and a large one beside it, kept for the whole run."""
    with django_db_blocker.unblock():
        times = [_seconds_of_loading() for _ in range(2)]
        make_large_plan()
    # As gunicorn.conf.py does for its workers.
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)
    return Loading(*times)


@pytest.fixture(autouse=True)
def _as_served(settings, tmp_path):
    """Static files are looked up as in production, not searched for at every request."""
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False
    settings.STATIC_ROOT = tmp_path


@pytest.fixture
def visitor(loading, db) -> Client:
    """A browser that reads gzip; its requests pass the whole middleware."""
    return Client(headers={"Accept-Encoding": "gzip"})


@pytest.fixture
def table(request):
    """A function that opens a table of the report, or finds it by its title."""
    tables = request.config.stash[_TABLES]

    def opened(title: str, *, baseline: str, headings: tuple[str, ...]) -> Table:
        return tables.setdefault(title, Table(title, baseline, headings))

    return opened


def _seconds_of_loading() -> float:
    start = perf_counter()
    call_command("load_plan", verbosity=0)
    return perf_counter() - start


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_TABLES] = {}


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if tables := config.stash.get(_TABLES, {}):
        terminalreporter.section("figures")
        terminalreporter.write_line("\n".join(table.text() for table in tables.values()))

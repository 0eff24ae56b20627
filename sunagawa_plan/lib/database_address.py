"""DATABASE_URL → what Django wants to know about a database."""

from pathlib import Path
from typing import Any

import dj_database_url

# Write-ahead log: readers never wait for the writer. Immediate: a writer waits its turn at BEGIN
# instead of failing at its first write.
_SQLITE = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL",
}


def read_database_address(
    url: str, *, base_dir: Path, refusal: type[Exception] = ValueError
) -> dict[str, Any]:
    """One entry of Django's DATABASES.

    A relative SQLite path (`sqlite:///var/db.sqlite3`) is taken from `base_dir`, wherever the
    process was started. Raises `refusal` for any other database than SQLite and PostgreSQL,
    without repeating the URL, which may hold a password.
    """
    scheme, separator, _ = url.partition("://")
    if scheme == "sqlite":
        return _sqlite(dict(dj_database_url.parse(url)), base_dir)
    if scheme in {"postgres", "postgresql"}:
        return _postgresql(url, refusal)
    raise refusal(
        f"DATABASE_URL begins with {f'{scheme}://' if separator else 'no scheme'}. "
        "Allowed: sqlite:///PATH or postgres://USER:PASSWORD@HOST:PORT/NAME."
    )


def _sqlite(settings: dict[str, Any], base_dir: Path) -> dict[str, Any]:
    name = settings["NAME"]
    where = name if name == ":memory:" else base_dir / name
    return settings | {"NAME": where, "OPTIONS": _SQLITE | settings.get("OPTIONS", {})}


def _postgresql(url: str, refusal: type[Exception]) -> dict[str, Any]:
    try:
        settings = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except ValueError:
        raise refusal("DATABASE_URL cannot be read; percent-encode special characters.") from None
    if not settings.get("NAME"):
        raise refusal("DATABASE_URL names no database. Write postgres://…/NAME.")
    return dict(settings)

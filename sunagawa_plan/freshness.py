"""When a public page is still as it was: one question to the database instead of a new page.

What a page shows follows from the stored content, the day (a year falls due on 1 October), the
running release and the address; of a report, on the PDFs that are kept too. The entity tag is made
of these, so it can be known before the page is.
"""

import secrets
from datetime import date
from functools import cache
from hashlib import blake2b

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from simple_history.models import HistoricalChanges

from sunagawa_plan.reports.folder import folder_version

# Drawn when the server starts, before it forks: a new release never serves the pages of the last.
_RELEASE = secrets.token_hex(8)
# What sections type before publication is on no public page: it must not make them stale.
_NEVER_PUBLIC = frozenset({"reporting"})


def entity_tag(request: HttpRequest, today: date) -> str:
    """The weak ETag of a public address as it is now. One query.

    Raises DisallowedHost for a host that is not ours, for pages may name their own address.
    """
    parts = (
        _release(),
        content_version(),
        today.isoformat(),
        request.scheme or "",
        request.get_host(),
        request.get_full_path(),
        folder_version(request.path_info),
    )
    return f'W/"{blake2b(chr(10).join(parts).encode(), digest_size=16).hexdigest()}"'


def content_version() -> str:
    """What changes with every recorded change of content: the last row of each history table.

    One statement, a primary-key look-up per table. Seen are writes that leave history, which is
    every save and delete of a model with HistoricalRecords and bulk_update_with_history. Not seen
    are QuerySet.update, bulk_create and raw SQL; after those, and after restoring a backup, the
    server must be restarted.
    """
    with connection.cursor() as cursor:
        cursor.execute(_query(connection.vendor))
        return "|".join(str(part) for part in cursor.fetchone())


def _release() -> str:
    # A developer's templates change while the server runs.
    return secrets.token_hex(8) if settings.DEBUG else _RELEASE


@cache
def _query(vendor: str) -> str:
    tables = sorted(
        connection.ops.quote_name(model._meta.db_table)
        for model in apps.get_models()
        if issubclass(model, HistoricalChanges)
        and hasattr(model, "history_type")
        and model._meta.app_label not in _NEVER_PUBLIC
    )
    parts = [_last_row(table) for table in tables]
    if vendor == "postgresql":
        parts.append(_open_writes(tables))
    return f"SELECT {', '.join(parts)}"


def _last_row(table: str) -> str:
    # The date tells apart two rows of one number: the one before and the one after a restore.
    return (
        f"(SELECT history_id || ' ' || history_date FROM {table}"  # noqa: S608
        " ORDER BY history_id DESC LIMIT 1)"
    )


def _open_writes(tables: list[str]) -> str:
    """The transactions that have written history and are still open, as PostgreSQL knows them.

    They may hold lower numbers than the last row to be seen: without them, the version would stay
    as it is when such a transaction ends and its changes appear. SQLite has one writer at a time.
    """
    relations = ", ".join(f"'{table}'::regclass" for table in tables)
    return (
        "(SELECT string_agg(DISTINCT virtualtransaction, ' ') FROM pg_locks"  # noqa: S608
        " WHERE mode = 'RowExclusiveLock'"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        f" AND relation IN ({relations}))"
    )

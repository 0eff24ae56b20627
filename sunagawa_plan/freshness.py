"""When a public page is still as it was: one question to the database instead of a new page.

What a page shows follows from the stored content, the day (a year falls due on 1 October), the
running release and the address; of a report, on the PDFs that are kept too. The entity tag is made
of these, so it can be known before the page is; the latest of their moments is when the page was
last modified.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from hashlib import blake2b

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.timezone import make_aware
from simple_history.models import HistoricalChanges

from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.reports.folder import folder_version

# Drawn when the server starts, before it forks: a new release never serves the pages of the last.
_RELEASE = secrets.token_hex(8)
# What sections type before publication is on no public page: it must not make them stale.
_NEVER_PUBLIC = frozenset({"reporting"})
_STARTED_AT = datetime.now(UTC)


@dataclass(frozen=True)
class Content:
    """The stored content as it is now: what names it, and when it last changed.

    `changed_at` is None while nothing is stored. Not settled is content that somebody is writing
    (told by PostgreSQL): those changes will bear an earlier time than the one they appear at.
    """

    version: str
    changed_at: datetime | None
    is_settled: bool = True


@dataclass(frozen=True)
class Freshness:
    """What a client may know of a public address: its weak ETag and when it was last modified.

    `modified_at` is None where no moment can be promised. It is to the second, as HTTP dates
    are, so of two changes within a second it knows one; the tag knows both.
    """

    tag: str
    modified_at: datetime | None


def freshness_of(request: HttpRequest, today: date) -> Freshness:
    """The freshness of a public address as it is now. One query.

    Raises DisallowedHost for a host that is not ours, for pages may name their own address.
    """
    content = content_now()
    day = _day_that_counts(request.path_info, today)
    kept_files = folder_version(request.path_info)
    tag = f'W/"{_digest(request, content, day, request.get_full_path(), kept_files)}"'
    # When a kept file was made is not known here: its tag alone tells.
    return Freshness(tag, None if kept_files else _modified_at(content, day))


def files_version(request: HttpRequest, today: date) -> str:
    """A name for all files as they are now under the asked host: plain letters. One query."""
    return _digest(request, content_now(), _day_of_files(today))


def content_version() -> str:
    """What changes with every recorded change of content; see content_now()."""
    return content_now().version


def content_now() -> Content:
    """The content by the last row of each history table, and the latest of their moments.

    One statement, a primary-key look-up per table. Seen are writes that leave history, which is
    every save and delete of a model with HistoricalRecords and bulk_update_with_history. Not seen
    are QuerySet.update, bulk_create and raw SQL; after those, and after restoring a backup, the
    server must be restarted.
    """
    with connection.cursor() as cursor:
        cursor.execute(_query(connection.vendor))
        parts = cursor.fetchone()
    version = "|".join(str(part) for part in parts)
    rows, writers = parts[: len(_tables())], parts[len(_tables()) :]
    moments = [_moment(row) for row in rows if row is not None]
    return Content(version, max(moments, default=None), is_settled=not any(writers))


def _digest(request: HttpRequest, content: Content, day: date, *more: str) -> str:
    parts = (
        _release(),
        content.version,
        day.isoformat(),
        request.scheme or "",
        request.get_host(),
        *more,
    )
    return blake2b(chr(10).join(parts).encode(), digest_size=16).hexdigest()


def _modified_at(content: Content, day: date) -> datetime | None:
    """The latest moment of content, day and release; None while none can be promised."""
    if settings.DEBUG or not content.is_settled:
        return None
    moments = [_STARTED_AT, make_aware(datetime.combine(day, time.min))]
    if content.changed_at is not None:
        moments.append(content.changed_at)
    return max(moments).replace(microsecond=0)


def _day_that_counts(path: str, today: date) -> date:
    """The day itself for pages, which may name it; for files the last one that changed them."""
    is_file = "/data/" in path or path.startswith(("/open-data/", "/api/"))
    return _day_of_files(today) if is_file else today


def _day_of_files(today: date) -> date:
    """The last day on which a day alone changed a file.

    A file asks the day only which fiscal year it is in and which years are due: a harvester that
    comes every night is told that nothing is new.
    """
    begun = FiscalYear.containing(today)
    due = FiscalYear(begun.start - 1).value_due
    return due if due <= today else begun.first_day


def _moment(row: str) -> datetime:
    """The time in a row "<number> <time>", as the databases write it, in UTC."""
    written = datetime.fromisoformat(row.partition(" ")[2])
    return written if written.tzinfo else written.replace(tzinfo=UTC)


def _release() -> str:
    # A developer's templates change while the server runs.
    return secrets.token_hex(8) if settings.DEBUG else _RELEASE


@cache
def _query(vendor: str) -> str:
    tables = _tables()
    parts = [_last_row(table) for table in tables]
    if vendor == "postgresql":
        parts.append(_open_writes(tables))
    return f"SELECT {', '.join(parts)}"


@cache
def _tables() -> list[str]:
    return sorted(
        connection.ops.quote_name(model._meta.db_table)
        for model in apps.get_models()
        if issubclass(model, HistoricalChanges)
        and hasattr(model, "history_type")
        and model._meta.app_label not in _NEVER_PUBLIC
    )


def _last_row(table: str) -> str:
    # The date tells apart two rows of one number: the one before and the one after a restore.
    return (
        f"(SELECT history_id || ' ' || history_date FROM {table}"  # noqa: S608
        " ORDER BY history_id DESC LIMIT 1)"
    )


def _open_writes(tables: list[str]) -> str:
    """The others' transactions that have written history and are still open: PostgreSQL knows them.

    They may hold lower numbers than the last row to be seen: without them, the version would stay
    as it is when such a transaction ends and its changes appear. SQLite has one writer at a time.
    """
    relations = ", ".join(f"'{table}'::regclass" for table in tables)
    return (
        "(SELECT string_agg(DISTINCT virtualtransaction, ' ') FROM pg_locks"  # noqa: S608
        " WHERE mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        f" AND relation IN ({relations}))"
    )

"""What check_data would tell, and a way past the constraints to the data it is for."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection, models

from indicators.checking import find_problems

TODAY = date(2026, 11, 22)


def problems(today: date = TODAY) -> list[tuple[str, str]]:
    """Return (place, problem) of every finding."""
    return [(finding.place, finding.problem) for finding in find_problems(today)]


@contextmanager
def without_constraint(model: type[models.Model], name: str) -> Iterator[None]:
    """Let rows in that the database refuses, as an imported database may hold them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        else:
            table = connection.ops.quote_name(model._meta.db_table)
            # PostgreSQL alters no table with foreign keys still to be checked.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            yield

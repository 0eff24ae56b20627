"""The statements that write many rows of one model at once, past Django's work for each cell.

bulk_create(), bulk_update() and simple-history's bulk_history_create() make a model, a placeholder
and several calls of every cell: of 10,000 rows with history, five times what the rows themselves
take. docs/measurements.md has the figures. Names of tables and columns come from the models alone.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Value
from django.utils.timezone import now
from simple_history.utils import get_change_reason_from_object


def insert_records(model: Any, records: Sequence[Mapping[str, Any]]) -> None:
    """Insert records of a model without history, each by the names of its columns (indicator_id)."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = [_prepared(field, [record[field.attname] for record in records]) for field in fields]
    names = ", ".join(map(_quoted, fields))
    into = f"INSERT INTO {_table(model)} ({names})"
    if _takes_arrays():
        _execute(f"{into} SELECT * FROM {_arrays(fields)}", columns)  # noqa: S608
    else:
        marks = ", ".join(["%s"] * len(fields))
        _execute_for_each(f"{into} VALUES ({marks})", columns)


def overwrite(rows: Sequence[Any], columns: Sequence[str]) -> None:
    """Write some columns of stored rows of one model, and its times of change.

    Nothing tells of a row that is no longer there: the rows must be locked.
    """
    model = type(rows[0])
    stamps = [field for field in model._meta.fields if getattr(field, "auto_now", False)]
    fields = [*map(model._meta.get_field, columns), *stamps]
    cells = [_prepared(field, [field.pre_save(row, add=False) for row in rows]) for field in fields]
    cells.append([row.pk for row in rows])
    if _takes_arrays():
        _execute(_update_from_arrays(model, fields), cells)
    else:
        _execute_for_each(_update_of_one(model, fields), cells)


def keep_history(rows: Sequence[Any], kind: str, user: Any) -> None:
    """Copy rows of one model, as they are stored now, into their history.

    kind is "+" or "~"; user None means whoever made the request; why: give_reason().
    """
    model = type(rows[0])
    who = user or model.history.model.get_default_history_user(rows[0])
    alike = defaultdict(list)
    for row in rows:
        alike[get_change_reason_from_object(row) or ""].append(row.pk)
    for reason, keys in alike.items():
        told = {
            "history_date": now(),
            "history_change_reason": reason,
            "history_type": kind,
            "history_user": who and who.pk,
        }
        _copy_into_history(model, keys, told)


def _copy_into_history(model: Any, keys: Sequence[Any], told: Mapping[str, Any]) -> None:
    """Add the columns told, the same for all, to copies of stored rows. One statement."""
    record = model.history.model
    copied = [field.attname for field in record.tracked_fields]
    added = {record._meta.get_field(name): cell for name, cell in told.items()}
    rows = model.objects.filter(pk__in=keys).order_by("pk")
    constants = [Value(cell, field) for field, cell in added.items()]
    select, cells = rows.values_list(*copied, *constants).query.sql_with_params()
    names = ", ".join(map(_quoted, [*map(record._meta.get_field, copied), *added]))
    _execute(f"INSERT INTO {_table(record)} ({names}) {select}", cells)


def _update_from_arrays(model: Any, fields: Sequence[Any]) -> str:
    """Return the statement that takes one array for each field and one of keys."""
    table, key, names = _table(model), _quoted(model._meta.pk), [*map(_quoted, fields)]
    changes = ", ".join(f"{name} = told.{name}" for name in names)
    told = f"{_arrays([*fields, model._meta.pk])} AS told ({', '.join([*names, key])})"
    return f"UPDATE {table} SET {changes} FROM {told} WHERE {table}.{key} = told.{key}"  # noqa: S608


def _update_of_one(model: Any, fields: Sequence[Any]) -> str:
    """Return the statement that takes a row's cells and its key."""
    changes = ", ".join(f"{_quoted(field)} = %s" for field in fields)
    return f"UPDATE {_table(model)} SET {changes} WHERE {_quoted(model._meta.pk)} = %s"  # noqa: S608


def _prepared(field: Any, values: Sequence[Any]) -> list[Any]:
    """Return one column's values as the database takes them; one value for all is prepared once."""
    connection = connections[DEFAULT_DB_ALIAS]
    first = values[0]
    if all(value is first for value in values):
        return [field.get_db_prep_save(first, connection)] * len(values)
    return [field.get_db_prep_save(value, connection) for value in values]


def _takes_arrays() -> bool:
    """Tell whether a whole column may travel as one value; elsewhere a statement is prepared once."""
    return connections[DEFAULT_DB_ALIAS].vendor == "postgresql"


def _arrays(fields: Sequence[Any]) -> str:
    """Return a table made of one array for each field.

    Lengths are left to the table that is written: a cast would cut in silence what is too long.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    kinds = (field.db_type(connection).partition("(")[0] for field in fields)
    return f"unnest({', '.join(f'%s::{kind}[]' for kind in kinds)})"


def _execute(statement: str, cells: Sequence[Any]) -> None:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(statement, cells)


def _execute_for_each(statement: str, columns: Sequence[Sequence[Any]]) -> None:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.executemany(statement, list(zip(*columns, strict=True)))


def _table(model: Any) -> str:
    return _quote(model._meta.db_table)


def _quoted(field: Any) -> str:
    return _quote(field.column)


def _quote(name: str) -> str:
    return str(connections[DEFAULT_DB_ALIAS].ops.quote_name(name))

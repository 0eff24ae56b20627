"""Rows as they were at a moment of the past, rebuilt from their history.

They are ordinary instances of their models, tied to each other as if prefetched, so that whatever
reads today's rows reads them too. They belong to no database: asking one for more than was read
with it, or saving it, raises ConnectionDoesNotExist. The past can neither be mixed with today nor
written over it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.timezone import make_aware

NOWHERE = "past"  # the alias of no database


def end_of(day: date) -> datetime:
    """Return the moment at which a day ends here: the midnight after it, in local time."""
    return make_aware(datetime.combine(day + timedelta(days=1), time.min))


def records_at(model: Any, moment: datetime) -> QuerySet[Any]:
    """Return the record that held at a moment for each row which existed then.

    The last record before the moment counts: by its number, for two changes of one row may bear
    the same time, and clocks are set back.
    """
    key = model._meta.pk.attname
    known = model.history.filter(history_date__lt=moment).order_by()
    last = known.values(key).annotate(last=Max("history_id")).values("last")
    records: QuerySet[Any] = model.history.filter(history_id__in=last).exclude(history_type="-")
    return records.order_by()


def rows_at(model: Any, moment: datetime, *order: str, **among: Any) -> list[Any]:
    """Return the rows that existed at a moment, in one query; order and among as of a QuerySet."""
    columns = [field.attname for field in model._meta.concrete_fields]
    records = records_at(model, moment).filter(**among).order_by(*order, model._meta.pk.attname)
    return [model.from_db(NOWHERE, columns, values) for values in records.values_list(*columns)]


def children_at(
    model: Any, name: str, parents: Sequence[Any], moment: datetime, *order: str
) -> list[Any]:
    """Return the rows that hung on past rows at a moment, tied to them; name is the foreign key.

    One query. Each parent knows its own children in the given order.
    """
    column = model._meta.get_field(name).attname
    among = {f"{column}__in": [parent.pk for parent in parents]}
    return tie(model, name, rows_at(model, moment, *order, **among), parents)


def tie(model: Any, name: str, children: Iterable[Any], parents: Sequence[Any]) -> list[Any]:
    """Let children know their parent and parents their children; return them parent by parent.

    Children keep their order. One whose parent did not exist then is left out.
    """
    field = model._meta.get_field(name)
    below: dict[Any, list[Any]] = {parent.pk: [] for parent in parents}
    own = {parent.pk: parent for parent in parents}
    for child in children:
        parent = own.get(getattr(child, field.attname))
        if parent is not None:
            field.set_cached_value(child, parent)
            below[parent.pk].append(child)
    for key, parent in own.items():
        _hang(parent, field, below[key])
    return [child for tied in below.values() for child in tied]


def point(rows: Iterable[Any], name: str, targets: Iterable[Any]) -> None:
    """Let rows know what a foreign key of theirs points to; None where that did not exist then."""
    own = {target.pk: target for target in targets}
    for row in rows:
        field = row._meta.get_field(name)
        field.set_cached_value(row, own.get(getattr(row, field.attname)))


def _hang(parent: Any, field: Any, children: list[Any]) -> None:
    """Answer the parent's reverse relation from memory, as prefetch_related would."""
    answer = field.model._default_manager.using(NOWHERE)
    vars(answer).update(_result_cache=children, _prefetch_done=True)
    known = parent.__dict__.setdefault("_prefetched_objects_cache", {})
    known[field.remote_field.cache_name] = answer

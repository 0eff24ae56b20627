"""What is written past Django's own ways must be the same as in Django's own ways."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import DataError, connection, transaction

from indicators.models import AnnualValue, PublishedVerdict
from sunagawa_plan.shared.row_changes import give_reason
from sunagawa_plan.shared.row_statements import insert_records, keep_history, overwrite
from tests.factories.indicators import make_annual_value, make_indicator

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 10, 1, 3, 4, 5, 678, tzinfo=UTC)
OWN = {"history_id", "history_date", "history_type"}


def cells(row, without=()):
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in without
    }


def verdict_columns(**changes):
    return {
        "indicator_id": make_indicator().pk,
        "fiscal_year": 2024,
        "published_at": MOMENT,
        "published_by_id": User.objects.create(username="sato").pk,
        "reason": "集計の誤りのため",
        "value": Decimal("-12.3"),
        "missing_reason": "",
        "is_provisional": True,
        "kind": "reach",
        "level": "on_track",
        "label": "順調",
        "note": "",
        "working": {"rule": "reach-4-pace", "pace": "19/20", "milestone": None},
        "rule_version": "1",
    } | changes


def test_inserted_record_reads_back_as_one_that_django_creates():
    columns = verdict_columns()
    expected = PublishedVerdict.objects.create(**columns)

    insert_records(PublishedVerdict, [columns])

    inserted = PublishedVerdict.objects.exclude(pk=expected.pk).get()
    expected.refresh_from_db()
    assert cells(inserted, {"id"}) == cells(expected, {"id"}) == columns


def test_absent_cells_are_inserted_as_absent():
    absent = dict.fromkeys(("value", "working", "published_by_id"))

    insert_records(PublishedVerdict, [verdict_columns(**absent)])

    inserted = PublishedVerdict.objects.get()
    assert (inserted.value, inserted.working, inserted.published_by) == (None, None, None)
    assert PublishedVerdict.objects.filter(working__isnull=True).exists()


def test_a_column_may_differ_from_row_to_row():
    columns = verdict_columns()

    insert_records(PublishedVerdict, [columns | {"value": Decimal(n)} for n in (1, 2, 2)])

    assert sorted(PublishedVerdict.objects.values_list("value", flat=True)) == [1, 2, 2]


def test_nothing_but_the_named_columns_is_overwritten():
    row, other = make_annual_value(value="84", note="前"), make_annual_value(value="1")
    before = cells(other)
    AnnualValue.objects.filter(pk=row.pk).update(published_at=MOMENT)
    row.value, row.note = Decimal(85), "書かない"

    overwrite([row], ["value"])

    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.value, row.note) == (85, "前")
    assert row.published_at > MOMENT
    assert cells(other) == before


@pytest.mark.parametrize("kind", ["+", "~"])
def test_kept_history_is_the_one_that_saving_keeps(kind):
    user = User.objects.create(username="sato")
    row = make_annual_value(value="84.25", note="改行\nあり", sample_size=400)
    row._history_user = user
    give_reason(row, "試験")
    row.save()
    (saved, _) = row.history.all()

    keep_history([row], kind, user)

    kept = row.history.latest("history_id")
    assert kept.history_type == kind
    assert kept.history_date > saved.history_date
    assert cells(kept, OWN) == cells(saved, OWN)


def test_history_keeps_each_rows_own_reason_and_nobody():
    rows = [make_annual_value(value=str(number)) for number in range(3)]
    for row, reason in zip(rows, ("甲", "乙", ""), strict=True):
        give_reason(row, reason)

    keep_history(rows, "~", None)

    kept = [row.history.latest("history_id") for row in rows]
    assert [record.history_change_reason for record in kept] == ["甲", "乙", ""]
    assert {record.history_user for record in kept} == {None}
    assert [record.value for record in kept] == [0, 1, 2]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no lengths")
def test_what_is_too_long_is_refused_and_not_cut():
    row = make_annual_value(value="84")
    row.source = "長" * 201

    with pytest.raises(DataError), transaction.atomic():
        overwrite([row], ["source"])
    with pytest.raises(DataError), transaction.atomic():
        insert_records(PublishedVerdict, [verdict_columns(note="長" * 101)])

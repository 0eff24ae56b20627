from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from indicators.models import AnnualValue
from sunagawa_plan.freshness import content_version
from sunagawa_plan.shared.row_changes import give_reason
from sunagawa_plan.shared.row_writing import create_rows, update_rows
from tests.factories.indicators import make_annual_value, make_indicator

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def test_new_rows_have_who_and_why_in_their_history():
    user, indicator = User.objects.create(username="sato"), make_indicator()
    rows = [
        AnnualValue(indicator=indicator, fiscal_year=year, value=Decimal(year))
        for year in (2023, 2024)
    ]
    for row in rows:
        give_reason(row, "試験")
    create_rows(rows, user=user)
    records = AnnualValue.history.order_by("history_id")
    assert [(r.id, r.history_type, r.history_user, r.history_change_reason) for r in records] == [
        (row.pk, "+", user, "試験") for row in AnnualValue.objects.order_by("fiscal_year")
    ]


def test_changed_rows_have_only_their_changed_columns_written():
    row = make_annual_value(value="84", note="前")
    AnnualValue.objects.filter(pk=row.pk).update(note="ほかの人の注記", published_at=LONG_AGO)
    row.value, row.note = Decimal(85), "古い画面の注記"
    before = content_version()
    update_rows([(row, ("value",))])
    row.refresh_from_db()
    assert (row.value, row.note) == (85, "ほかの人の注記")
    assert row.published_at > LONG_AGO
    assert row.history.first().history_type == "~"
    assert content_version() != before


def test_rows_that_change_different_columns_are_all_written():
    rows = [make_annual_value(value=str(number)) for number in range(3)]
    for row in rows:
        row.value, row.note = Decimal(9), "新"
    update_rows([(rows[0], ("value",)), (rows[1], ("note",)), (rows[2], ("value", "note"))])
    stored = AnnualValue.objects.order_by("pk").values_list("value", "note")
    assert list(stored) == [(9, ""), (1, "新"), (9, "新")]


@pytest.mark.parametrize("count", [1, 700])
def test_number_of_queries_grows_with_portions_only(count, django_assert_max_num_queries):
    indicator = make_indicator()
    rows = [
        AnnualValue(indicator=indicator, fiscal_year=1950 + n % 150, value=Decimal(1))
        for n in range(min(count, 150))
    ]
    with django_assert_max_num_queries(16):
        create_rows(rows)


def test_nothing_to_write_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(2):  # a savepoint, released
        create_rows([])

import datetime as dt

import pytest
from django.db import connection
from django.test import RequestFactory

from indicators.models import AnnualValue, Department, Policy, SdgGoal
from sunagawa_plan import freshness
from sunagawa_plan.freshness import content_now, content_version, freshness_of
from tests.factories.indicators import make_annual_value, make_department, make_policy

TODAY = dt.date(2026, 9, 30)


def tag_of(path: str = "/", *, today: dt.date = TODAY, **extra: str) -> str:
    return freshness_of(RequestFactory().get(path, **extra), today).tag


def modified_at(path: str = "/", *, today: dt.date = TODAY) -> dt.datetime | None:
    return freshness_of(RequestFactory().get(path), today).modified_at


@pytest.mark.django_db
def test_version_is_one_query_on_an_empty_database(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert set(content_version().split("|")) == {"None"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.save(),
        lambda value: value.delete(),
        lambda value: make_department(),
        lambda value: value.indicator.targets.first().delete(),
        lambda value: Policy.objects.get().sdg_goals.add(SdgGoal.objects.get()),
    ],
    ids=["save", "delete", "another model", "related row", "many to many"],
)
def test_version_changes_with_every_recorded_change(change):
    SdgGoal.objects.create(number=1, title="貧困をなくそう")
    value = make_annual_value()
    before = content_version()

    change(value)

    assert content_version() != before


@pytest.mark.django_db
def test_version_stays_while_nothing_is_changed():
    make_annual_value()

    assert content_version() == content_version()


@pytest.mark.django_db
def test_version_is_another_when_a_backup_brings_the_same_numbers_back():
    make_department()
    before = content_version()
    history = Department.history
    last = history.first()

    history.filter(pk=last.pk).update(history_date=last.history_date + dt.timedelta(seconds=1))

    assert content_version() != before


@pytest.mark.django_db
def test_version_does_not_see_writes_past_the_history():
    """The limit that the docstring states: whoever lifts it may strike this test."""
    make_annual_value()
    before = content_version()

    AnnualValue.objects.update(note="変更")

    assert content_version() == before


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_version_changes_when_a_lower_number_appears_later():
    """A slow transaction takes number 5, a quick one 6 and ends; then the slow one ends."""
    make_department()
    columns = 'history_id, id, code, name, email, "order", history_date, history_type'
    slow = connection.copy()
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO indicators_historicaldepartment ({columns})"
                " VALUES (-1, 99, 'slow', '遅い課', '', 9, now(), '+')"
            )
        meanwhile = content_version()
        slow.commit()
    finally:
        slow.close()

    assert content_version() != meanwhile


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other",
    [
        {"path": "/method/"},
        {"path": "/?year=2024"},
        {"today": TODAY + dt.timedelta(days=1)},
        {"HTTP_HOST": "localhost"},
        {"wsgi.url_scheme": "https"},
    ],
    ids=["path", "query", "day", "host", "scheme"],
)
def test_tag_is_of_one_address_and_one_day(other):
    assert tag_of(**other) != tag_of()
    assert tag_of(**other) == tag_of(**other)


@pytest.mark.django_db
def test_tag_is_of_one_release(monkeypatch):
    before = tag_of()

    monkeypatch.setattr(freshness, "_RELEASE", "next")

    assert tag_of() != before


@pytest.mark.django_db
def test_tag_is_new_every_time_while_templates_are_edited(settings):
    settings.DEBUG = True

    assert tag_of() != tag_of()


@pytest.mark.django_db
def test_tag_costs_one_query_however_much_there_is(django_assert_num_queries):
    for _ in range(3):
        make_policy()

    with django_assert_num_queries(1):
        tag_of()


FILE = "/plans/sunagawa-7/data/values.csv"


@pytest.mark.parametrize("path", [FILE, "/finance/data/funds.json", "/open-data/all.zip"])
@pytest.mark.parametrize(
    ("one_day", "another", "is_the_same"),
    [
        ((2026, 10, 1), (2027, 3, 31), True),
        ((2026, 4, 1), (2026, 9, 30), True),
        ((2026, 9, 30), (2026, 10, 1), False),
        ((2027, 3, 31), (2027, 4, 1), False),
    ],
)
@pytest.mark.django_db
def test_tag_of_a_file_changes_only_when_a_day_changes_the_file(
    path, one_day, another, is_the_same
):
    before, after = (tag_of(path, today=dt.date(*day)) for day in (one_day, another))

    assert (before == after) is is_the_same


@pytest.mark.django_db
def test_file_was_modified_when_the_content_was(monkeypatch):
    monkeypatch.setattr(freshness, "_STARTED_AT", dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    make_department()
    at = dt.datetime(2026, 10, 2, 3, 4, 5, 678, tzinfo=dt.UTC)
    Department.history.update(history_date=at)

    assert modified_at(FILE, today=dt.date(2026, 10, 20)) == at.replace(microsecond=0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "modified"),
    [
        # Midnight in Japan.
        (dt.date(2026, 11, 20), dt.datetime(2026, 9, 30, 15, tzinfo=dt.UTC)),
        (dt.date(2026, 5, 1), dt.datetime(2026, 3, 31, 15, tzinfo=dt.UTC)),
    ],
)
def test_file_is_modified_by_the_day_that_changes_it(monkeypatch, today, modified):
    monkeypatch.setattr(freshness, "_STARTED_AT", dt.datetime(2020, 1, 1, tzinfo=dt.UTC))

    assert modified_at(FILE, today=today) == modified


@pytest.mark.django_db
def test_nothing_is_older_than_the_running_release():
    assert modified_at(FILE) == freshness._STARTED_AT.replace(microsecond=0)


@pytest.mark.django_db
def test_no_moment_is_promised_while_templates_are_edited(settings):
    settings.DEBUG = True

    assert modified_at() is None


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_no_moment_is_promised_while_somebody_writes():
    """What he writes bears an earlier time than the one at which others see it."""
    slow = connection.copy()
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute(
                "INSERT INTO indicators_historicaldepartment"
                ' (history_id, id, code, name, email, "order", history_date, history_type)'
                " VALUES (-1, 99, 'slow', '遅い課', '', 9, now(), '+')"
            )
        assert modified_at() is None
        assert not content_now().is_settled
    finally:
        slow.rollback()
        slow.close()
    assert modified_at() is not None

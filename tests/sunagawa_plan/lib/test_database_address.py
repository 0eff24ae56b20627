from pathlib import Path

import pytest

from sunagawa_plan.lib.database_address import read_database_address

BASE = Path("/srv/portal")


def test_sqlite_path_is_taken_from_the_project():
    assert read_database_address("sqlite:///var/a.sqlite3", base_dir=BASE)["NAME"] == Path(
        "/srv/portal/var/a.sqlite3"
    )


def test_sqlite_path_with_a_fourth_slash_is_absolute():
    assert read_database_address("sqlite:////data/a.sqlite3", base_dir=BASE)["NAME"] == Path(
        "/data/a.sqlite3"
    )


def test_sqlite_in_memory_stays_in_memory():
    assert read_database_address("sqlite://:memory:", base_dir=BASE)["NAME"] == ":memory:"


def test_sqlite_waits_its_turn_to_write():
    options = read_database_address("sqlite:///a.sqlite3", base_dir=BASE)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 5


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_address_is_read(scheme):
    found = read_database_address(f"{scheme}://clerk:p%40ss@db:5433/portal", base_dir=BASE)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"]) == ("clerk", "p@ss")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db", 5433, "portal")
    assert found["CONN_HEALTH_CHECKS"] is True
    assert found["CONN_MAX_AGE"] > 0


def test_postgresql_socket_folder_may_be_the_host():
    found = read_database_address("postgres://postgres@%2Frun%2Fpg/portal", base_dir=BASE)
    assert found["HOST"] == "/run/pg"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://clerk:hidden@db/portal",
        "clerk:hidden@db/portal",
        "hidden",
        "postgres://clerk:hidden@db",
        "postgres://clerk:hid[den@db/portal",
    ],
)
def test_other_addresses_are_refused_without_telling_the_password(url):
    with pytest.raises(ValueError, match="DATABASE_URL") as refusal:
        read_database_address(url, base_dir=BASE)
    assert "hid" not in str(refusal.value)

"""What visitors meet when something is wrong: with the database, the address or the question."""

import sqlite3
from decimal import Decimal

import pytest
from django.db import DatabaseError, OperationalError, connection

from indicators.models import AnnualValue
from sunagawa_plan import freshness
from tests.browser.addresses import PUBLIC

ADDRESSES = ("/", "/plans/sunagawa-7/", "/glossary/", "/method/", "/finance/", "/nowhere/")
APOLOGY = "ただいま表示できません"
pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client):
    """A visitor who sees what is answered, not what was raised."""
    client.raise_request_exception = False
    return client


@pytest.fixture
def broken_database(monkeypatch):
    """A function that lets every statement fail as SQLite or PostgreSQL would."""

    def refuse(reason: str) -> None:
        def fail(*_args, **_options):
            raise OperationalError(reason)

        monkeypatch.setattr(connection, "cursor", fail)

    return refuse


@pytest.mark.parametrize(
    "reason",
    [
        "unable to open database file",
        "no such table: indicators_plan",
        "attempt to write a readonly database",
        "file is not a database",
        "database is locked",
    ],
)
@pytest.mark.parametrize("address", ADDRESSES)
def test_database_fault_is_an_apology_in_japanese(visitor, broken_database, address, reason):
    broken_database(reason)

    response = visitor.get(address)

    assert response.status_code == 503
    assert response["Retry-After"]
    assert APOLOGY in response.text
    assert "Traceback" not in response.text
    assert reason not in response.text
    assert "ETag" not in response
    assert "no-store" in response["Cache-Control"]


def test_database_without_tables_is_an_apology_too(visitor, monkeypatch):
    monkeypatch.setattr(freshness, "_query", lambda _vendor: "SELECT 1 FROM no_such_table")

    response = visitor.get("/")

    assert response.status_code == 503
    assert APOLOGY in response.text


def test_health_says_that_the_database_is_away(visitor, broken_database):
    broken_database("unable to open database file")

    assert visitor.get("/healthz").status_code == 503


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a file of SQLite")
@pytest.mark.parametrize("state", ["missing", "unreadable", "not migrated"])
def test_odd_database_file_is_no_traceback(visitor, tmp_path, monkeypatch, state):
    path = tmp_path / "odd.sqlite3"
    if state == "missing":
        path = tmp_path / "nowhere" / "odd.sqlite3"
    elif state == "unreadable":
        path.write_bytes(b"not a database at all " * 500)
    else:
        sqlite3.connect(path).close()

    def fails_as_that_file_does(*_args, **_options):
        try:
            sqlite3.connect(path).execute("SELECT * FROM indicators_plan")
        except sqlite3.OperationalError as error:
            raise OperationalError(str(error)) from error
        except sqlite3.DatabaseError as error:
            raise DatabaseError(str(error)) from error

    monkeypatch.setattr(connection, "cursor", fails_as_that_file_does)
    response = visitor.get("/")

    assert response.status_code == 503
    assert APOLOGY in response.text
    assert str(path) not in response.text


def test_fault_of_ours_is_500_without_a_traceback(visitor, monkeypatch):
    def fail(*_args):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("sunagawa_plan.middleware.freshness_of", fail)
    response = visitor.get("/")

    assert response.status_code == 500
    assert "Retry-After" not in response
    assert APOLOGY in response.text
    assert "secret detail" not in response.text


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("address", PUBLIC.values(), ids=PUBLIC)
def test_head_is_get_without_the_body(client, address):
    head, get = client.head(address), client.get(address)

    assert head.status_code == get.status_code
    assert head.content == b""
    assert head["Content-Type"] == get["Content-Type"]


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("address", PUBLIC.values(), ids=PUBLIC)
@pytest.mark.parametrize(
    "query",
    ["?plan=%00", "?plan=%FF%FE", "?year=R99&year=&account[]=1", "?" + "&".join(["page=-1"] * 900)],
    ids=["NUL", "not UTF-8", "lists", "very many"],
)
def test_odd_questions_are_answered_calmly(visitor, address, query):
    expected = 404 if address == PUBLIC["not found"] else 200

    assert visitor.get(address.partition("?")[0] + query).status_code == expected


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("known", ["W/", '"', 'W/"unended', ",,,", "\x7f", "é", "*", '"' * 5000])
def test_malformed_entity_tag_gets_the_page(visitor, known):
    assert visitor.get("/", headers={"If-None-Match": known}).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/" + "a" * 20_000, "/plans/" + "あ" * 3000 + "/", "/plans/x/indicators/" + "9-" * 5000 + "/"],
)
def test_very_long_address_is_not_found(visitor, address):
    response = visitor.get(address)

    assert response.status_code == 404
    assert "見つかりません" in response.text


@pytest.mark.parametrize("address", ["/", "/admin/login/", "/nowhere/"])
def test_foreign_host_is_refused_in_japanese(visitor, address):
    response = visitor.get(address, headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert "表示できないアドレスです" in response.text
    assert "evil.example" not in response.text


@pytest.mark.usefixtures("book")
def test_stale_tag_gets_the_changed_page(client):
    value = AnnualValue.objects.get(fiscal_year=2024, indicator__code="6-5-3-1")
    address = PUBLIC["indicator with values"]
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304

    value.value = Decimal("8.8")
    value.save()
    response = client.get(address, headers={"If-None-Match": tag})

    assert response.status_code == 200
    assert "8.8" in response.text
    assert "計画値の範囲外" in response.text

import pytest
from django.db import DatabaseError, connection


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head"])
def test_health_is_ok_when_the_database_answers(client, method):
    response = getattr(client, method)("/healthz")
    assert response.status_code == 200
    assert response.headers["Cache-Control"].startswith("max-age=0")


def test_health_is_503_when_the_database_is_away(client, monkeypatch):
    def refuse():
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert b"gone" not in response.content


def test_health_takes_no_post(client):
    assert client.post("/healthz").status_code == 405

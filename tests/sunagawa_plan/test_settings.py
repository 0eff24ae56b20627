import re
import runpy
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from sunagawa_plan import settings as module

SETTINGS = Path(module.__file__)


@pytest.fixture
def read_settings(monkeypatch):
    """Reads the settings file anew under the given variables; tests never see the machine's own."""
    for name in ("DATABASE_URL", "DEBUG", "HTTPS", "SECRET_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)

    def read(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return read


def test_defaults_are_safe(read_settings):
    found = read_settings()
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["SAMPLE_DATA"] is False


def test_defaults_are_japanese(read_settings):
    found = read_settings()
    assert (found["LANGUAGE_CODE"], found["TIME_ZONE"]) == ("ja", "Asia/Tokyo")


def test_default_database_lies_in_the_project(read_settings):
    found = read_settings()
    assert found["DATABASES"]["default"]["NAME"] == found["BASE_DIR"] / "var" / "db.sqlite3"


def test_https_makes_every_cookie_secure(read_settings):
    found = read_settings(HTTPS="1", HSTS_SECONDS="3600")
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["CSRF_COOKIE_SECURE"] is True
    assert found["SECURE_HSTS_SECONDS"] == 3600


def test_forwarded_protocol_is_believed_only_behind_a_proxy(read_settings):
    assert "SECURE_PROXY_SSL_HEADER" not in read_settings()
    assert "SECURE_PROXY_SSL_HEADER" in read_settings(BEHIND_PROXY="1")


def test_mail_goes_to_the_terminal_without_a_host(read_settings):
    assert "console" in read_settings()["EMAIL_BACKEND"]
    assert "smtp" in read_settings(EMAIL_HOST="mail.example.jp")["EMAIL_BACKEND"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("HTTPS", "443"),
        ("ALLOWED_HOSTS", "a.example.jp b.example.jp"),
        ("CSRF_TRUSTED_ORIGINS", "plan.example.jp"),
        ("DATABASE_URL", "mysql://localhost/portal"),
        ("EMAIL_PORT", "smtp"),
        ("HSTS_SECONDS", "-1"),
        ("LOG_LEVEL", "loud"),
        ("SAMPLE_DATA", "2"),
        ("SECRET_KEY_FILE", "/nowhere/secret-key"),
    ],
)
def test_odd_value_is_refused_by_name(read_settings, monkeypatch, name, value):
    if name == "SECRET_KEY_FILE":
        monkeypatch.delenv("SECRET_KEY")
    with pytest.raises(ImproperlyConfigured, match=name):
        read_settings(**{name: value})


def test_every_variable_is_in_the_documented_example():
    sources = [SETTINGS, SETTINGS.parent.parent / "gunicorn.conf.py"]
    text = "\n".join(source.read_text("utf-8") for source in sources)
    example = (SETTINGS.parent.parent / ".env.example").read_text("utf-8")
    readers = r'env\.(?:text|flag|whole_number|choice|words|web_origins|secret)\(\s*"([A-Z_]+)"'
    names = set(re.findall(readers, text))
    assert len(names) > 15
    assert {name for name in names if f"#{name}=" not in example} == set()


@pytest.mark.django_db
def test_health_page_sets_the_security_headers_and_no_cookie(client):
    response = client.get("/healthz")
    assert response.content == b"ok"
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only")
def test_sqlite_connection_checks_foreign_keys_and_syncs_normally():
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert cursor.execute("PRAGMA synchronous").fetchone() == (1,)

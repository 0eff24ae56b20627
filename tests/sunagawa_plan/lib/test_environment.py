from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunagawa_plan.lib.environment import Environment

NOWHERE = Path("nowhere/secret-key")


@pytest.mark.parametrize("raw", ["1", "true", "YES", "On", " 1 "])
def test_flag_is_on(raw):
    assert Environment({"DEBUG": raw}).flag("DEBUG") is True


@pytest.mark.parametrize("raw", ["0", "false", "No", "OFF"])
def test_flag_is_off(raw):
    assert Environment({"DEBUG": raw}).flag("DEBUG", default=True) is False


@pytest.mark.parametrize("variables", [{}, {"DEBUG": ""}, {"DEBUG": "  "}])
def test_flag_that_is_not_set_has_its_default(variables):
    assert Environment(variables).flag("DEBUG", default=True) is True


@pytest.mark.parametrize("raw", ["2", "ture", "はい", "１", "-1"])
def test_flag_refuses_anything_else(raw):
    with pytest.raises(ValueError, match=f"DEBUG='{raw}' is not understood. Allowed: 1, true"):
        Environment({"DEBUG": raw}).flag("DEBUG")


@pytest.mark.parametrize("raw", ["1", "80", "65535"])
def test_whole_number_is_read(raw):
    found = Environment({"PORT": raw}).whole_number("PORT", 8000, at_least=1, at_most=65_535)
    assert found == int(raw)


@pytest.mark.parametrize("raw", ["0", "65536", "-1", "8 000", "8_000", "80.0", "８０", "1e3"])
def test_whole_number_refuses_what_is_outside_or_odd(raw):
    with pytest.raises(ValueError, match=r"PORT=.* a whole number from 1 to 65535"):
        Environment({"PORT": raw}).whole_number("PORT", 8000, at_least=1, at_most=65_535)


@given(st.text())
def test_whole_number_reads_or_refuses_by_name(raw):
    try:
        found = Environment({"PORT": raw}).whole_number("PORT", 7, at_least=1, at_most=99)
    except ValueError as refusal:
        assert "PORT=" in str(refusal)  # noqa: PT017
    else:
        assert 1 <= found <= 99


def test_choice_refuses_a_stranger():
    env = Environment({"LOG_LEVEL": "LOUD"})
    with pytest.raises(ValueError, match=r"LOG_LEVEL='LOUD' .* one of INFO, ERROR"):
        env.choice("LOG_LEVEL", "INFO", allowed=("INFO", "ERROR"))


def test_words_are_split_at_commas():
    env = Environment({"ALLOWED_HOSTS": "a.example.jp , b.example.jp"})
    assert env.words("ALLOWED_HOSTS") == ["a.example.jp", "b.example.jp"]


@pytest.mark.parametrize("raw", ["a.example.jp b.example.jp", "a.example.jp,,b", ",", "a,"])
def test_words_refuse_blanks_and_empty_items(raw):
    with pytest.raises(ValueError, match="ALLOWED_HOSTS="):
        Environment({"ALLOWED_HOSTS": raw}).words("ALLOWED_HOSTS")


def test_web_origins_are_read():
    env = Environment({"CSRF_TRUSTED_ORIGINS": "https://a.example.jp,http://localhost:8000"})
    assert env.web_origins("CSRF_TRUSTED_ORIGINS") == [
        "https://a.example.jp",
        "http://localhost:8000",
    ]


@pytest.mark.parametrize("raw", ["a.example.jp", "ftp://a.example.jp", "https://", "https://a/b"])
def test_web_origins_refuse_what_browsers_never_send(raw):
    with pytest.raises(ValueError, match="CSRF_TRUSTED_ORIGINS="):
        Environment({"CSRF_TRUSTED_ORIGINS": raw}).web_origins("CSRF_TRUSTED_ORIGINS")


def test_secret_comes_from_its_variable_first(tmp_path):
    (tmp_path / "key").write_text("from the file")
    env = Environment({"SECRET_KEY": "from the variable", "SECRET_KEY_FILE": str(tmp_path / "key")})
    assert env.secret("SECRET_KEY", default_file=NOWHERE) == "from the variable"


def test_secret_comes_from_the_file_named(tmp_path):
    (tmp_path / "key").write_text("from the file\n")
    env = Environment({"SECRET_KEY_FILE": str(tmp_path / "key")})
    assert env.secret("SECRET_KEY", default_file=NOWHERE) == "from the file"


def test_secret_comes_from_the_default_file_last(tmp_path):
    (tmp_path / "key").write_text("from the default file\n")
    found = Environment({}).secret("SECRET_KEY", default_file=tmp_path / "key")
    assert found == "from the default file"


def test_secret_found_nowhere_says_where_it_may_be_put():
    with pytest.raises(ValueError, match="Set SECRET_KEY, point SECRET_KEY_FILE at a file"):
        Environment({}).secret("SECRET_KEY", default_file=NOWHERE)


def test_secret_in_an_empty_file_is_refused(tmp_path):
    (tmp_path / "key").write_text("\n")
    with pytest.raises(ValueError, match="is empty"):
        Environment({}).secret("SECRET_KEY", default_file=tmp_path / "key")


def test_refusal_is_of_the_kind_asked_for():
    with pytest.raises(LookupError):
        Environment({"DEBUG": "maybe"}, refusal=LookupError).flag("DEBUG")

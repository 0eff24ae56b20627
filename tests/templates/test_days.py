"""Every day on a public page is written in both calendars."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

TEMPLATES = Path(settings.BASE_DIR) / "templates"
OTHER_SPELLING = re.compile(r"""(?:\|date:|\{% now )["'][^"']*[年月日]""")


def draw(source: str, **context: object) -> str:
    return Template("{% load portal_days %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ at|day_in_words }}", "令和元年（2019年）5月1日"),
        ("{{ at|month_in_words }}", "令和元年（2019年）5月"),
        ("{{ at|moment_in_words }}", "令和元年（2019年）5月1日 0:05"),
        ("{{ day|day_in_words }}", "平成31年（2019年）4月30日"),
        ("[{{ none|day_in_words }}{{ none|month_in_words }}{{ none|moment_in_words }}]", "[]"),
    ],
)
def test_days_are_told_in_both_calendars_and_in_local_time(source: str, words: str) -> None:
    at = datetime(2019, 4, 30, 15, 5, tzinfo=UTC)
    assert draw(source, at=at, day=date(2019, 4, 30), none=None) == words


def test_no_public_template_spells_a_day_itself() -> None:
    public = [
        path
        for path in TEMPLATES.rglob("*.html")
        if "admin" not in path.relative_to(TEMPLATES).parts
    ]
    assert len(public) > 50
    assert [path.name for path in public if OTHER_SPELLING.search(path.read_text("utf-8"))] == []

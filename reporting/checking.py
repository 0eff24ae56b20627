"""What is inconsistent in rounds and their entries, for `manage.py check_data`."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from indicators.models import Department
from reporting.domain.states import EntryState
from reporting.models import Entry, Membership, Round
from sunagawa_plan.lib.finding import Finding
from sunagawa_plan.shared.broken_rows import broken_rows

_OVERVIEW = "管理画面の「報告の受付」の「報告の状況」"


def find_problems(today: date) -> Iterator[Finding]:
    """Give every finding in all rounds, as seen on a day."""
    for row, problem in broken_rows("reporting"):
        yield Finding(
            f"{row._meta.verbose_name}「{row}」", problem, f"{_OVERVIEW}で直してください。"
        )
    yield from _published_otherwise()
    for opened in Round.objects.open(today).select_related("plan"):
        yield from _unreachable(opened)


def _published_otherwise() -> Iterator[Finding]:
    """Give the entries that are called published and differ from what is public: three queries."""
    published = Entry.objects.filter(state=EntryState.PUBLISHED.value)
    for entry in published.with_series().in_book_order():
        public = entry.published
        place = f"{entry.round} 指標{entry.indicator}"
        if public is None:
            yield Finding(
                place,
                "報告は「公開済」ですが、公開されている値がありません。",
                f"{_OVERVIEW}でこの報告の訂正を始め、もう一度公開してください。",
            )
        elif not entry.answers_as(public):
            yield Finding(
                place,
                "公開済の報告と、公開されている値が違います（公開後に別の画面で直されています）。",
                f"{_OVERVIEW}でこの報告の訂正を始めると、公開されている値が入ります。"
                "正しいほうにそろえて公開してください。",
            )


def _unreachable(opened: Round) -> Iterator[Finding]:
    """Give what keeps an open round from reaching those who report: three queries."""
    entries: Any = Entry.objects.filter(round=opened).with_section()
    for entry in entries.filter(section__isnull=True).select_related("indicator"):
        yield Finding(
            f"{opened} 指標{entry.indicator}",
            "担当課がないため、どの課にもお知らせが行きません。",
            "管理画面の「指標」で担当課を選んでください。",
        )
    staffed = Membership.objects.filter(user__is_active=True).values("department")
    sections = Department.objects.filter(pk__in=entries.values("section"))
    for section in sections.exclude(pk__in=staffed):
        yield Finding(
            f"{opened} {section}",
            "この課に所属する、ログインできる職員がいません。",
            "管理画面の「職員の所属」で登録してください。",
        )
    for section in sections.filter(email=""):
        yield Finding(
            f"{opened} {section}",
            "課のメールアドレスがないため、催促を送れません。",
            "管理画面の「担当課」で登録してください。",
        )

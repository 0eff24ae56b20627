"""Filling in a section's sheet as a browser would, with and without script."""

from typing import Any

from django.test import Client

from reporting.models import Entry


def sheet_of(entry: Entry) -> str:
    section = entry.indicator.department
    return f"/admin/reporting/entry/sheet/{entry.round_id}/{section.code if section else '~none'}/"


def answer_of(entry: Entry) -> str:
    return f"/admin/reporting/entry/{entry.pk}/answer/"


def typed(entry: Entry, **fields: Any) -> dict[str, str]:
    """Return what a row just opened sends, with what was typed into it."""
    stored = Entry.objects.get(pk=entry.pk)
    row = {"stamp": stored.version, "value": "", "missing_reason": "", "missing_detail": ""}
    row |= {"note": stored.note, "source": stored.source}
    if stored.value is not None:
        row["value"] = format(stored.value.normalize(), "f")
    return {f"e{entry.pk}-{name}": str(text) for name, text in (row | fields).items()}


def send(client: Client, entry: Entry, *rows: dict[str, str], do: str = "save"):
    """Press a button of the sheet with what the rows send."""
    data = {"do": do}
    for row in rows:
        data |= row
    return client.post(sheet_of(entry), data, follow=True)


def autosave(client: Client, entry: Entry, **fields: Any):
    return client.post(answer_of(entry), typed(entry, **fields))


def told(response) -> str:
    return "\n".join(str(message) for message in response.context["messages"])

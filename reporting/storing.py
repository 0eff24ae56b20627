"""The one way in which entries are saved: locked, counted, with a reason in the history."""

from collections.abc import Iterable

from reporting.domain.states import Act, EntryState, allows, refuse
from reporting.models import Entry
from sunagawa_plan.shared.row_changes import give_reason, latest_change

CLOSED = "この年度の受付は終了しています。直すときは、政策調整課に連絡してください。"


class OvertakenError(ValueError):
    """Somebody saved in between; nothing was done."""


def locked(keys: Iterable[int]) -> list[Entry]:
    """Return entries in the book's order; whoever else wants to write them waits."""
    list(Entry.objects.filter(pk__in=keys).select_for_update().order_by("pk"))
    return list(Entry.objects.filter(pk__in=keys).with_series().in_book_order())


def locked_alone(keys: Iterable[int]) -> list[Entry]:
    """Return entries locked, with their round but without what judges them. One query."""
    rows = Entry.objects.filter(pk__in=keys).select_related("round")
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def locked_for(entry: Entry, act: Act, *, seen_version: int | None = None) -> Entry:
    """Return an entry as it is stored now, for one act.

    Raises OvertakenError (Japanese: who, when, what) where the version seen is no longer the
    stored one, and ValueError (Japanese) where state or round forbid the act.
    """
    (stored,) = locked([entry.pk])
    if seen_version is not None and stored.version != seen_version:
        raise OvertakenError(overtaken(stored))
    refuse_now(stored, act)
    return stored


def refuse_now(entry: Entry, act: Act) -> None:
    """Raise ValueError (Japanese) where the entry's state or its round forbids an act."""
    refuse(entry.standing, act)
    if is_closed_to(entry, act):
        raise ValueError(CLOSED)


def is_closed_to(entry: Entry, act: Act) -> bool:
    """Tell whether the end of the round forbids an act; corrections stay possible."""
    return entry.round.is_closed and not entry.is_correction and act is not Act.CORRECT


def may(entry: Entry, act: Act) -> bool:
    """Tell whether state and round allow an act, for screens to offer it."""
    return allows(entry.standing, act) and not is_closed_to(entry, act)


def store(entry: Entry, *, state: EntryState, way: str) -> None:
    """Save an entry in a state; way says in the history how it came (画面, ファイル, …)."""
    entry.state = state.value
    entry.version += 1
    give_reason(entry, way)
    entry.full_clean(exclude={"round", "indicator"}, validate_unique=False)
    entry.save()


def overtaken(entry: Entry) -> str:
    """Return the sentence for an entry that somebody else saved since a screen was opened."""
    change = latest_change(entry)
    if change is None:
        return "この指標は、画面を開いたあとで変更されています。"
    return (
        f"この指標は、画面を開いたあとで、{change.told}"
        "あなたの入力はまだ保存していません。見比べて、もう一度保存すると、あなたの入力になります。"
    )

"""The same as an Atom feed (RFC 4287)."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from sunagawa_plan.lib.updates import Update
from sunagawa_plan.updates.page import UpdatesPage

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
_LANGUAGE = "ja"
# Ids outlast a change of scheme; the year is when the first plan of the portal began (RFC 4151).
_TAG_YEAR = 2021


def atom(
    page: UpdatesPage, *, title: str, author: str, host: str, absolute: Callable[[str], str]
) -> str:
    """Return a page of updates as a feed.

    host names the ids; absolute makes a full address of a path. Without updates the feed has
    the time of its making as its own, as RFC 4287 wants one.
    """
    query = f"?{page.choice.query}" if page.choice.query else ""
    feed = Atom1Feed(
        title=title,
        link=absolute(reverse("updates") + query),
        description="",
        subtitle="公表した実績値と、その訂正、目標の見直し、決算などの記録です。",
        language=_LANGUAGE,
        author_name=author,
        feed_url=absolute(reverse("updates-feed") + query),
        feed_guid=f"tag:{host},{_TAG_YEAR}:updates{query}",
    )
    for update in page.updates:
        feed.add_item(
            title=_printable(_title(update)),
            link=absolute(update.url),
            # Django declares summaries as HTML.
            description=escape(_printable(_summary(update))),
            unique_id=f"tag:{host},{_TAG_YEAR}:updates/{update.key}",
            pubdate=update.when,
            updateddate=update.when,
            categories=[update.kind],
        )
    return feed.writeString("utf-8")


def _title(update: Update) -> str:
    about = f"（{update.detail}）" if update.detail else ""
    return f"{update.word}: {update.title}{about}"


def _summary(update: Update) -> str:
    """Tell an update in sentences, for readers of the feed alone."""
    parts = [update.place]
    if update.before and update.after:
        parts.append(f"{update.before} → {update.after}")
    elif update.after:
        parts.append(update.after)
    if update.has_new_standing and update.standing_before and update.standing_after:
        parts.append(f"評価 {update.standing_before.label} → {update.standing_after.label}")
    elif update.standing_after:
        parts.append(f"評価 {update.standing_after.label}")
    if update.reason:
        parts.append(f"理由: {update.reason}")
    return "。".join(parts)


def _printable(text: str) -> str:
    # What staff paste may hold characters that XML cannot.
    return "".join(character if character.isprintable() else " " for character in text)

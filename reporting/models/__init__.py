"""How values come to be published: rounds, entries, and whose they are."""

from reporting.models.comment import Comment
from reporting.models.entry import Entry
from reporting.models.membership import Membership
from reporting.models.reminder import Reminder
from reporting.models.round import Round

__all__ = ["Comment", "Entry", "Membership", "Reminder", "Round"]

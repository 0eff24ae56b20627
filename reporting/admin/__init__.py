"""The staff side of reporting: the sections' entries; rounds, their review and publication."""

from reporting.admin.entries import EntryAdmin
from reporting.admin.memberships import MembershipAdmin
from reporting.admin.people import PersonAdmin
from reporting.admin.reminders import ReminderAdmin
from reporting.admin.rounds import RoundAdmin

__all__ = ["EntryAdmin", "MembershipAdmin", "PersonAdmin", "ReminderAdmin", "RoundAdmin"]

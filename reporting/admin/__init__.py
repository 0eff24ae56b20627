"""The staff side of reporting: rounds, their review and publication."""

from reporting.admin.rounds import RoundAdmin

__all__ = ["RoundAdmin"]

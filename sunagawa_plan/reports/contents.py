from dataclasses import dataclass


@dataclass(frozen=True)
class ReportSection:
    """One entry of a report's contents; anchor is its id on the page."""

    anchor: str
    title: str

"""Rows that the database's own constraints forbid, in the constraints' own words."""

from collections.abc import Iterator

from indicators.checking.places import page_of, place_of
from sunagawa_plan.lib.finding import Finding
from sunagawa_plan.shared.broken_rows import broken_rows


def check_constraints() -> Iterator[Finding]:
    """Give a finding for every row and constraint it breaks."""
    for row, words in broken_rows("indicators"):
        remedy = f"{page_of(type(row))}でこの行を開き、直して保存してください。"
        yield Finding(place_of(row), words, remedy)

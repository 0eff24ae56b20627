"""Rows that the database's constraints or their own model refuse."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from finance.checking.places import page_of, place_of
from finance.models import SettlementAmount, SettlementItem, SoundnessValue
from sunagawa_plan.lib.finding import Finding
from sunagawa_plan.shared.broken_rows import broken_rows


def check_constraints() -> Iterator[Finding]:
    """Give a finding for every row and rule it breaks."""
    for row, words in broken_rows("finance"):
        remedy = f"{page_of(type(row))}でこの行を開き、直して保存してください。"
        yield Finding(place_of(row), words, remedy)
    rows = (
        *SettlementItem.objects.select_related("parent__parent__parent"),
        *SettlementAmount.objects.select_related("year__account", "item__parent"),
        *SoundnessValue.objects.select_related("ratio"),
    )
    for row in rows:
        try:
            row.clean()
        except ValidationError as error:
            for message in error.messages:
                remedy = f"{page_of(type(row))}で直してください。"
                yield Finding(place_of(row), message, remedy)

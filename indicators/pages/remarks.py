"""What a person wrote about a policy's year (所見), as citizens read it: signed and dated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from indicators.domain.marked_text import paragraphs_of
from indicators.models import Plan, Remark
from sunagawa_plan.lib.fiscal_year import FiscalYear


@dataclass(frozen=True)
class RemarkView:
    """A published remark; url leads to the whole of it on the policy's page."""

    fiscal_year: FiscalYear
    paragraphs: tuple[str, ...]
    signature: str
    signed_on: date | None

    @classmethod
    def from_remark(cls, remark: Remark) -> Self:
        """Take over a remark that is published."""
        return cls(
            FiscalYear(remark.fiscal_year),
            paragraphs_of(remark.text),
            remark.signature,
            remark.signed_on,
        )


def remarks_of(plan: Plan, fiscal_year: int) -> Mapping[int, RemarkView]:
    """Return a year's published remarks by the key of their policy: one query."""
    remarks = Remark.objects.published().filter(policy__goal__plan=plan, fiscal_year=fiscal_year)
    return {own.policy_id: RemarkView.from_remark(own) for own in remarks.order_by()}

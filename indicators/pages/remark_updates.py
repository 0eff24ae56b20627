"""Written judgements (所見) that were published, changed or taken back."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from indicators.models import Plan, Remark
from indicators.pages.corrections import DELETION, WITHDRAWN, public_reason
from indicators.pages.update_kinds import UpdateKind
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.updates import Pending, Update


def remark_updates(plans: Sequence[Plan]) -> Iterator[Pending]:
    """Give every change of a published remark of the plans; drafts leave no trace: one query."""
    records = Remark.history.filter(policy__goal__plan__in=plans).order_by("history_id")
    shown: dict[int, tuple[str, str] | None] = {}
    for record in records.select_related("policy__goal__plan"):
        is_public = record.is_published and record.history_type != DELETION
        before = shown.get(record.id)
        after = (record.text, record.signature) if is_public else None
        shown[record.id] = after
        if before == after:
            continue
        word = "公表" if before is None else WITHDRAWN if after is None else "訂正"
        yield Pending(
            record.history_date,
            UpdateKind.REMARK,
            record.policy.goal.plan.slug,
            partial(_tell, record, word),
        )


def _tell(record: Any, word: str) -> Update:
    policy = record.policy
    return Update(
        key=f"remark-{record.history_id}",
        when=record.history_date,
        kind=UpdateKind.REMARK,
        word=word,
        title=f"施策{policy.code} {policy.title}",
        detail=f"{FiscalYear(record.fiscal_year).full}の所見",
        place=policy.goal.plan.name,
        url=policy.get_absolute_url(),
        reason="" if word == "公表" else public_reason(record),
    )

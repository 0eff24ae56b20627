"""Writing the soundness ratios of a year: drafts, publication, corrections. All of it or nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction

from finance.domain.vocabulary import PublicationStatus
from finance.models import SoundnessRatio, SoundnessThreshold, SoundnessValue
from finance.publishing import REASON_NEEDED
from finance.ratio_entry import RatioEntry
from sunagawa_plan.shared.row_changes import give_reason

_PUBLISHED = PublicationStatus.PUBLISHED.value


@transaction.atomic
def save_ratios(
    *, fiscal_year: int, entries: Mapping[SoundnessRatio, RatioEntry], reason: str = ""
) -> None:
    """Store what was entered for a year; what stands published is corrected, the rest are drafts.

    An entry without an answer takes the value away, one without lines the year's own lines.
    Raises ValueError (Japanese) for a correction without a reason, or one that leaves a
    published ratio unanswered; ValidationError for lines that make no sense.
    """
    _lock()
    values, lines = _stored(SoundnessValue, fiscal_year), _stored(SoundnessThreshold, fiscal_year)
    is_public = any(value.is_published for value in values.values())
    if is_public and entries and not reason.strip():
        raise ValueError(REASON_NEEDED)
    for ratio, entry in entries.items():
        value = values.get(ratio.pk)
        if value is not None and value.is_published and not entry.is_answered:
            raise ValueError(f"「{ratio}」は公開済みです。比率か理由を入力してください。")
        known = {"ratio": ratio, "fiscal_year": fiscal_year}
        status = {"status": _PUBLISHED} if is_public else {}
        if not ratio.is_shared:
            row: models.Model = value or SoundnessValue(**known, **status)
            _write(row, entry.value_columns, reason, is_kept=entry.is_answered)
        line = lines.get(ratio.pk) or SoundnessThreshold(**known)
        _write(line, entry.line_columns, reason, is_kept=entry.early is not None)


@transaction.atomic
def publish_ratios(*, fiscal_year: int, by: User, at: datetime, reason: str) -> int:
    """Show the drafts of a year to citizens; return how many. ValueError unless all are there."""
    _lock()
    values = _stored(SoundnessValue, fiscal_year)
    blank = [
        ratio.name
        for ratio in SoundnessRatio.objects.all()
        if not ratio.is_shared and ratio.pk not in values
    ]
    if blank:
        raise ValueError(f"{'、'.join(blank)}が未入力です。比率か理由を入力してください。")
    drafts = [value for value in values.values() if not value.is_published]
    for value in drafts:
        value.status, value.published_at, value.published_by = _PUBLISHED, at, by
        give_reason(value, reason)
        value.save()
    return len(drafts)


def _lock() -> None:
    """Let whoever writes ratios wait until this transaction ends."""
    list(SoundnessRatio.objects.select_for_update().order_by("pk"))


def _stored(model: Any, fiscal_year: int) -> dict[int, Any]:
    return {row.ratio_id: row for row in model.objects.filter(fiscal_year=fiscal_year)}


def _write(row: Any, columns: Mapping[str, Any], reason: str, *, is_kept: bool) -> None:
    give_reason(row, reason)
    if not is_kept:
        if row.pk is not None:
            row.delete()
        return
    if row.pk is not None and all(getattr(row, name) == columns[name] for name in columns):
        return
    for name, value in columns.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()

"""What of finance can be searched: its pages with the names in their tables, ratios, notes."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from finance.domain.vocabulary import Section
from finance.models import (
    SettlementAmount,
    SettlementItem,
    SettlementYear,
    SoundnessRatio,
    SoundnessValue,
)
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.labelled_code import LabelledCode
from sunagawa_plan.lib.search import Entry, Passage


class Found(LabelledCode):
    """The group in which what was found is shown."""

    FINANCE = "finance", "財政"


def searchable() -> Iterator[Entry]:
    """Give everything to be found of finance: six queries."""
    names = _item_names()
    # The table says 財政調整 below the heading 基金; people look for 財政調整基金.
    funds = [
        name if "基金" in name else f"{name}基金" for name in names.pop(Section.FUNDS.value, [])
    ]
    settled = [name for own in names.values() for name in own]
    yield _page("dashboard", "市の財政", "歳入と歳出、基金、財政の健全さのあらまし")
    yield _page("settlement", "決算", "歳入歳出決算状況の推移と内訳", settled)
    yield _page("funds", "基金", "基金ごとの残高と推移", funds)
    yield _page("soundness", "健全化判断比率", "比率の意味、推移と法律の基準")
    yield from _ratios()
    yield from _notes()


def _page(route: str, heading: str, about: str, names: list[str] | None = None) -> Entry:
    listed = Passage("表の項目", "、".join(names or ()), "table")
    return Entry(
        kind=Found.FINANCE.value,
        heading=heading,
        place="市の財政",
        url=reverse(f"finance:{route}"),
        passages=(Passage("内容", about), *([listed] if names else ())),
    )


def _item_names() -> dict[str, list[str]]:
    """Return the names that items bear or bore in published tables, by section."""
    years = SettlementYear.objects.published()
    names: dict[str, list[str]] = {}
    for item in SettlementItem.objects.filter(account__years__in=years).distinct().with_names():
        own = names.setdefault(item.section, [])
        own += [item.name, *(later.name for later in item.later_names.all())]
    return {section: list(dict.fromkeys(own)) for section, own in names.items()}


def _ratios() -> Iterator[Entry]:
    told: dict[int, list[Passage]] = {}
    for value in SoundnessValue.objects.published().exclude(detail=""):
        year = FiscalYear(value.fiscal_year).wareki
        told.setdefault(value.ratio_id, []).append(Passage(year, value.detail, ""))
    for ratio in SoundnessRatio.objects.all():
        yield Entry(
            kind=Found.FINANCE.value,
            heading=ratio.name,
            place="市の財政　健全化判断比率",
            url=f"{reverse('finance:soundness')}#{ratio.code}",
            passages=(Passage("法律の基準", ratio.threshold_name), *told.get(ratio.pk, ())),
        )


def _notes() -> Iterator[Entry]:
    """Give what is written beside published years and their amounts."""
    told: dict[int, list[Passage]] = {}
    noted = SettlementAmount.objects.filter(year__in=SettlementYear.objects.published())
    for amount in noted.exclude(Q(note="") & Q(difference_reason="")).select_related("item"):
        texts = filter(None, (amount.note, amount.difference_reason))
        own = told.setdefault(amount.year_id, [])
        own += [Passage(amount.item.name, " ".join(text.split()), "table") for text in texts]
    for year in SettlementYear.objects.published().select_related("account"):
        note = [Passage("注記", " ".join(year.note.split()), "about")] if year.note else []
        if found := (*note, *told.get(year.pk, ())):
            yield Entry(
                kind=Found.FINANCE.value,
                heading=f"{FiscalYear(year.fiscal_year).full}の{year.account}決算",
                place="市の財政　決算",
                url=f"{reverse('finance:settlement')}?year={year.fiscal_year}",
                passages=found,
            )

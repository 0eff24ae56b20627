"""Every public file, shelf by shelf: what it is, what it holds, where it stands."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.conf import settings
from django.urls import reverse

from finance.exports.catalogue import DATASETS as FINANCE_DATASETS
from finance.exports.catalogue import finance_table
from finance.exports.extents import finance_change, finance_extents
from finance.models import SettlementYear, SoundnessRatio
from indicators.exports.catalogue import DATASETS as PLAN_DATASETS
from indicators.exports.catalogue import file_names, plan_table
from indicators.exports.extents import Extents, plan_changes, plan_extents
from indicators.exports.progress import DATASET as PROGRESS
from indicators.models import Plan
from sunagawa_plan.lending import lend
from sunagawa_plan.lib.downloads import FORMS
from sunagawa_plan.lib.fiscal_year import FiscalYear
from sunagawa_plan.lib.tables import Table
from sunagawa_plan.lib.tables.dataset import Dataset, Extent
from sunagawa_plan.open_data.descriptions import DESCRIPTIONS, description_table

CITY = "砂川市"
CITY_CODE = "012262"
FORM_TITLES = {
    "csv": "CSV（UTF-8）",
    "cp932.csv": "CSV（CP932）",
    "xlsx": "Excel",
    "json": "JSON",
}
LICENCE_UNDECIDED = "未定です。市が利用条件を定めたら、ここに示します。"


@dataclass(frozen=True)
class Licence:
    """On what terms the city lets its data be used; never invented."""

    text: str
    url: str = ""

    @property
    def is_decided(self) -> bool:
        return bool(self.url) or self.text != LICENCE_UNDECIDED

    @classmethod
    def of_the_city(cls) -> "Licence":
        return cls(settings.DATA_LICENCE or LICENCE_UNDECIDED, settings.DATA_LICENCE_URL)


@dataclass(frozen=True)
class PublicFile:
    """One table in all its forms. `folder` starts and ends with a slash."""

    dataset: Dataset
    name: str
    title: str
    folder: str
    extent: Extent
    table: Callable[[], Table]

    def address(self, suffix: str) -> str:
        return f"{self.folder}{self.name}.{suffix}"

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Return (form in words, address) pairs, in the order in which they are offered."""
        return tuple((FORM_TITLES[suffix], self.address(suffix)) for suffix in FORMS)

    @property
    def described_at(self) -> str:
        """Return the address of the metadata of the UTF-8 file."""
        return f"{self.address('csv')}-metadata.json"

    @property
    def years(self) -> tuple[FiscalYear, FiscalYear] | None:
        """Return the first and the last fiscal year that it covers, if it is of years."""
        if self.extent.first_year is None or self.extent.last_year is None:
            return None
        return FiscalYear(self.extent.first_year), FiscalYear(self.extent.last_year)

    @property
    def years_in_words(self) -> str:
        """Return the years as text: one, or the first to the last; nothing for none."""
        if self.years is None:
            return ""
        first, last = self.years
        return first.full if first == last else f"{first.full}から{last.full}まで"


@dataclass(frozen=True)
class Shelf:
    """The files of one plan, or of finance. `code` is its name in identifiers and anchors."""

    code: str
    plan_slug: str
    title: str
    about: str
    publisher: str
    region_code: str
    source: str
    page: str
    changed_at: datetime | None
    files: tuple[PublicFile, ...]

    def identifier(self, file: PublicFile) -> str:
        return f"{self.code}-{file.name}"

    @property
    def groups(self) -> tuple[tuple[Dataset, tuple[PublicFile, ...]], ...]:
        """Return each declaration with its files: one, or one per year."""
        found: dict[str, list[PublicFile]] = {}
        for file in self.files:
            found.setdefault(file.dataset.name, []).append(file)
        return tuple((files[0].dataset, tuple(files)) for files in found.values())


def public_shelves(today: date) -> tuple[Shelf, ...]:
    """Return all that the portal publishes, the newest plan first; drafts are not looked at.

    The number of queries does not grow with plans, indicators or years.
    """
    return (
        *plan_shelves(Plan.objects.published(), today),
        finance_shelf(),
        descriptions_shelf(),
    )


def plan_shelves(plans: Iterable[Plan], today: date) -> tuple[Shelf, ...]:
    """Return the shelves of plans that are published."""
    plans = list(plans)
    extents, changes = plan_extents(plans, today), plan_changes(plans)
    return tuple(_plan_shelf(plan, extents[plan.pk], changes.get(plan.pk), today) for plan in plans)


def files_of(shelves: Iterable[Shelf]) -> Iterator[tuple[Shelf, PublicFile]]:
    for shelf in shelves:
        for file in shelf.files:
            yield shelf, file


def _plan_shelf(plan: Plan, extents: Extents, changed_at: datetime | None, today: date) -> Shelf:
    declared = {dataset.name: dataset for dataset in PLAN_DATASETS}
    return Shelf(
        # A plan may be called "finance" too.
        code=f"plan-{plan.slug}",
        plan_slug=plan.slug,
        title=plan.name,
        about="計画に掲げた指標、目標値、実績値、年度ごとの評価と用語解説です。",
        publisher=plan.municipality,
        region_code=plan.region_code,
        source=f"{plan.name}の計画書。実績値の出典は、ファイルの source の列に示しています。",
        page=plan.get_absolute_url(),
        changed_at=changed_at,
        files=tuple(
            _plan_file(plan, declared.get(name, PROGRESS), name, extents[name], today)
            for name in file_names(plan)
        ),
    )


def _plan_file(plan: Plan, dataset: Dataset, name: str, extent: Extent, today: date) -> PublicFile:
    return PublicFile(
        dataset=dataset,
        name=name,
        title=_title(dataset, name),
        folder=_folder(reverse("indicators:file", args=[plan.slug, name, "csv"])),
        extent=extent,
        table=partial(plan_table, plan, name, today),
    )


def _title(dataset: Dataset, name: str) -> str:
    if dataset is not PROGRESS:
        return dataset.title
    return f"{dataset.title}（{FiscalYear(int(name.rpartition('-')[2])).full}）"


def finance_shelf() -> Shelf:
    shared = lend(SoundnessRatio.objects.all()).ratios
    extents = finance_extents(shared)
    sources = SettlementYear.objects.published().exclude(source="").order_by("source")
    named = "、".join(sources.values_list("source", flat=True).distinct())
    return Shelf(
        code="finance",
        plan_slug="",
        title="財政",
        about="決算、基金の残高と、財政の健全さを示す比率です。",
        publisher=CITY,
        region_code=CITY_CODE,
        source=f"決算と基金：{named or '登録がありません'}。比率の出典は、ファイルの source の列に示しています。",
        page=reverse("finance:dashboard"),
        changed_at=finance_change(),
        files=tuple(
            PublicFile(
                dataset=dataset,
                name=dataset.name,
                title=dataset.title,
                folder=_folder(reverse("finance:file", args=[dataset.name, "csv"])),
                extent=extents[dataset.name],
                table=partial(finance_table, dataset.name, shared),
            )
            for dataset in FINANCE_DATASETS
        ),
    )


def descriptions_shelf() -> Shelf:
    """The shelf of the files that explain the others; they change with a release only."""
    return Shelf(
        code="open-data",
        plan_slug="",
        title="ファイルの説明",
        about="すべてのファイルの列と、使っているコードの意味を表にしたものです。",
        publisher=CITY,
        region_code=CITY_CODE,
        source="このサイト",
        page=reverse("open_data:index"),
        changed_at=None,
        files=tuple(
            PublicFile(
                dataset=dataset,
                name=dataset.name,
                title=dataset.title,
                folder=_folder(reverse("open_data:file", args=[dataset.name, "csv"])),
                extent=Extent(sum(1 for _ in description_table(dataset.name).rows)),
                table=partial(description_table, dataset.name),
            )
            for dataset in DESCRIPTIONS
        ),
    )


def _folder(address: str) -> str:
    return address.rpartition("/")[0] + "/"

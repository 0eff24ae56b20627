"""Load the sample values of the demo: marked as such, and never among real ones."""

from dataclasses import replace
from pathlib import Path

from indicators.loading.book import AnnualValueEntry
from indicators.loading.plan import AUTHOR as PLAN_AUTHOR
from indicators.loading.plan import write_book
from indicators.loading.reading import read_annual_values, read_book, read_sdg_goals
from indicators.models import AnnualValue
from sunagawa_plan.shared.loading.problems import PlanFileError
from sunagawa_plan.shared.loading.report import LoadReport

AUTHOR = "load_sample"
SOURCE = "サンプル（実在の値ではありません）"
NOTE = "【サンプル】実在の値ではありません。"
_AUTHORS = frozenset({PLAN_AUTHOR, AUTHOR})


def load_sample(plan_folder: Path, sample: Path, *, sdg_goals: Path) -> LoadReport:
    """Load a plan with sample values in place of its own; idempotent like load_plan.

    What somebody typed into the demo stays. Raises PlanFileError for a sample that does not name
    itself one, ValueError (Japanese) for a database that holds real entries.
    """
    _refuse_real_database()
    samples = tuple(_marked(value) for value in read_annual_values(sample))
    book = read_book(plan_folder)
    replaced = {_name(value) for value in samples}
    real = tuple(value for value in book.annual_values if _name(value) not in replaced)
    book = replace(book, annual_values=real + samples)
    return write_book(book, read_sdg_goals(sdg_goals), author=AUTHOR, authors=_AUTHORS)


def _refuse_real_database() -> None:
    """A demo's database has sample values from its first run on; a real one has other entries."""
    history = AnnualValue.history
    loaded = history.filter(history_change_reason__in=_AUTHORS).values("id")
    is_demo = history.filter(history_change_reason=AUTHOR).exists()
    if not is_demo and AnnualValue.objects.exclude(pk__in=loaded).exists():
        raise ValueError(
            "このデータベースには職員が入力した実績値があります。"
            "サンプルは、サンプル専用のデータベースにだけ読み込めます。"
        )


def _marked(value: AnnualValueEntry) -> AnnualValueEntry:
    if value.source != SOURCE:
        raise PlanFileError([f"{value.place}: 出典（source）を「{SOURCE}」にしてください。"])
    return replace(value, note=NOTE + value.note)


def _name(value: AnnualValueEntry) -> tuple[str, int]:
    return value.indicator_code, value.fiscal_year

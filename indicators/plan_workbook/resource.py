"""An uploaded plan workbook, as import-export wants it: previewed, then brought in at one go."""

from typing import Any

from django.db import transaction
from import_export import resources
from import_export.formats.base_formats import Format
from import_export.results import Error

from indicators.loading.book import PlanBook
from indicators.loading.plan import write_book
from indicators.loading.stored_book import book_of
from indicators.models import Plan
from indicators.plan_workbook.book_rows import rows_of_sheets
from indicators.plan_workbook.comparing import differences
from indicators.plan_workbook.reading import read_plan_workbook
from indicators.plan_workbook.sheets import SHEETS
from sunagawa_plan.lib.tables import Sheet, read_book
from sunagawa_plan.shared.loading.problems import PlanFileError
from sunagawa_plan.shared.loading.report import LoadReport
from sunagawa_plan.shared.upload_results import SHOWN_ROWS, RowOutcome, UploadResult

# The reason in the history of every row that a workbook brought in, by which its rows are known.
AUTHOR = "計画のブックの取り込み"
_PUBLISHED = (
    "この計画は公開されているため、ブックでは変えられません。画面か、指標・目標値・用語解説のファイルで"
    "変えてください。登録との違いは次のとおりです。"
)
_HEADERS = ["種類", "件数", "内容"]
# What a row of a sheet is called in the preview: the first of these columns that it has.
_NAMES = ("term", "title", "name")
_TOLD_LENGTH = 300


class PlanWorkbook(Format):
    """The workbook of one plan; only the sheets of a plan are read."""

    def __init__(self, encoding: str | None = None) -> None:
        """Take, and ignore, the encoding that import-export guesses."""

    def get_title(self) -> str:
        return "計画のブック"

    def get_extension(self) -> str:
        return "xlsx"

    def can_import(self) -> bool:
        return True

    def create_dataset(self, in_stream: bytes) -> dict[str, Sheet]:
        """Return the sheets by name; ValueError (Japanese) if there are none."""
        wanted = {sheet.title for sheet in SHEETS}
        sheets = read_book(in_stream, filename="アップロードしたファイル", wanted=wanted)
        if not sheets:
            raise ValueError(
                "計画のシート（「計画」「施策」「指標」など）が1つもないか、中身が空です。"
                "「ひな形を保存」で保存したブックに入力してください。"
            )
        return sheets


class PlanResult(UploadResult):
    """Tells kinds of rows, not single ones: none is left out."""

    more_changed = 0


class PlanWorkbookResource(resources.Resource):
    """Brings a plan in, unpublished. A published one is only compared; a draft is brought up to date.

    Rows that staff have changed in the meantime stay, and nothing is deleted.
    """

    @classmethod
    def get_display_name(cls) -> str:
        return "計画のブック"

    def import_data(self, dataset: Any, dry_run: Any = False, **kwargs: Any) -> UploadResult:  # noqa: FBT002
        result = PlanResult()
        result.diff_headers = _HEADERS
        try:
            with transaction.atomic():
                list(Plan.objects.select_for_update())
                kwargs.get("refuse_overtaken", lambda: None)()
                book = read_plan_workbook(dataset)
                _tell(result, bring_in(book, dry_run=dry_run), _names(book))
        except PlanFileError as error:
            result.base_errors = [Error(ValueError(told)) for told in _first(error.problems)]
        except ValueError as error:
            result.append_base_error(Error(error))
        return result


def bring_in(book: PlanBook, *, dry_run: bool) -> LoadReport:
    """Bring the database to what a workbook says; PlanFileError, with nothing done, if it may not."""
    stored = Plan.objects.filter(slug=book.plan.slug).first()
    if stored is not None:
        found = differences(book_of(stored), book)
        if not found:
            return LoadReport(book.plan.name, ())
        if stored.is_published:
            raise PlanFileError([_PUBLISHED, *found])
    return write_book(book, (), author=AUTHOR, authors=frozenset({AUTHOR}), dry_run=dry_run)


def _first(problems: tuple[str, ...]) -> list[str]:
    more = len(problems) - SHOWN_ROWS
    return [*problems[:SHOWN_ROWS], *([f"ほかに{more}件あります。"] if more > 0 else [])]


def _names(book: PlanBook) -> dict[str, str]:
    """Return what the rows of each sheet are called, all in one text, by the sheet's title."""
    told = {}
    for sheet, rows in rows_of_sheets(book).items():
        keys = [column.name for column in sheet.columns if column.name in _NAMES]
        name = next((name for name in _NAMES if name in keys), None)
        listed = "、".join(str(row[name]) for row in rows) if name else ""
        short = len(listed) > _TOLD_LENGTH
        told[sheet.title] = f"{listed[:_TOLD_LENGTH]}…" if short else listed
    return told


def _tell(result: UploadResult, report: LoadReport, names: dict[str, str]) -> None:
    for tally in report.tallies:
        result.totals["new"] += tally.created
        result.totals["update"] += tally.updated
        result.totals["skip"] += tally.unchanged
        is_all_new = not (tally.updated or tally.unchanged or tally.kept)
        for kind, count in (("new", tally.created), ("update", tally.updated)):
            if count:
                told = names.get(tally.title, "") if is_all_new else ""
                result.append_row_result(_outcome(kind, tally.title, f"{count}件", told))
        result.kept += tally.kept + tally.taken_away + tally.left_over


def _outcome(kind: str, *cells: str) -> RowOutcome:
    row = RowOutcome()
    row.import_type = kind
    row.diff = [*cells]
    return row

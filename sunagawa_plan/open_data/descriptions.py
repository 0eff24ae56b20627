"""The files that explain the others: every column, and every code with its word."""

from collections.abc import Iterator

from finance.exports.catalogue import DATASETS as FINANCE_DATASETS
from indicators.exports.catalogue import DATASETS as PLAN_DATASETS
from sunagawa_plan.lib.tables import Row, Table
from sunagawa_plan.lib.tables.dataset import CodeList, Dataset, Datatype, column

COLUMNS = Dataset(
    "columns",
    "列の説明",
    (
        column(
            "file", "ファイル", "ファイルの名前。progress は年度ごとのファイル", is_required=True
        ),
        column(
            "position",
            "列の順番",
            "左から数えた順番",
            datatype=Datatype.INTEGER,
            unit="番目",
            is_required=True,
        ),
        column("name", "列の名前", "ファイルの1行目にある名前", is_required=True),
        column("title", "列の見出し", "日本語の見出し", is_required=True),
        column(
            "datatype",
            "型",
            "値の型。名前はCSV on the Webのもの",
            codes=CodeList.of("datatype", "値の型", Datatype),
            is_required=True,
        ),
        column("unit", "単位", "単位のない列では空欄"),
        column("code_list", "コード表", "codes の code_list の名前。コードでない列では空欄"),
        column(
            "is_required",
            "必ず値がある",
            "どの行でも空欄にならない列はtrue",
            datatype=Datatype.BOOLEAN,
            is_required=True,
        ),
        column("meaning", "説明", "列の意味と、空欄になるとき", is_required=True),
    ),
    about="公開しているすべてのファイルの列です。1行が1つの列です。",
    key=("file", "name"),
)
CODES = Dataset(
    "codes",
    "コード表",
    (
        column("code_list", "コード表", "コード表の名前", is_required=True),
        column("code_list_title", "コード表の見出し", "日本語の見出し", is_required=True),
        column("code", "コード", "ファイルに書かれている値", is_required=True),
        column("label", "意味", "日本語の言葉", is_required=True),
    ),
    about="ファイルに出てくるコードと、その意味です。1行が1つのコードです。",
    key=("code_list", "code"),
)
DESCRIPTIONS = (COLUMNS, CODES)
# Every declaration, each once, in the order of /open-data/.
EVERY_DATASET = (*PLAN_DATASETS, *FINANCE_DATASETS, *DESCRIPTIONS)


def code_lists() -> tuple[CodeList, ...]:
    """Return every code list of the files, each once, in the order in which they are met."""
    columns = (column for dataset in EVERY_DATASET for column in dataset.columns)
    met = {column.codes.name: column.codes for column in columns if column.codes}
    return tuple(met.values())


def description_table(name: str) -> Table:
    """Return a describing file by name. LookupError if there is none of the name."""
    match name:
        case COLUMNS.name:
            return COLUMNS.table(_column_rows())
        case CODES.name:
            return CODES.table(_code_rows())
    raise LookupError(name)


def _column_rows() -> Iterator[Row]:
    for dataset in EVERY_DATASET:
        for position, each in enumerate(dataset.columns, start=1):
            yield (
                dataset.name,
                position,
                each.name,
                each.title,
                each.datatype.value,
                each.unit or None,
                each.codes.name if each.codes else None,
                each.is_required,
                each.meaning,
            )


def _code_rows() -> Iterator[Row]:
    for listed in code_lists():
        for code, label in listed.codes:
            yield listed.name, listed.title, code, label

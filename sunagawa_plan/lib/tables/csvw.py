"""CSV on the Web: what a CSV file holds, in the words of the W3C vocabulary for tabular data."""

from typing import Any

from sunagawa_plan.lib.tables.dataset import Dataset, DescribedColumn
from sunagawa_plan.lib.tables.escapes import to_cp932

MEDIA_TYPE = "application/csvm+json"


# Labels of the WHATWG Encoding Standard, which the vocabulary asks for. Of the labels that it
# has for CP932, ms932 is the one that Python knows too.
ENCODINGS = {"csv": "utf-8", "cp932.csv": "ms932"}


def csvw_table(dataset: Dataset, *, url: str, suffix: str) -> dict[str, Any]:
    """Describe one CSV file: its dialect and its columns. `url` is relative to the description.

    Context and what is said of the whole (title, publisher, licence) are the caller's. KeyError
    for a suffix that is of no CSV file.
    """
    encoding = ENCODINGS[suffix]
    schema: dict[str, Any] = {"columns": [_column(column, encoding) for column in dataset.columns]}
    if dataset.key:
        schema["primaryKey"] = list(dataset.key)
    return {
        "url": url,
        "dialect": {
            "encoding": encoding,
            "lineTerminators": ["\r\n"],
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
            "headerRowCount": 1,
            "skipBlankRows": False,
            "trim": False,
        },
        "tableSchema": schema,
    }


def _column(column: DescribedColumn, encoding: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        # A validator looks for the file's own heading among the titles.
        "titles": [column.name, column.title],
        "dc:description": column.meaning,
        "datatype": _datatype(column, encoding),
        "required": column.is_required,
    }
    if column.unit:
        described["schema:unitText"] = column.unit
    return described


def _datatype(column: DescribedColumn, encoding: str) -> str | dict[str, str]:
    if column.codes is None:
        return column.datatype.value
    codes = (_written(code, encoding) for code in column.codes.values)
    return {"base": column.datatype.value, "format": "|".join(codes)}


def _written(code: str, encoding: str) -> str:
    """The code as it stands in the file: ↗ is no character of CP932."""
    return code if encoding == "utf-8" else to_cp932(code).decode("cp932")

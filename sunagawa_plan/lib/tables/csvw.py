"""CSV on the Web: what a CSV file holds, in the words of the W3C vocabulary for tabular data."""

from typing import Any

from sunagawa_plan.lib.tables.dataset import Dataset, DescribedColumn

MEDIA_TYPE = "application/csvm+json"


def csvw_table(dataset: Dataset, *, url: str, encoding: str) -> dict[str, Any]:
    """Describe one CSV file: its dialect and its columns. `url` is relative to the description.

    `encoding` is a name of the WHATWG Encoding Standard. Context and what is said of the whole
    (title, publisher, licence) are the caller's.
    """
    schema: dict[str, Any] = {"columns": [_column(column) for column in dataset.columns]}
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


def _column(column: DescribedColumn) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        # A validator looks for the file's own heading among the titles.
        "titles": [column.name, column.title],
        "dc:description": column.meaning,
        "datatype": _datatype(column),
        "required": column.is_required,
    }
    if column.unit:
        described["schema:unitText"] = column.unit
    return described


def _datatype(column: DescribedColumn) -> str | dict[str, str]:
    if column.codes is None:
        return column.datatype.value
    return {"base": column.datatype.value, "format": "|".join(column.codes.values)}

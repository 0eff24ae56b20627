"""/api/openapi.json: every JSON address of the portal, from the declarations of the files."""

from collections.abc import Iterator, Sequence
from typing import Any

from finance.exports.catalogue import DATASETS as FINANCE_DATASETS
from indicators.exports.catalogue import DATASETS as PLAN_DATASETS
from indicators.exports.progress import DATASET as PROGRESS
from sunagawa_plan.lib.tables import csvw
from sunagawa_plan.lib.tables.dataset import Dataset, Datatype, DescribedColumn
from sunagawa_plan.open_data import dcat
from sunagawa_plan.open_data.csvw import sample_marked
from sunagawa_plan.open_data.descriptions import DESCRIPTIONS, EVERY_DATASET
from sunagawa_plan.open_data.shelves import CITY, Licence, Shelf, files_of

Node = dict[str, Any]

VERSION = "1.0.0"
_JSON = "application/json"
_TYPES: dict[Datatype, Node] = {
    Datatype.STRING: {"type": "string"},
    Datatype.INTEGER: {"type": "integer"},
    Datatype.DECIMAL: {"type": "number"},
    Datatype.BOOLEAN: {"type": "boolean"},
    Datatype.DATETIME: {"type": "string", "format": "date-time"},
}
_OBJECT: Node = {"type": "object"}
_FIGURE: Node = {
    "type": "object",
    "description": "plotly.js が描く図",
    "required": ["data", "layout"],
    "properties": {"data": {"type": "array", "items": _OBJECT}, "layout": _OBJECT},
}


def openapi_document(shelves: Sequence[Shelf], licence: Licence) -> Node:
    """Return the document. Plans and years are those that are published; codes those declared."""
    info: Node = {
        "title": f"{CITY} 総合計画の進み具合 オープンデータ",
        "version": VERSION,
        "description": sample_marked(
            "公開しているJSONファイルの説明です。登録もキーも要りません。読み取り（GETとHEAD）だけが"
            f"できます。利用条件：{licence.text}"
        ),
    }
    if licence.url:
        info["license"] = {"name": licence.text, "url": licence.url}
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": "/"}],
        "paths": dict(_paths(shelves)),
        "components": {
            "schemas": {_file_name(dataset): _file(dataset) for dataset in EVERY_DATASET},
            "headers": _HEADERS,
            "responses": _RESPONSES,
            "parameters": _CONDITIONS,
        },
    }


def _paths(shelves: Sequence[Shelf]) -> Iterator[tuple[str, Node]]:
    plan, plan_shelves = _plan_parameter(shelves), [s for s in shelves if s.plan_slug]
    for dataset in PLAN_DATASETS if plan_shelves else ():
        if dataset is PROGRESS:
            path, parameters = f"{dataset.name}-{{fiscal_year}}", [plan, _year(plan_shelves)]
        else:
            path, parameters = dataset.name, [plan]
        yield _table(f"/plans/{{plan}}/data/{path}.json", dataset, parameters)
    for dataset in FINANCE_DATASETS:
        yield _table(f"/finance/data/{dataset.name}.json", dataset, [])
    for dataset in DESCRIPTIONS:
        yield _table(f"/open-data/data/{dataset.name}.json", dataset, [])
    yield from _metadata(shelves, plan if plan_shelves else None)
    yield from _figures(plan if plan_shelves else None)
    yield _path("/open-data/catalog.jsonld", "DCATのカタログ", _OBJECT, media=dcat.MEDIA_TYPE)
    yield _path("/api/openapi.json", "この説明", _OBJECT)


def _metadata(shelves: Sequence[Shelf], plan: Node | None) -> Iterator[tuple[str, Node]]:
    folders = {"/finance/data/": "finance", "/open-data/data/": "open-data"}
    for folder, code in folders.items():
        names = sorted(file.name for shelf, file in files_of(shelves) if shelf.code == code)
        yield _described(folder, [_choice("file", "ファイルの名前", names)])
    if plan:
        plans = [shelf for shelf in shelves if shelf.plan_slug]
        names = sorted({file.name for _, file in files_of(plans)})
        yield _described("/plans/{plan}/data/", [plan, _choice("file", "ファイルの名前", names)])


def _described(folder: str, parameters: list[Node]) -> tuple[str, Node]:
    form = _choice("form", "CSVの形", ["csv", "cp932.csv"])
    path = f"{folder}{{file}}.{{form}}-metadata.json"
    title = "CSVファイルの説明（CSV on the Web）"
    return _path(path, title, _OBJECT, [*parameters, form], media=csvw.MEDIA_TYPE)


def _figures(plan: Node | None) -> Iterator[tuple[str, Node]]:
    code: Node = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "maxLength": 60}
    if plan:
        indicator = _parameter("indicator", "指標番号", code)
        yield _path(
            "/plans/{plan}/indicators/{indicator}/figure.json",
            "指標の図",
            _FIGURE,
            [plan, indicator],
        )
    yield _path(
        "/finance/figures/{name}.json", "決算の図", _FIGURE, [_parameter("name", "図の名前", code)]
    )
    yield _path(
        "/finance/soundness/{ratio}/figure.json",
        "比率の図",
        _FIGURE,
        [_parameter("ratio", "比率コード", code)],
    )


def _table(path: str, dataset: Dataset, parameters: list[Node]) -> tuple[str, Node]:
    schema = {"$ref": f"#/components/schemas/{_file_name(dataset)}"}
    return _path(path, dataset.title, schema, parameters, about=dataset.about)


def _path(
    path: str,
    title: str,
    schema: Node,
    parameters: Sequence[Node] = (),
    *,
    media: str = _JSON,
    about: str = "",
) -> tuple[str, Node]:
    """Return an address with its two methods; HEAD tells the headers of GET without its body."""
    name = path.translate(str.maketrans("/{}.", "____")).strip("_")
    both = {
        "304": {"$ref": "#/components/responses/NotModified"},
        "404": {"$ref": "#/components/responses/NotFound"},
    }
    headers = {header: {"$ref": f"#/components/headers/{header}"} for header in _HEADERS}
    found = {"description": title, "headers": headers}
    read = {"operationId": f"get_{name}", "summary": title, "description": sample_marked(about)}
    head = {"operationId": f"head_{name}", "summary": f"{title}の見出しだけ"}
    conditions = [{"$ref": f"#/components/parameters/{name}"} for name in _CONDITIONS]
    return path, {
        "parameters": [*parameters, *conditions],
        "get": read
        | {"responses": {"200": found | {"content": {media: {"schema": schema}}}, **both}},
        "head": head | {"responses": {"200": found, **both}},
    }


def _plan_parameter(shelves: Sequence[Shelf]) -> Node:
    slugs = [shelf.plan_slug for shelf in shelves if shelf.plan_slug]
    return _choice("plan", "計画のアドレス用の名前", slugs)


def _year(shelves: Sequence[Shelf]) -> Node:
    years = sorted(
        {
            file.years[0].start
            for _, file in files_of(shelves)
            if file.dataset is PROGRESS and file.years
        }
    )
    return _parameter("fiscal_year", "年度が始まる西暦年", {"type": "integer", "enum": years})


def _choice(name: str, about: str, values: Sequence[str]) -> Node:
    return _parameter(name, about, {"type": "string", "enum": list(values)})


def _parameter(name: str, about: str, schema: Node) -> Node:
    return {"name": name, "in": "path", "required": True, "description": about, "schema": schema}


def _file_name(dataset: Dataset) -> str:
    return f"{dataset.name}_file"


def _file(dataset: Dataset) -> Node:
    """Return the schema of a JSON file: a small heading, then one object per row."""
    named = {
        "type": "object",
        "required": ["name", "title"],
        "additionalProperties": False,
        "properties": {"name": {"type": "string"}, "title": {"type": "string"}},
    }
    return {
        "type": "object",
        "description": dataset.about,
        "required": ["name", "title", "columns", "rows"],
        "additionalProperties": False,
        "properties": {
            "name": {"type": "string"},
            "title": {"type": "string"},
            "columns": {"type": "array", "items": named},
            "rows": {"type": "array", "items": _row(dataset)},
        },
    }


def _row(dataset: Dataset) -> Node:
    return {
        "type": "object",
        "required": [column.name for column in dataset.columns],
        "additionalProperties": False,
        "properties": {column.name: _cell(column) for column in dataset.columns},
    }


def _cell(column: DescribedColumn) -> Node:
    unit = f"（単位：{column.unit}）" if column.unit else ""
    described = {"title": column.title, "description": column.meaning + unit}
    kind = dict(_TYPES[column.datatype])
    if column.codes:
        kind["enum"] = list(column.codes.values)
    if not column.is_required:
        kind["type"] = [kind["type"], "null"]
        if "enum" in kind:
            kind["enum"].append(None)
    return described | kind


_HEADERS: Node = {
    "ETag": {
        "description": "内容が同じ間は変わらない符号。If-None-Match に入れると、変わっていないとき304が返る",
        "schema": {"type": "string"},
    },
    "Last-Modified": {
        "description": "最後に内容が変わった時刻。If-Modified-Since に入れられる",
        "schema": {"type": "string"},
    },
}
_CONDITIONS: Node = {
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "手元にある内容の ETag",
        "schema": {"type": "string"},
    },
    "IfModifiedSince": {
        "name": "If-Modified-Since",
        "in": "header",
        "description": "手元にある内容の Last-Modified",
        "schema": {"type": "string"},
    },
}
_RESPONSES: Node = {
    "NotModified": {"description": "手元にある内容のままで変わっていない（本文はない）"},
    "NotFound": {
        "description": "その名前の計画、ファイル、年度、指標はない",
        "content": {"text/html": {"schema": {"type": "string"}}},
    },
}

"""/api/openapi.json, held against the portal by schemathesis: in this process, the same each run."""

import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup

from sunagawa_plan.lib.tables.dataset import Datatype
from sunagawa_plan.open_data import openapi
from sunagawa_plan.open_data.shelves import files_of, public_shelves
from sunagawa_plan.wsgi import application
from tests.factories.every_case import DRAFT
from tests.factories.indicators import make_annual_value
from tests.sunagawa_plan.open_data.test_shelves import TODAY

pytestmark = pytest.mark.django_db

ADDRESS = "/api/openapi.json"
# Every JSON address that the portal has, by its method and as the document writes it.
DESCRIBED = {
    "/plans/{plan}/data/indicators.json",
    "/plans/{plan}/data/targets.json",
    "/plans/{plan}/data/values.json",
    "/plans/{plan}/data/progress-{fiscal_year}.json",
    "/plans/{plan}/data/glossary.json",
    "/plans/{plan}/data/{file}.{form}-metadata.json",
    "/plans/{plan}/indicators/{indicator}/figure.json",
    "/finance/data/settlement.json",
    "/finance/data/funds.json",
    "/finance/data/soundness.json",
    "/finance/data/{file}.{form}-metadata.json",
    "/finance/figures/{name}.json",
    "/finance/soundness/{ratio}/figure.json",
    "/open-data/data/columns.json",
    "/open-data/data/codes.json",
    "/open-data/data/{file}.{form}-metadata.json",
    "/open-data/catalog.jsonld",
    "/api/openapi.json",
}


@pytest.fixture(autouse=True)
def _one_connection():
    """The application ends each request by closing its connection, in which the test's rows lie."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


# The same cases in every run, and few: each address reads a file.
BOUNDED = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def operations():
    """Read the document off the running application, as a stranger would."""
    api = schemathesis.openapi.from_wsgi(ADDRESS, application)
    api.validate()
    return [result.ok() for result in api.get_all_operations()]


def confirm(operation, mode):
    """Let schemathesis ask an address in every way that it can think of, and judge the answers."""

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        # It asks for gzip and, in one process, does not unpack it.
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    ask()


def test_every_address_answers_as_described(every_case):
    described = operations()

    # What it read the document from it does not ask again.
    assert {(each.method, each.path) for each in described} == {
        (method, path) for method in ("get", "head") for path in DESCRIBED
    } - {("get", ADDRESS)}
    for operation in described:
        confirm(operation, GenerationMode.POSITIVE)


def test_every_address_refuses_as_described(every_case):
    """What is not described (a plan that does not exist, another method) is 404 or 405."""
    asked = [operation for operation in operations() if operation.path_parameters]

    assert asked
    for operation in asked:
        confirm(operation, GenerationMode.NEGATIVE)


def test_a_wrong_description_is_found(every_case, monkeypatch):
    """Else the tests above could not fail."""
    monkeypatch.setitem(openapi._TYPES, Datatype.DECIMAL, {"type": "string"})
    (values,) = (
        operation
        for operation in operations()
        if (operation.method, operation.path) == ("get", "/plans/{plan}/data/values.json")
    )

    with pytest.raises(FailureGroup, match="Response violates schema"):
        confirm(values, GenerationMode.POSITIVE)


def test_every_json_address_is_described(client, every_case):
    document = json.loads(client.get(ADDRESS).content)

    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == DESCRIBED
    for path, operations in document["paths"].items():
        for method in ("get", "head"):
            assert set(operations[method]["responses"]) == {"200", "304", "404"}, path


def test_every_file_is_described(client, every_case):
    document = json.loads(client.get(ADDRESS).content)
    written = [path.partition("{")[0] for path in document["paths"]]

    for _, file in files_of(public_shelves(TODAY)):
        address = file.address("json").replace("every-case", "{plan}")
        assert any(address.startswith(start) for start in written), address
    plans = document["paths"]["/plans/{plan}/data/values.json"]["parameters"][0]["schema"]["enum"]
    assert plans == ["every-case"]


def test_codes_and_empty_cells_are_described(client, every_case):
    document = json.loads(client.get(ADDRESS).content)
    row = document["components"]["schemas"]["progress_file"]["properties"]["rows"]["items"]

    assert row["properties"]["level"]["enum"] == [
        "achieved",
        "on_track",
        "behind",
        "worse",
        "unjudged",
    ]
    assert row["properties"]["value"]["type"] == ["number", "null"]
    assert row["properties"]["fiscal_year"]["type"] == "integer"
    assert None in row["properties"]["missing_reason"]["enum"]


def test_portal_without_any_plan_describes_what_there_is(client, db):
    paths = json.loads(client.get(ADDRESS).content)["paths"]

    assert "/finance/data/funds.json" in paths
    assert not any(path.startswith("/plans/") for path in paths)


def test_licence_is_told_if_there_is_one(client, every_case, settings):
    assert "license" not in json.loads(client.get(ADDRESS).content)["info"]

    settings.DATA_LICENCE = "CC BY 4.0"
    settings.DATA_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
    make_annual_value()
    told = json.loads(client.get(ADDRESS).content)["info"]["license"]

    assert told == {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


def test_drafts_never_appear_and_samples_are_told(client, every_case, settings):
    settings.SAMPLE_DATA = True
    text = client.get(ADDRESS).content.decode()

    assert DRAFT not in text
    assert "draft-plan" not in text
    assert json.loads(text)["info"]["description"].startswith("【サンプル】")

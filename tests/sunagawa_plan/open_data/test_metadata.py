"""The CSV on the Web metadata: each file is valid against what is said of it."""

import json
import warnings
from pathlib import Path

import pytest
from csvw import CSVW

from sunagawa_plan.lib.downloads import FORMS
from sunagawa_plan.lib.tables.csvw import ENCODINGS
from sunagawa_plan.open_data.shelves import files_of, public_shelves
from tests.sunagawa_plan.open_data.test_shelves import TODAY

pytestmark = pytest.mark.django_db


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def saved(client, address: str, folder: Path) -> Path:
    """Save what stands at an address under its own name."""
    path = folder / address.rpartition("/")[2]
    response = client.get(address)
    assert response.status_code == 200
    path.write_bytes(body(response))
    return path


def complaints(described: Path) -> list[str]:
    """What a validator has to say of the file beside a description."""
    with warnings.catch_warnings():
        # The validator collects warnings; the portal's tests would stop at the first.
        warnings.simplefilter("always")
        read = CSVW(str(described), validate=True)
        return [] if read.is_valid else [str(warning.message) for warning in read.warnings]


@pytest.mark.parametrize("suffix", ENCODINGS)
def test_every_file_is_valid_against_its_metadata(client, city, suffix, tmp_path):
    for number, (_, file) in enumerate(files_of(public_shelves(TODAY))):
        folder = tmp_path / str(number)
        folder.mkdir()
        saved(client, file.address(suffix), folder)
        described = saved(client, f"{file.address(suffix)}-metadata.json", folder)

        assert complaints(described) == [], file.name


def test_a_wrong_cell_is_found(client, every_case, tmp_path):
    """Else the test above could not fail."""
    path = saved(client, "/plans/every-case/data/indicators.csv", tmp_path)
    described = saved(client, "/plans/every-case/data/indicators.csv-metadata.json", tmp_path)
    path.write_bytes(path.read_bytes().replace(b",higher,", b",sideways,", 1))

    assert "sideways" in complaints(described)[0]


def test_a_key_that_stands_twice_is_found(client, every_case, tmp_path):
    path = saved(client, "/plans/every-case/data/indicators.csv", tmp_path)
    described = saved(client, "/plans/every-case/data/indicators.csv-metadata.json", tmp_path)
    path.write_bytes(path.read_bytes().replace(b"\r\n1-1-1-2,", b"\r\n1-1-1-1,", 1))

    with pytest.raises(ValueError, match="duplicate primary key"):
        complaints(described)


def test_metadata_tells_terms_publisher_years_and_change(client, every_case, settings):
    settings.DATA_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
    response = client.get("/plans/every-case/data/progress-2024.csv-metadata.json")
    told = json.loads(response.content)

    assert response["Content-Type"] == "application/csvm+json"
    assert told["@context"][0] == "http://www.w3.org/ns/csvw"
    assert told["url"] == "progress-2024.csv"
    assert told["dialect"]["encoding"] == "utf-8"
    assert told["dc:title"] == "すべての場合の計画 進捗の評価（令和6年度（2024年度））"
    assert told["dc:publisher"] == "試験市"
    assert "012262" in told["dc:spatial"]
    assert told["dc:temporal"] == "令和6年度（2024年度）"
    assert told["dc:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert told["dc:modified"]["@value"].startswith("20")
    assert told["tableSchema"]["primaryKey"] == ["indicator_code"]


def test_unit_and_codes_stand_at_their_columns(client, every_case):
    told = json.loads(client.get("/finance/data/funds.csv-metadata.json").content)
    columns = {column["name"]: column for column in told["tableSchema"]["columns"]}

    assert columns["balance_thousand_yen"]["schema:unitText"] == "千円"
    assert columns["balance_thousand_yen"]["datatype"] == "integer"
    assert columns["year_on_year_state"]["datatype"] == {
        "base": "string",
        "format": "number|as_printed|newly_arisen|ceased|none|unknown",
    }


def test_every_csv_names_its_metadata(client, every_case):
    for _, file in files_of(public_shelves(TODAY)):
        for suffix in FORMS:
            response = client.head(file.address(suffix))
            if suffix in ENCODINGS:
                assert response["Link"] == (
                    f'<{file.name}.{suffix}-metadata.json>; rel="describedby";'
                    ' type="application/csvm+json"'
                )
            else:
                assert "Link" not in response


def test_file_of_a_past_day_has_no_metadata_beside_it(client, every_case):
    response = client.head("/plans/every-case/data/values.csv?as_of=2026-01-01")

    assert "Link" not in response


@pytest.mark.parametrize(
    "address",
    [
        "/plans/every-case/data/values.xlsx-metadata.json",
        "/plans/every-case/data/values.json-metadata.json",
        "/plans/every-case/data/progress-2020.csv-metadata.json",
        "/plans/draft-plan/data/values.csv-metadata.json",
        "/plans/nowhere/data/values.csv-metadata.json",
        "/finance/data/values.csv-metadata.json",
        "/open-data/data/settlement.csv-metadata.json",
        "/open-data/data/values.csv",
        "/open-data/data/codes.ods",
    ],
)
def test_what_is_not_there_is_404(client, every_case, address):
    assert client.get(address).status_code == 404


def test_sample_is_told_first_of_all(client, every_case, settings):
    settings.SAMPLE_DATA = True

    told = json.loads(client.get("/finance/data/funds.csv-metadata.json").content)

    assert told["dc:description"].startswith("【サンプル】")

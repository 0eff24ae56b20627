import gzip
import json
from collections.abc import Iterator
from unittest.mock import patch
from urllib.parse import quote

import pytest
from django.urls import reverse

from indicators.exports import values
from indicators.models import Indicator
from sunagawa_plan.lib.tables import read_upload
from tests.factories.indicators import make_annual_value, make_indicator, make_plan

pytestmark = pytest.mark.django_db

HEADER = (
    "indicator_code,indicator_name,unit,fiscal_year,fiscal_year_wareki,value_kind,value,"
    "missing_reason,is_provisional,sample_size,note,source,published_at\r\n"
)


@pytest.fixture
def indicator() -> Indicator:
    indicator = make_indicator(basic_project=None, name="納税 ↗ 𠮷")
    plan = indicator.plan
    plan.slug, plan.name = "sunagawa-7", "砂川市第7期総合計画"
    plan.save()
    make_annual_value(indicator=indicator)
    return indicator


def address(name: str) -> str:
    return f"/plans/sunagawa-7/data/{name}"


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_address_is_the_one_promised():
    arguments = ["sunagawa-7", "progress-2024", "cp932.csv"]

    assert reverse("indicators:file", args=arguments) == address("progress-2024.cp932.csv")


def test_csv_is_utf8_with_bom_and_crlf(client, indicator):
    response = client.get(address("values.csv"))

    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert body(response).startswith(b"\xef\xbb\xbf" + HEADER.encode())


def test_cp932_is_labelled_by_its_registered_name_and_reads_back(client, indicator):
    response = client.get(address("values.cp932.csv"))
    content = body(response)

    assert response["Content-Type"] == "text/csv; charset=Windows-31J"
    assert content.startswith(HEADER.encode())
    assert "納税 &#x2197; &#x20BB7;".encode("cp932") in content
    assert read_upload(content, filename="values.cp932.csv").rows[0][1] == "納税 ↗ 𠮷"


def test_xlsx_is_a_workbook_with_numbers(client, indicator):
    response = client.get(address("values.xlsx"))
    sheet = read_upload(body(response), filename="values.xlsx")

    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert ",".join(sheet.headers) + "\r\n" == HEADER
    assert [row[5:7] for row in sheet.rows] == [("baseline", 83), ("annual", 84)]


def test_json_holds_the_rows_as_objects(client, indicator):
    response = client.get(address("values.json"))
    content = json.loads(body(response))

    assert response["Content-Type"] == "application/json"
    assert content["name"] == "values"
    assert [(row["value_kind"], row["value"]) for row in content["rows"]] == [
        ("baseline", 83),
        ("annual", 84),
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("values.csv", "%E5%AE%9F%E7%B8%BE%E5%80%A4.csv"),
        ("values.cp932.csv", "%E5%AE%9F%E7%B8%BE%E5%80%A4.cp932.csv"),
        (
            "progress-2024.xlsx",
            "%E9%80%B2%E6%8D%97%E3%81%AE%E8%A9%95%E4%BE%A1%EF%BC%88%E4%BB%A4%E5%92%8C6%E5%B9%B4"
            "%E5%BA%A6%EF%BC%89.xlsx",
        ),
    ],
)
def test_file_is_saved_under_a_plain_and_a_japanese_name(client, indicator, name, title):
    plan = "%E7%A0%82%E5%B7%9D%E5%B8%82%E7%AC%AC7%E6%9C%9F%E7%B7%8F%E5%90%88%E8%A8%88%E7%94%BB"

    assert client.get(address(name))["Content-Disposition"] == (
        f"attachment; filename=\"sunagawa-7-{name}\"; filename*=UTF-8''{plan}_{title}"
    )


@pytest.mark.parametrize(
    "name",
    [
        *("indicators", "targets", "values", "progress-2021", "progress-2030", "glossary"),
    ],
)
@pytest.mark.parametrize("suffix", ["csv", "cp932.csv", "xlsx", "json"])
def test_every_file_is_offered_in_every_form(client, indicator, name, suffix):
    response = client.get(address(f"{name}.{suffix}"))

    assert response.status_code == 200
    assert body(response)


@pytest.mark.parametrize(
    "name",
    [
        *("values", "values.", "values.ods", "values.CSV", "settlement.csv", "values.utf8.csv"),
        *("progress.csv", "progress-2020.csv", "progress-2031.csv", "progress-24.csv"),
    ],
)
def test_unknown_names_forms_and_years_are_404(client, indicator, name):
    assert client.get(address(name)).status_code == 404


@pytest.mark.parametrize("name", ["values.csv", "progress-2024.json"])
def test_a_plan_not_published_has_no_files(client, name):
    make_plan(slug="sunagawa-7", is_published=False)

    assert client.get(address(name)).status_code == 404


def test_a_plan_is_a_draft_again_on_the_next_request(client, indicator):
    tag = client.get(address("values.csv"))["ETag"]
    plan = indicator.plan
    plan.is_published = False
    plan.save()

    response = client.get(address("values.csv"), headers={"If-None-Match": tag})

    assert response.status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_files_are_read_only(client, indicator, method):
    assert getattr(client, method)(address("values.csv")).status_code == 405


@pytest.mark.parametrize("suffix", ["csv", "cp932.csv", "xlsx", "json"])
def test_head_has_the_headers_of_get_and_reads_no_row(client, indicator, suffix):
    def refuse(*_: object) -> Iterator[object]:
        raise AssertionError("rows were read")
        yield

    got = client.get(address(f"values.{suffix}"))
    with patch.object(values, "_rows", refuse):
        asked = client.head(address(f"values.{suffix}"))

    assert asked.status_code == 200
    assert asked.headers == got.headers
    assert body(asked) == b""


def test_files_say_whether_they_are_still_the_same(client, indicator):
    response = client.get(address("values.csv"))
    tag = response["ETag"]

    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" not in response["Vary"]
    assert not response.cookies
    again = client.get(address("values.csv"), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")

    make_annual_value(indicator=indicator, fiscal_year=2023, value="82")
    changed = client.get(address("values.csv"), headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert b"2023" in body(changed)


def test_files_are_compressed_on_the_way_except_workbooks(client, indicator):
    plain = body(client.get(address("values.csv")))
    headers = {"Accept-Encoding": "gzip"}

    packed = client.get(address("values.csv"), headers=headers)
    workbook = client.get(address("values.xlsx"), headers=headers)

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(body(packed)) == plain
    assert "Content-Encoding" not in workbook


def test_sample_file_says_so_in_its_name(client, settings):
    settings.SAMPLE_DATA = True
    plan = make_plan(slug="p")

    disposition = client.get("/plans/p/data/values.csv")["Content-Disposition"]

    assert 'filename="sample-p-values.csv"' in disposition
    assert quote(f"【サンプル】{plan.name}") in disposition

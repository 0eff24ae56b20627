import pytest
from django.urls import reverse

from sunagawa_plan.lib.downloads import FORMS
from sunagawa_plan.open_data.conformity import EXCEPTIONS
from sunagawa_plan.open_data.descriptions import EVERY_DATASET, code_lists
from sunagawa_plan.open_data.shelves import LICENCE_UNDECIDED, files_of, public_shelves
from tests.factories.every_case import DRAFT, make_every_case, make_indicators
from tests.factories.indicators import make_plan
from tests.sunagawa_plan.open_data.test_shelves import TODAY

pytestmark = pytest.mark.django_db

PAGE = "/open-data/"


def text_of(client) -> str:
    response = client.get(PAGE)
    assert response.status_code == 200
    return response.content.decode()


def test_page_stands_where_it_is_promised():
    assert reverse("open_data:index") == PAGE
    assert reverse("openapi") == "/api/openapi.json"


def test_every_file_is_offered_in_every_form(client, city):
    text = text_of(client)

    for _, file in files_of(public_shelves(TODAY)):
        for suffix in FORMS:
            assert f'href="{file.address(suffix)}"' in text
        assert f'href="{file.address("csv")}-metadata.json"' in text
        assert f"{file.extent.rows}行" in text


def test_every_offered_address_answers(client, every_case):
    for _, file in files_of(public_shelves(TODAY)):
        for suffix in FORMS:
            assert client.head(file.address(suffix)).status_code == 200
        assert client.get(f"{file.address('csv')}-metadata.json").status_code == 200


def test_every_column_and_code_is_explained(client):
    text = text_of(client)

    for dataset in EVERY_DATASET:
        assert f'id="columns-{dataset.name}"' in text
        for column in dataset.columns:
            assert f"<code>{column.name}</code>" in text
    for listed in code_lists():
        assert f'id="codes-{listed.name}"' in text
        assert all(f"<code>{code}</code>" in text for code in listed.values)


def test_page_tells_terms_character_sets_times_and_exceptions(client, every_case):
    text = text_of(client)

    for told in (
        LICENCE_UNDECIDED,
        "012262",
        "BOM",
        "CP932",
        "試験課の調べ",
        "最終更新",
        "列の変更履歴",
    ):
        assert told in text
    for exception in EXCEPTIONS:
        assert exception.rule in text


def test_licence_is_told_as_the_city_sets_it(client, settings):
    settings.DATA_LICENCE = "クリエイティブ・コモンズ 表示 4.0"
    settings.DATA_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

    text = text_of(client)

    assert "クリエイティブ・コモンズ 表示 4.0" in text
    assert 'href="https://creativecommons.org/licenses/by/4.0/" rel="license"' in text
    assert LICENCE_UNDECIDED not in text


def test_no_identifier_stands_twice(client, every_case):
    make_plan(slug="second", name="別の計画")
    identifiers = [part.partition('"')[0] for part in text_of(client).split(' id="')[1:]]

    assert len(identifiers) == len(set(identifiers))


def test_drafts_never_appear(client, every_case):
    assert DRAFT not in text_of(client)
    assert "draft-plan" not in text_of(client)


def test_page_of_a_portal_without_any_plan(client):
    assert "0行" in text_of(client)


def test_number_of_queries_is_fixed_and_a_kept_page_costs_one(client, django_assert_num_queries):
    make_every_case()
    with django_assert_num_queries(34):
        client.get(PAGE)
    make_indicators(make_plan(slug="second"))

    with django_assert_num_queries(34):
        client.get(PAGE)
    with django_assert_num_queries(1):
        client.get(PAGE)


@pytest.mark.parametrize("page", ["/", "/method/", "/finance/", "/finance/funds/"])
def test_every_page_leads_here(client, book, page):
    assert client.get(page).content.decode().count(f'href="{PAGE}"') >= 2


@pytest.mark.parametrize("page", ["/finance/funds/", "/plans/sunagawa-7/progress/2024/"])
def test_files_lead_to_what_explains_them(client, book, page):
    downloads = client.get(page).content.decode().partition('id="downloads"')[2]

    assert f'href="{PAGE}"' in downloads

"""The DCAT catalogue, read as a portal reads it: as a graph."""

import warnings

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, XSD

from sunagawa_plan.lib.downloads import FORMS
from sunagawa_plan.open_data.shelves import files_of, public_shelves
from tests.factories.every_case import DRAFT
from tests.sunagawa_plan.open_data.test_shelves import TODAY

pytestmark = pytest.mark.django_db

ADDRESS = "/open-data/catalog.jsonld"
HOST = "http://testserver"
# Of DCAT 3, which rdflib does not name yet.
DCAT_3 = Namespace(str(DCAT))
SERIES, IN_SERIES = DCAT_3.DatasetSeries, DCAT_3.inSeries


def harvested(client) -> Graph:
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "application/ld+json"
    with warnings.catch_warnings():
        # rdflib warns of a class that its own reader uses.
        warnings.simplefilter("ignore", DeprecationWarning)
        return Graph().parse(data=response.content, format="json-ld")


def test_every_file_is_a_dataset_with_every_form(client, city):
    graph = harvested(client)
    files = list(files_of(public_shelves(TODAY)))

    assert len(set(graph.subjects(RDF.type, DCAT.Dataset))) == len(files)
    offered = {str(address) for address in graph.objects(None, DCAT.downloadURL)}
    assert offered == {HOST + file.address(suffix) for _, file in files for suffix in FORMS}


def test_all_hangs_on_one_catalogue(client, every_case):
    graph = harvested(client)
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)

    assert str(catalogue) == HOST + ADDRESS
    listed = set(graph.objects(catalogue, DCAT.dataset))
    assert listed == set(graph.subjects(RDF.type, DCAT.Dataset)) | set(
        graph.subjects(RDF.type, SERIES)
    )
    (service,) = graph.objects(catalogue, DCAT.service)
    assert graph.value(service, DCAT.endpointDescription) == URIRef(f"{HOST}/api/openapi.json")


@pytest.mark.parametrize(
    "property_",
    [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.identifier, DCAT.landingPage],
    ids=lambda property_: property_.fragment or property_.rpartition("/")[2],
)
def test_every_dataset_has_what_portals_ask_for(client, city, property_):
    graph = harvested(client)

    for dataset in graph.subjects(RDF.type, DCAT.Dataset):
        assert graph.value(dataset, property_) is not None, dataset


def test_every_distribution_has_media_type_format_and_terms(client, every_case):
    graph = harvested(client)

    for distribution in graph.subjects(RDF.type, DCAT.Distribution):
        assert str(graph.value(distribution, DCAT.mediaType)).startswith("https://www.iana.org/")
        assert graph.value(distribution, DCTERMS.format) is not None
        assert graph.value(distribution, DCTERMS.rights) is not None
        assert graph.value(distribution, DCTERMS.license) is None


def test_licence_is_the_one_that_is_set(client, every_case, settings):
    settings.DATA_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
    graph = harvested(client)

    (licence,) = set(graph.objects(None, DCTERMS.license))

    assert licence == URIRef("https://creativecommons.org/licenses/by/4.0/")


def test_years_of_progress_are_a_series(client, every_case):
    graph = harvested(client)
    (series,) = graph.subjects(RDF.type, SERIES)
    members = set(graph.subjects(IN_SERIES, series))

    assert len(members) == 10
    of_2024 = URIRef(f"{HOST}/open-data/#plan-every-case-progress-2024")
    assert of_2024 in members
    period = graph.value(of_2024, DCTERMS.temporal)
    assert graph.value(period, DCAT.startDate) == Literal("2024-04-01", datatype=XSD.date)
    assert graph.value(period, DCAT.endDate) == Literal("2025-03-31", datatype=XSD.date)


def test_landing_places_exist_on_the_page(client, every_case):
    page = client.get("/open-data/").content.decode()
    graph = harvested(client)
    named = set(graph.subjects(RDF.type, DCAT.Dataset)) | set(graph.subjects(RDF.type, SERIES))

    for name in named:
        address, _, anchor = str(name).partition("#")
        assert address == f"{HOST}/open-data/"
        assert f'id="{anchor}"' in page, name


def test_csv_conforms_to_its_metadata(client, every_case):
    graph = harvested(client)
    csv = f"{HOST}/plans/every-case/data/values.csv"

    standards = set(graph.objects(URIRef(csv), DCTERMS.conformsTo))

    assert URIRef(f"{csv}-metadata.json") in standards


def test_place_is_told_by_its_code(client, every_case):
    graph = harvested(client)

    codes = {
        str(graph.value(place, DCTERMS.identifier))
        for place in graph.objects(None, DCTERMS.spatial)
    }

    assert codes == {"012262"}
    assert Literal("試験市", lang="ja") in set(graph.objects(None, FOAF.name))


def test_drafts_never_appear(client, every_case):
    text = client.get(ADDRESS).content.decode()

    assert DRAFT not in text
    assert "draft-plan" not in text


def test_sample_is_told_everywhere(client, every_case, settings):
    settings.SAMPLE_DATA = True

    descriptions = list(harvested(client).objects(None, DCTERMS.description))

    assert descriptions
    assert all(text.startswith("【サンプル】") for text in descriptions)

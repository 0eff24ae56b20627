"""The catalogue for other portals to harvest: DCAT 3 as JSON-LD, along the lines of DCAT-AP.

The context stands in the file, so that reading it asks no other host.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from sunagawa_plan.lib.downloads import FORMS
from sunagawa_plan.lib.tables.csvw import ENCODINGS
from sunagawa_plan.open_data.csvw import SUFFIX, sample_marked
from sunagawa_plan.open_data.shelves import CITY, FORM_TITLES, Licence, PublicFile, Shelf

# An address of the portal as others must write it.
Absolute = Callable[[str], str]
Node = dict[str, Any]

MEDIA_TYPE = "application/ld+json"
_EU = "http://publications.europa.eu/resource/authority/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_FILE_TYPES = {"csv": "CSV", "cp932.csv": "CSV", "xlsx": "XLSX", "json": "JSON"}


def dcat_catalogue(shelves: Sequence[Shelf], licence: Licence, absolute: Absolute) -> Node:
    """Return the whole catalogue: one dataset per file, one series per file of every year."""
    home = absolute(reverse("open_data:index"))
    moments = [shelf.changed_at for shelf in shelves if shelf.changed_at]
    return {
        "@context": _CONTEXT,
        "@id": absolute(reverse("open_data:catalogue")),
        "@type": "dcat:Catalog",
        "dct:title": _japanese(f"{CITY} 総合計画の進み具合 オープンデータ"),
        "dct:description": _japanese(
            sample_marked(
                "計画の指標、目標値、実績値、評価と、市の決算・基金・健全化判断比率です。"
            )
        ),
        "dct:publisher": _publisher(CITY, home),
        "dct:language": _id(f"{_EU}language/JPN"),
        "foaf:homepage": _id(home),
        **_modified(max(moments, default=None)),
        **_terms(licence),
        "dcat:service": _service(absolute),
        "dcat:dataset": [
            node for shelf in shelves for node in _datasets(shelf, licence, absolute, home)
        ],
    }


def _datasets(shelf: Shelf, licence: Licence, absolute: Absolute, home: str) -> list[Node]:
    nodes: list[Node] = []
    for dataset, files in shelf.groups:
        series = f"{home}#{shelf.code}-{dataset.name}" if len(files) > 1 else ""
        if series:
            nodes.append(
                {
                    "@id": series,
                    "@type": "dcat:DatasetSeries",
                    "dct:title": _japanese(f"{shelf.title} {dataset.title}"),
                    "dct:description": _japanese(sample_marked(dataset.about)),
                    "dct:publisher": _publisher(shelf.publisher, home),
                    "dct:accrualPeriodicity": _id(f"{_EU}frequency/ANNUAL"),
                }
            )
        nodes += [_dataset(shelf, file, series, licence, absolute, home) for file in files]
    return nodes


def _dataset(
    shelf: Shelf, file: PublicFile, series: str, licence: Licence, absolute: Absolute, home: str
) -> Node:
    described: Node = {
        "@id": f"{home}#{shelf.identifier(file)}",
        "@type": "dcat:Dataset",
        "dct:identifier": shelf.identifier(file),
        "dct:title": _japanese(f"{shelf.title} {file.title}"),
        "dct:description": _japanese(sample_marked(file.dataset.about)),
        "dct:publisher": _publisher(shelf.publisher, home),
        "dct:language": _id(f"{_EU}language/JPN"),
        "dct:spatial": _place(shelf),
        "dct:source": shelf.source,
        "dcat:theme": _id(f"{_EU}data-theme/GOVE"),
        "dcat:landingPage": _id(absolute(shelf.page)),
        "dcat:keyword": [_japanese(word) for word in (shelf.title, file.dataset.title)],
        **_modified(shelf.changed_at),
        "dcat:distribution": [
            _distribution(shelf, file, suffix, licence, absolute) for suffix in FORMS
        ],
    }
    if series:
        described["dcat:inSeries"] = _id(series)
    if file.years:
        described["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(file.years[0].first_day.isoformat(), "date"),
            "dcat:endDate": _typed(file.years[1].last_day.isoformat(), "date"),
        }
    return described


def _distribution(
    shelf: Shelf, file: PublicFile, suffix: str, licence: Licence, absolute: Absolute
) -> Node:
    address = absolute(file.address(suffix))
    described: Node = {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _japanese(f"{file.title} {FORM_TITLES[suffix]}"),
        "dcat:accessURL": _id(address),
        "dcat:downloadURL": _id(address),
        "dcat:mediaType": _id(_MEDIA + FORMS[suffix].content_type.partition(";")[0]),
        "dct:format": _id(f"{_EU}file-type/{_FILE_TYPES[suffix]}"),
        **_modified(shelf.changed_at),
        **_terms(licence),
    }
    if suffix in ENCODINGS:
        described["dct:conformsTo"] = [
            _id("https://www.w3.org/TR/tabular-data-model/"),
            _id(f"{address}{SUFFIX}"),
        ]
    return described


def _service(absolute: Absolute) -> Node:
    return {
        "@id": absolute(reverse("openapi")),
        "@type": "dcat:DataService",
        "dct:title": _japanese("JSONファイル"),
        "dcat:endpointURL": _id(absolute("/")),
        "dcat:endpointDescription": _id(absolute(reverse("openapi"))),
    }


def _publisher(name: str, home: str) -> Node:
    return {"@id": f"{home}#publisher", "@type": "foaf:Agent", "foaf:name": _japanese(name)}


def _place(shelf: Shelf) -> Node:
    return {
        "@type": "dct:Location",
        "dct:identifier": shelf.region_code,
        "skos:prefLabel": _japanese(shelf.publisher),
    }


def _terms(licence: Licence) -> Node:
    """The licence where there is one; else what is known of the rights, in words."""
    words: Node = {
        "dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": _japanese(licence.text)}
    }
    return {"dct:license": _id(licence.url), **words} if licence.url else words


def _modified(at: datetime | None) -> Node:
    return {"dct:modified": _typed(at.isoformat(timespec="seconds"), "dateTime")} if at else {}


def _japanese(text: str) -> Node:
    return {"@value": text, "@language": "ja"}


def _typed(text: str, datatype: str) -> Node:
    return {"@value": text, "@type": f"xsd:{datatype}"}


def _id(address: str) -> Node:
    return {"@id": address}

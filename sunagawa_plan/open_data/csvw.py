"""The CSV on the Web metadata of a public file: columns, licence, publisher, time of change."""

from typing import Any

from django.conf import settings

from sunagawa_plan.lib.tables.csvw import csvw_table
from sunagawa_plan.open_data.shelves import CITY, Licence, PublicFile, Shelf

SUFFIX = "-metadata.json"
SAMPLE_NOTICE = f"【サンプル】見本の値です。{CITY}の実際の値ではありません。"


def file_metadata(shelf: Shelf, file: PublicFile, suffix: str, licence: Licence) -> dict[str, Any]:
    """Describe a file in one of its two CSV forms. KeyError for any other form."""
    table = csvw_table(file.dataset, url=f"{file.name}.{suffix}", suffix=suffix)
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "ja"}],
        "dc:title": f"{shelf.title} {file.title}",
        "dc:description": sample_marked(file.dataset.about),
        "dc:identifier": shelf.identifier(file),
        "dc:publisher": shelf.publisher,
        "dc:spatial": f"{shelf.publisher}（全国地方公共団体コード {shelf.region_code}）",
        "dc:source": shelf.source,
        "dc:language": "ja",
        "dc:rights": licence.text,
    }
    if licence.url:
        described["dc:license"] = {"@id": licence.url}
    if file.years:
        described["dc:temporal"] = file.years_in_words
    if shelf.changed_at:
        at = shelf.changed_at.isoformat(timespec="seconds")
        described["dc:modified"] = {"@value": at, "@type": "xsd:dateTime"}
    return described | table


def sample_marked(text: str) -> str:
    """A description, which says first of all if the values are invented."""
    return SAMPLE_NOTICE + text if settings.SAMPLE_DATA else text

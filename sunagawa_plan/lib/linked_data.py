"""Records of schema.org, which tell search engines what a page holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# The forms in which every table is offered, by what follows its name.
_MEDIA = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass(frozen=True)
class Dataset:
    """A table that a page shows. Addresses are full; files is the table's address without ending.

    first_year and last_year are fiscal years; licence is an address, empty while none is chosen.
    """

    name: str
    description: str
    url: str
    files: str
    publisher: str
    first_year: int | None = None
    last_year: int | None = None
    measured: tuple[str, ...] = ()
    licence: str = ""

    @property
    def record(self) -> dict[str, Any]:
        """Return the record; what is not known is left out."""
        publisher = {"@type": "GovernmentOrganization", "name": self.publisher}
        told: Mapping[str, Any] = {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": self.name,
            "description": self.description,
            "url": self.url,
            "inLanguage": "ja",
            "isAccessibleForFree": True,
            "license": self.licence,
            "creator": publisher,
            "publisher": publisher,
            "temporalCoverage": self._period,
            "spatialCoverage": {"@type": "Place", "name": self.publisher},
            "variableMeasured": list(self.measured),
            "distribution": list(_distribution(self.files)),
        }
        return {name: value for name, value in told.items() if value not in ("", [])}

    @property
    def _period(self) -> str:
        """Return the days covered: a fiscal year ends on 31 March of the next calendar year."""
        if self.first_year is None or self.last_year is None:
            return ""
        return f"{self.first_year}-04-01/{self.last_year + 1}-03-31"


def _distribution(files: str) -> Iterable[dict[str, str]]:
    return (
        {"@type": "DataDownload", "encodingFormat": media, "contentUrl": f"{files}.{ending}"}
        for ending, media in _MEDIA.items()
    )

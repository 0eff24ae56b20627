"""/open-data/ as one typed object."""

from dataclasses import dataclass
from datetime import date, datetime

from sunagawa_plan.lib.tables.dataset import CodeList, Dataset
from sunagawa_plan.open_data.changes import COLUMN_CHANGES, ColumnChange
from sunagawa_plan.open_data.conformity import EXCEPTIONS, RuleException
from sunagawa_plan.open_data.descriptions import EVERY_DATASET, code_lists
from sunagawa_plan.open_data.shelves import CITY, CITY_CODE, Licence, Shelf, public_shelves


@dataclass(frozen=True)
class OpenDataPage:
    """What citizens and programmers are told of the files; the same declarations made the files."""

    city: str
    city_code: str
    licence: Licence
    changed_at: datetime | None
    shelves: tuple[Shelf, ...]
    datasets: tuple[Dataset, ...]
    code_lists: tuple[CodeList, ...]
    exceptions: tuple[RuleException, ...]
    changes: tuple[ColumnChange, ...]

    @classmethod
    def on(cls, today: date) -> "OpenDataPage":
        shelves = public_shelves(today)
        moments = [shelf.changed_at for shelf in shelves if shelf.changed_at]
        return cls(
            city=CITY,
            city_code=CITY_CODE,
            licence=Licence.of_the_city(),
            changed_at=max(moments, default=None),
            shelves=shelves,
            datasets=EVERY_DATASET,
            code_lists=code_lists(),
            exceptions=EXCEPTIONS,
            changes=tuple(reversed(COLUMN_CHANGES)),
        )

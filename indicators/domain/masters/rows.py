"""Rows of files of departments and indicators → what they say of one record."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indicators.domain.marked_text import without_marks
from indicators.domain.masters.reading import Doubles, MasterReading, MasterRow
from indicators.domain.vocabulary import Direction, MissingReason
from sunagawa_plan.lib.spelling import quote
from sunagawa_plan.lib.tables import Cell


@dataclass(frozen=True)
class DepartmentReader:
    """Reads the rows of a file of departments."""

    doubles: Doubles = field(default_factory=Doubles)

    def read(self, cells: Mapping[str, Cell], number: int) -> MasterRow:
        """Read the row that stands in line `number` of the file; RowError tells all its faults."""
        row = MasterReading(cells)
        code = row.code("department_code", "担当課のコード")
        row.take_text("department", "name", is_needed=True)
        row.take_text("email")
        row.take_whole("order")
        if code and (line := self.doubles.first(code, number)):
            row.errors["department_code"] = f"{line}行目に同じ担当課があります。"
        return row.finished(code)


@dataclass(frozen=True)
class KnownProject:
    """A basic project that an indicator may stand under."""

    key: int
    title: str
    policy_code: str
    policy_title: str


@dataclass(frozen=True)
class IndicatorReader:
    """Reads the rows of a file of one plan's indicators.

    projects: by code; departments: keys by code and by name.
    """

    projects: Mapping[str, KnownProject]
    departments: Mapping[str, int]
    doubles: Doubles = field(default_factory=Doubles)

    def read(self, cells: Mapping[str, Cell], number: int) -> MasterRow:
        """Read the row that stands in line `number` of the file; RowError tells all its faults."""
        row = MasterReading(cells)
        code = row.code("indicator_code", "指標番号")
        self._take_place(row)
        self._take_figures(row)
        for name in ("definition", "statutory_line_name", "plain_meaning", "plain_target"):
            row.take_text(name)
        row.take_whole("order")
        if code and (line := self.doubles.first(code, number)):
            row.errors["indicator_code"] = f"{line}行目に同じ指標があります。"
        return row.finished(code)

    def _take_place(self, row: MasterReading) -> None:
        row.take_text("indicator_name", "name", is_needed=True)
        code = row.code("basic_project_code", "基本事業番号")
        project = self.projects.get(code)
        if project:
            row.says["basic_project_id"] = project.key
            row.compare("basic_project_title", without_marks(project.title))
            row.compare("policy_code", project.policy_code)
            row.compare("policy_title", without_marks(project.policy_title))
        elif code:
            row.errors["basic_project_code"] = (
                f"{quote(code)}という番号の基本事業は、この計画にありません。"
            )
        self._take_department(row)

    def _take_department(self, row: MasterReading) -> None:
        if "department" not in row.cells:
            return
        name = row.text("department")
        row.says["department_id"] = self.departments.get(name)
        if name and name not in self.departments:
            row.errors["department"] = (
                f"担当課{quote(name)}は登録されていません。先に担当課を登録してください。"
            )

    def _take_figures(self, row: MasterReading) -> None:
        unit = row.text("unit")
        row.take_text("unit", is_needed=True)
        row.take_whole("decimal_places")
        row.take_word("direction", Direction)
        row.take_flag("is_survey")
        row.take_year("baseline_fiscal_year")
        row.take_word("baseline_missing_reason", (MissingReason.NOT_MEASURED,))
        for name in ("baseline_value", "maintenance_tolerance", "statutory_line_value"):
            row.take_number(name, unit)
        row.take_optional_whole("baseline_sample_size")

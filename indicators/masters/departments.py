"""A file of departments."""

from typing import Any

from indicators.domain.masters.columns import DEPARTMENTS
from indicators.domain.masters.rows import DepartmentReader
from indicators.masters.master_rows import MasterRows
from indicators.models import Department


class DepartmentResource(MasterRows):
    """Departments by their codes."""

    columns = DEPARTMENTS
    changing = ("name", "email", "order")
    columns_of_fields = {"name": "department", "code": "department_code"}
    head = ("担当課のコード",)

    class Meta:
        model = Department

    @classmethod
    def get_display_name(cls) -> str:
        return "担当課"

    def stored(self, dataset: Any) -> dict[str, Department]:
        """Return all departments by code."""
        return {row.code: row for row in Department.objects.select_for_update()}

    def head_of(self, instance: Department) -> tuple[str, ...]:
        return (instance.code,)

    def prepare(self) -> DepartmentReader:
        return DepartmentReader()

    def apply(self, instance: Department, read: Any, names: Any) -> None:
        instance.code = read.key
        super().apply(instance, read, names)

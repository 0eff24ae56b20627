"""A file of a plan's indicators."""

from typing import Any

from indicators.domain.masters.columns import INDICATORS
from indicators.domain.masters.rows import IndicatorReader, KnownProject
from indicators.loading.judging import why_unjudgeable
from indicators.masters.master_rows import MasterRows
from indicators.models import BasicProject, Department, Indicator


class IndicatorResource(MasterRows):
    """The indicators of one plan by their codes; new ones stand last in their basic project."""

    columns = INDICATORS
    changing = (
        "basic_project_id", "name", "unit", "decimal_places", "direction", "is_survey",
        "baseline_fiscal_year", "baseline_value", "baseline_missing_reason",
        "baseline_sample_size", "definition", "department_id", "order", "maintenance_tolerance",
        "statutory_line_value", "statutory_line_name", "plain_meaning", "plain_target",
    )  # fmt: skip
    columns_of_fields = {
        "code": "indicator_code",
        "name": "indicator_name",
        "basic_project_id": "basic_project_code",
        "department_id": "department",
    }
    head = ("指標",)

    class Meta:
        model = Indicator

    @classmethod
    def get_display_name(cls) -> str:
        return "指標"

    def prepare(self) -> IndicatorReader:
        if self.plan is None:
            raise ValueError("取り込む計画を選んでください。")
        projects = BasicProject.objects.filter(policy__goal__plan=self.plan)
        self.projects = {row.pk: row for row in projects.select_related("policy__goal__plan")}
        self.departments = {row.pk: row for row in Department.objects.all()}
        by_name = {row.name: row.pk for row in self.departments.values()}
        by_code = {row.code: row.pk for row in self.departments.values()}
        known = {row.code: _known(row) for row in self.projects.values()}
        return IndicatorReader(known, by_code | by_name)

    def stored(self, dataset: Any) -> dict[str, Indicator]:
        """Return the plan's indicators by code."""
        if self.plan is None:
            return {}
        rows = Indicator.objects.of_plan(self.plan).order_by("order").select_for_update()
        found = {row.code: row for row in rows}
        self.last_order: dict[int, int] = {}
        for row in found.values():
            self._note_order(row)
        return found

    def head_of(self, instance: Indicator) -> tuple[str, ...]:
        return (str(instance),)

    def places_of(self, instance: Indicator) -> int:
        return instance.decimal_places or 0

    def apply(self, instance: Indicator, read: Any, names: Any) -> None:
        instance.code = read.key
        instance.basic_project = self.projects[read.says["basic_project_id"]]
        if self.is_new:
            instance.baseline_fiscal_year = instance.plan.baseline_fiscal_year
            instance.order = self.last_order.get(instance.basic_project_id, 0) + 1
        super().apply(instance, read, names)
        self._note_order(instance)

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Refuse what leaves an indicator that the rule book cannot judge."""
        super().after_import(dataset, result, **kwargs)
        if not result.has_errors() and not result.has_validation_errors():
            refuse_unjudgeable(self.written)

    def shown_cell(self, name: str, value: Any) -> str:
        if name == "basic_project_id":
            return str(self.projects.get(value, value))
        if name == "department_id":
            return str(self.departments.get(value, "（空欄）"))
        return super().shown_cell(name, value)

    def _note_order(self, row: Indicator) -> None:
        last = self.last_order.get(row.basic_project_id, 0)
        self.last_order[row.basic_project_id] = max(last, row.order or 0)


def refuse_unjudgeable(keys: Any) -> None:
    """Raise ValueError that names each written indicator that cannot be judged, and why."""
    rows = Indicator.objects.filter(pk__in=keys).with_series()
    told = [f"{row}：{problem}" for row in rows if (problem := why_unjudgeable(row))]
    if told:
        raise ValueError("".join(told))


def _known(project: BasicProject) -> KnownProject:
    policy = project.policy
    return KnownProject(project.pk, project.title, policy.code, policy.title)

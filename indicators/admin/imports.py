from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from indicators.import_forms import (
    DepartmentsConfirmForm,
    GlossaryConfirmForm,
    IndicatorsConfirmForm,
    PlanUploadForm,
    ValuesConfirmForm,
    ValuesUploadForm,
    state_of_values,
)
from indicators.masters.departments import DepartmentResource
from indicators.masters.glossary import GlossaryResource
from indicators.masters.indicators import IndicatorResource
from indicators.masters.targets import TargetResource
from indicators.resources import AnnualValueResource
from sunagawa_plan.shared.file_imports import FileImportsMixin

_NEVER_DELETED = "ファイルにない行は、削除されずにそのまま残ります。"


class PlanImportsMixin(FileImportsMixin):
    """Adds 「ファイルの取り込み」 to a list of one plan's rows."""

    import_form_class = PlanUploadForm
    carried: tuple[str, ...] = ("plan",)
    import_export_change_list_template = "admin/file_import_change_list.html"

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        return {"plan": getattr(kwargs.get("form"), "cleaned_data", {}).get("plan")}


class ImportsMixin(PlanImportsMixin):
    """Adds 「ファイルの取り込み」 to the list of annual values."""

    resource_classes = (AnnualValueResource,)
    confirm_form_class = ValuesConfirmForm
    import_form_class = ValuesUploadForm
    carried = ("plan", "change_reason")
    file_hint = (
        "公開ページの「実績値」のファイルは、そのまま取り込めます。現状値（baseline）の行は取り込まず、"
        "登録と同じかどうかだけを確かめます。"
    )

    def state(self, answers: dict[str, Any]) -> str:
        return state_of_values(answers["plan"])

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        cleaned = getattr(kwargs.get("form"), "cleaned_data", {})
        given = {"today": localdate(), "change_reason": cleaned.get("change_reason", "")}
        return {**super().get_import_resource_kwargs(request, **kwargs), **given}


class IndicatorImportsMixin(PlanImportsMixin):
    """Adds 「ファイルの取り込み」 of indicators, and of their targets, to the list of indicators."""

    resource_classes = (IndicatorResource, TargetResource)
    confirm_form_class = IndicatorsConfirmForm
    file_hint = (
        "この一覧の「ほかのファイル」の indicators-edit と targets-edit は、書き直して取り込むためのファイルです。"
        "公開ページの「指標一覧」「目標値」のファイルも、そのまま取り込めます。"
        f"目標を見直したときは、targets-edit に行を加えます。{_NEVER_DELETED}"
    )

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Both kinds of files are for those who may change both."""
        rights = ("indicators.add_target", "indicators.change_target")
        return super().has_import_permission(request) and request.user.has_perms(rights)


class GlossaryImportsMixin(PlanImportsMixin):
    """Adds 「ファイルの取り込み」 to the list of explained terms."""

    resource_classes = (GlossaryResource,)
    confirm_form_class = GlossaryConfirmForm
    file_hint = (
        "公開ページの「用語解説」のファイルは、そのまま取り込めます。新しい施策番号の行は、"
        f"その施策の用語解説に加えます。{_NEVER_DELETED}"
    )

    def has_import_permission(self, request: HttpRequest) -> bool:
        """A file may add places too."""
        return super().has_import_permission(request) and request.user.has_perm(
            "indicators.add_glossaryoccurrence"
        )


class DepartmentImportsMixin(FileImportsMixin):
    """Adds 「ファイルの取り込み」 to the list of departments."""

    resource_classes = (DepartmentResource,)
    confirm_form_class = DepartmentsConfirmForm
    import_export_change_list_template = "admin/file_import_change_list.html"
    file_hint = f"この一覧を保存したファイルは、そのまま取り込めます。{_NEVER_DELETED}"

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        return {}

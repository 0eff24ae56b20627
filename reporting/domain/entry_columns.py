"""The columns of the workbook in which a section reports, and what an uploaded file must have."""

from sunagawa_plan.lib.uploads import UploadColumns

TITLES = {
    "indicator_code": "指標番号",
    "fiscal_year": "年度",
    "section": "担当課",
    "policy": "施策",
    "indicator_name": "指標名",
    "unit": "単位",
    "definition": "指標の説明",
    "baseline": "現状値",
    "target": "目標",
    "earlier": "これまでの値",
    "state": "状態",
    "value": "実績値",
    "missing_reason": "値がない理由",
    "missing_detail": "算定されない理由など",
    "sample_size": "回答者数",
    "is_provisional": "速報値",
    "note": "注記",
    "source": "出典",
    "return_note": "差戻しの理由",
    "faults": "直すところ",
}
REQUIRED = ("indicator_code", "fiscal_year", "value")
COLUMNS = UploadColumns(TITLES, REQUIRED)

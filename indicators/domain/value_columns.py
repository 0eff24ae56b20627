"""The columns of a values file, as the portal publishes them, and what an uploaded one must have."""

from sunagawa_plan.lib.uploads import UploadColumns

TITLES = {
    "indicator_code": "指標番号",
    "indicator_name": "指標名",
    "unit": "単位",
    "fiscal_year": "年度",
    "fiscal_year_wareki": "年度（和暦）",
    "value_kind": "値の種類",
    "value": "値",
    "missing_reason": "値がない理由",
    "missing_detail": "算定されない理由など",
    "is_provisional": "速報値",
    "sample_size": "回答者数",
    "note": "注記",
    "source": "出典",
    "published_at": "公開日時",
}
REQUIRED = ("indicator_code", "fiscal_year", "value", "missing_reason")
COLUMNS = UploadColumns(TITLES, REQUIRED)

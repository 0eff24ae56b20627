"""The columns of master-data files: those that the portal publishes, and further ones for staff."""

from sunagawa_plan.lib.uploads import UploadColumns

INDICATORS = UploadColumns(
    {
        "indicator_code": "指標番号",
        "policy_code": "施策番号",
        "policy_title": "施策",
        "basic_project_code": "基本事業番号",
        "basic_project_title": "基本事業",
        "indicator_name": "指標名",
        "unit": "単位",
        "decimal_places": "小数の桁数",
        "direction": "望ましい方向",
        "is_survey": "アンケート調査",
        "baseline_fiscal_year": "現状値の年度",
        "baseline_value": "現状値",
        "baseline_missing_reason": "現状値がない理由",
        "definition": "指標の説明",
        "department": "担当課",
        "source_page": "冊子のページ",
        "order": "並び順",
        "baseline_sample_size": "現状値の回答者数",
        "maintenance_tolerance": "維持とみなす幅",
        "statutory_line_value": "法律の基準値",
        "statutory_line_name": "法律の基準の名前",
        "plain_meaning": "やさしい説明",
        "plain_target": "やさしい説明（目標の意味）",
    },
    ("indicator_code", "basic_project_code", "indicator_name", "unit"),
)
TARGETS = UploadColumns(
    {
        "indicator_code": "指標番号",
        "indicator_name": "指標名",
        "fiscal_year": "目標年度",
        "fiscal_year_wareki": "目標年度（和暦）",
        "kind": "目標の種類",
        "target_value": "目標値",
        "target_arrow": "目標の矢印",
        "effective_from": "この目標が有効になる年度",
        "effective_from_wareki": "この目標が有効になる年度（和暦）",
        "revision_reason": "見直しの理由",
    },
    ("indicator_code", "fiscal_year", "target_value", "target_arrow"),
)
DEPARTMENTS = UploadColumns(
    {
        "department_code": "担当課のコード",
        "department": "担当課",
        "email": "課のメールアドレス",
        "order": "並び順",
    },
    ("department_code", "department"),
)
GLOSSARY = UploadColumns(
    {
        "term": "用語",
        "reading": "よみ",
        "explanation": "解説",
        "policy_code": "施策番号",
        "order": "掲載順",
    },
    ("term", "explanation"),
)

"""The pages that are looked at in a browser, by a name for each."""

_PLAN = "/plans/sunagawa-7"

INDICATORS = {
    "dashboard": "/",
    "dashboard by plan": f"{_PLAN}/",
    "goal": f"{_PLAN}/goals/6/",
    "policy": f"{_PLAN}/policies/6-1/",
    "policy with a project without indicator": f"{_PLAN}/policies/6-5/",
    "indicator with values": f"{_PLAN}/indicators/6-5-3-1/",
    "indicator without values": f"{_PLAN}/indicators/6-1-2-1/",
    "indicator without baseline": f"{_PLAN}/indicators/6-3-2-1/",
    "progress": f"{_PLAN}/progress/2024/",
    "reports": f"{_PLAN}/reports/",
    "yearly report": f"{_PLAN}/reports/progress/2024/",
    "interim evaluation": f"{_PLAN}/reports/interim/2025/",
    "progress, filtered": f"{_PLAN}/progress/2024/?level=worse",
    "reference without values": f"{_PLAN}/policies/6-1/figures/1/",
    "reference with values": f"{_PLAN}/policies/6-6/figures/1/",
    "comparison": f"{_PLAN}/indicators/6-5-3-1/compare/?with=6-5-3-2",
    "comparison with a reference": f"{_PLAN}/indicators/6-1-1-1/compare/?with=6-1/1",
    "milestone": f"{_PLAN}/milestones/2025/",
    "glossary": "/glossary/",
    "method": "/method/",
    "open data": "/open-data/",
    "updates": "/updates/",
    "accessibility": "/accessibility/",
    "search": "/search/",
    "search, found": "/search/?q=協働",
    "search, nothing": "/search/?q=ぼらんてぃあ空港",
    "embedded chart": f"{_PLAN}/indicators/6-5-3-1/embed/",
    "not found": "/nowhere/",
}
FINANCE = {
    "finance": "/finance/",
    "settlement": "/finance/settlement/",
    "funds": "/finance/funds/",
    "soundness": "/finance/soundness/",
}
PUBLIC = INDICATORS | FINANCE

_VALUES = "/admin/indicators/annualvalue"
STAFF = {
    "PDFs of reports": "/admin/reports/",
    "list of values": f"{_VALUES}/",
    "one value": f"{_VALUES}/add/",
    "values of a year": f"{_VALUES}/year/2024/",
    "import of values": f"{_VALUES}/import/",
}

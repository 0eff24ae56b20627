"""Every import of the admin: its address, and the headings that its files must have."""

_INDICATORS = "/admin/indicators"
HEADINGS = {
    f"{_INDICATORS}/annualvalue/import/": "indicator_code,fiscal_year,value,missing_reason",
    f"{_INDICATORS}/indicator/import/": "indicator_code,basic_project_code,indicator_name,unit",
    f"{_INDICATORS}/department/import/": "department_code,department",
    f"{_INDICATORS}/glossaryterm/import/": "term,explanation",
    "/admin/finance/settlementyear/import/": (
        "account,fiscal_year,item_code,amount_thousand_yen,missing_reason"
    ),
    "/admin/finance/soundnessratio/import/": "fiscal_year,ratio_code,value,missing_reason",
}
IMPORTS = tuple(HEADINGS)

"""Every import of the admin: its address, its form, and the headings that its files must have."""

from finance.import_forms import CorrectionUploadForm
from indicators.import_forms import ValuesImportForm

IMPORTS = {
    "/admin/indicators/annualvalue/import/": ValuesImportForm,
    "/admin/finance/settlementyear/import/": CorrectionUploadForm,
    "/admin/finance/soundnessratio/import/": CorrectionUploadForm,
}
HEADINGS = {
    "/admin/indicators/annualvalue/import/": "indicator_code,fiscal_year,value,missing_reason",
    "/admin/finance/settlementyear/import/": (
        "account,fiscal_year,item_code,amount_thousand_yen,missing_reason"
    ),
    "/admin/finance/soundnessratio/import/": "fiscal_year,ratio_code,value,missing_reason",
}

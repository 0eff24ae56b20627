from django.urls import URLPattern, path

from finance.pages.lent import Lender
from finance.views import data, figures, pages

APP_NAME = "finance"


def routes(lend: Lender) -> list[URLPattern]:
    """Return the addresses of finance; lend gives what plans hold of the ratios."""
    lent = {"lend": lend}
    return [
        path("", pages.dashboard, lent, name="dashboard"),
        path("settlement/", pages.settlement, name="settlement"),
        path("funds/", pages.funds, name="funds"),
        path("soundness/", pages.soundness, lent, name="soundness"),
        path("figures/<slug:name>.json", figures.amounts_figure, name="figure"),
        path("soundness/<slug:code>/figure.json", figures.ratio_figure, lent, name="ratio-figure"),
        path("data/<slug:name>.<str:suffix>", data.finance_file, lent, name="file"),
    ]

from django.urls import path

from sunagawa_plan.reports import views
from sunagawa_plan.reports.documents import ReportKind

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    *(
        route
        for kind in ReportKind
        for route in (
            path(f"{kind}/<int:fiscal_year>/", views.report, {"kind": kind}, name=str(kind)),
            path(f"{kind}/<int:fiscal_year>.pdf", views.pdf, {"kind": kind}, name=f"{kind}-pdf"),
            path(
                f"{kind}/<int:fiscal_year>/<slug:stamp>.pdf",
                views.earlier_pdf,
                {"kind": kind},
                name=f"{kind}-earlier-pdf",
            ),
            path(f"{kind}/<int:fiscal_year>.xlsx", views.xlsx, {"kind": kind}, name=f"{kind}-xlsx"),
        )
    ),
]

from django.contrib import admin
from django.urls import include, path

from finance.urls import APP_NAME as FINANCE
from finance.urls import routes as finance_routes
from sunagawa_plan import views
from sunagawa_plan.accessibility.views import accessibility
from sunagawa_plan.lending import lend
from sunagawa_plan.open_data.urls import METADATA
from sunagawa_plan.open_data.views import openapi
from sunagawa_plan.planner_desk.views import desk, report_file
from sunagawa_plan.reports.staff_views import report_desk, start_report
from sunagawa_plan.search import views as search
from sunagawa_plan.sharing import views as sharing
from sunagawa_plan.updates import views as updates

handler404 = "sunagawa_plan.views.page_not_found"
handler500 = "sunagawa_plan.views.server_error"

# Of the guide's pages nothing is public; their pictures lie beside them, as in docs/.
GUIDE = [
    path(f"{place}{route}", admin.site.admin_view(view), name=name)
    for place in ("", "<slug:name>/")
    for route, view, name in (
        ("", views.guide, "guide"),
        ("images/staff/<str:picture_name>", views.guide_picture, "guide_picture"),
    )
]
urlpatterns = [
    *METADATA,
    path("", views.home, name="home"),
    path("plans/<slug:plan>/reports/", include("sunagawa_plan.reports.urls")),
    path("plans/<slug:plan>/share.png", sharing.picture, name="share-picture"),
    path("plans/", include("indicators.urls")),
    path("finance/", include((finance_routes(lend), FINANCE))),
    path("glossary/", views.glossary, name="glossary"),
    path("method/", views.method, name="method"),
    path("accessibility/", accessibility, name="accessibility"),
    path("search/", search.search, name="search"),
    path("sitemap.xml", sharing.sitemap, name="sitemap"),
    path("robots.txt", sharing.robots, name="robots"),
    path("admin/guide/", include(GUIDE)),
    path("updates/", updates.updates, name="updates"),
    path("updates/feed.atom", updates.updates_feed, name="updates-feed"),
    path("open-data/", include("sunagawa_plan.open_data.urls")),
    path("api/openapi.json", openapi, name="openapi"),
    path("admin/", admin.site.admin_view(views.staff_home)),
    path("admin/files/", admin.site.admin_view(desk), name="planner_desk"),
    path(
        "admin/files/<slug:name>.<str:suffix>",
        admin.site.admin_view(report_file),
        name="planner_report",
    ),
    path("admin/reports/", admin.site.admin_view(report_desk), name="report_desk"),
    path("admin/reports/start/", admin.site.admin_view(start_report), name="start_report"),
    path("admin/", admin.site.urls),
    path("healthz", views.health, name="health"),
]

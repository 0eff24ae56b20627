from django.contrib import admin
from django.urls import include, path

from sunagawa_plan import views

urlpatterns = [
    path("", views.home, name="home"),
    path("plans/", include("indicators.urls")),
    path("glossary/", views.glossary, name="glossary"),
    path("method/", views.method, name="method"),
    path("admin/", admin.site.urls),
    path("healthz", views.health, name="health"),
]

from django.contrib import admin
from django.urls import path

from sunagawa_plan import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", views.health, name="health"),
]

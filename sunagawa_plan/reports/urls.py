from django.urls import path

from sunagawa_plan.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("progress/<int:fiscal_year>/", views.progress, name="progress"),
]

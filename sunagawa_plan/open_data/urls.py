"""Addresses of the open data; metadata stands beside the files of the apps."""

from django.urls import path

from sunagawa_plan.open_data import views

app_name = "open_data"
urlpatterns = [
    path("", views.index, name="index"),
    path("all.zip", views.everything, name="everything"),
    path("catalog.jsonld", views.catalogue, name="catalogue"),
    path("data/<slug:name>.<str:suffix>-metadata.json", views.description_metadata),
    path("data/<slug:name>.<str:suffix>", views.description, name="file"),
]
# Before the apps' own addresses, which would take them for files of an unknown form.
METADATA = [
    path("plans/<slug:plan>/data/<slug:name>.<str:suffix>-metadata.json", views.plan_metadata),
    path("finance/data/<slug:name>.<str:suffix>-metadata.json", views.finance_metadata),
]

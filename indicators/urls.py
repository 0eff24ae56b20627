from django.urls import path

from indicators.views import data, embed, figures, pages

app_name = "indicators"
urlpatterns = [
    path("<slug:plan>/", pages.dashboard, name="dashboard"),
    path("<slug:plan>/goals/<int:number>/", pages.goal, name="goal"),
    path("<slug:plan>/policies/<slug:code>/", pages.policy, name="policy"),
    path(
        "<slug:plan>/policies/<slug:code>/figures/<int:order>/", pages.reference, name="reference"
    ),
    path("<slug:plan>/indicators/<slug:code>/", pages.indicator, name="indicator"),
    path("<slug:plan>/indicators/<slug:code>/compare/", pages.comparison, name="comparison"),
    path("<slug:plan>/indicators/<slug:code>/embed/", embed.embed, name="embed"),
    path("<slug:plan>/indicators/<slug:code>/figure.json", figures.figure, name="figure"),
    path("<slug:plan>/progress/", pages.latest_progress, name="latest-progress"),
    path("<slug:plan>/progress/<int:fiscal_year>/", pages.progress, name="progress"),
    path("<slug:plan>/milestones/<int:fiscal_year>/", pages.milestone, name="milestone"),
    path("<slug:plan>/data/<slug:name>.<str:suffix>", data.plan_file, name="file"),
]

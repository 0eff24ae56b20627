from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from indicators.models import AnnualValue, Goal, Indicator, Milestone, Plan, Policy, ReferenceSeries
from indicators.pages.comparison import ComparisonChoice, ComparisonPage
from indicators.pages.dashboard import DashboardPage
from indicators.pages.goal import GoalPage
from indicators.pages.indicator import IndicatorPage
from indicators.pages.milestone import MilestonePage
from indicators.pages.policy import PolicyPage
from indicators.pages.progress import ProgressChoice, ProgressPage
from indicators.pages.reference import ReferencePage
from indicators.pages.years import shown_year
from indicators.views.editions import edition_or_404, indicator_or_404


@require_safe
def dashboard(request: HttpRequest, plan: str) -> HttpResponse:
    chosen = get_object_or_404(Plan.objects.published(), slug=plan)
    page = DashboardPage.from_plan(chosen, localdate())
    return render(request, "indicators/dashboard.html", {"page": page})


@require_safe
def goal(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    goals = Goal.objects.filter(plan__in=Plan.objects.published()).select_related("plan")
    chosen = get_object_or_404(goals, plan__slug=plan, number=number)
    page = GoalPage.from_goal(chosen, localdate())
    return render(request, "indicators/goal.html", {"page": page})


@require_safe
def policy(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    policies = Policy.objects.published().select_related("goal__plan")
    chosen = get_object_or_404(policies, goal__plan__slug=plan, code=code)
    page = PolicyPage.from_policy(chosen, localdate())
    return render(request, "indicators/policy.html", {"page": page})


@require_safe
def indicator(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    edition = edition_or_404(request, plan)
    page = IndicatorPage.from_edition(
        edition, indicator_or_404(edition, code), is_sample=settings.SAMPLE_DATA
    )
    return render(request, "indicators/indicator.html", {"page": page})


@require_safe
def latest_progress(request: HttpRequest, plan: str) -> HttpResponse:
    """Lead to the year that the plan's pages speak of."""
    chosen = get_object_or_404(Plan.objects.published(), slug=plan)
    reported = AnnualValue.objects.last_reported_year(chosen)
    return redirect("indicators:progress", plan, shown_year(chosen, reported, localdate()))


@require_safe
def progress(request: HttpRequest, plan: str, fiscal_year: int) -> HttpResponse:
    edition = edition_or_404(request, plan)
    if fiscal_year not in edition.plan.judged_years:
        raise Http404("この計画には、その年度の進捗がありません。")
    choice = ProgressChoice.from_query(request.GET, edition.as_of)
    page = ProgressPage.from_edition(edition, fiscal_year, choice)
    return render(request, "indicators/progress.html", {"page": page})


@require_safe
def milestone(request: HttpRequest, plan: str, fiscal_year: int) -> HttpResponse:
    milestones = Milestone.objects.filter(plan__in=Plan.objects.published()).select_related("plan")
    chosen = get_object_or_404(milestones, plan__slug=plan, fiscal_year=fiscal_year)
    page = MilestonePage.from_plan(chosen.plan, chosen, localdate())
    return render(request, "indicators/milestone.html", {"page": page})


@require_safe
def reference(request: HttpRequest, plan: str, code: str, order: int) -> HttpResponse:
    figures = ReferenceSeries.objects.filter(policy__in=Policy.objects.published())
    chosen = get_object_or_404(
        figures.select_related("policy__goal__plan").prefetch_related("points"),
        policy__goal__plan__slug=plan,
        policy__code=code,
        order=order,
    )
    page = ReferencePage.from_series(chosen, is_sample=settings.SAMPLE_DATA)
    return render(request, "indicators/reference.html", {"page": page})


@require_safe
def comparison(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    chosen = get_object_or_404(Indicator.objects.published(plan).with_series(), code=code)
    choice = ComparisonChoice.from_query(request.GET)
    page = ComparisonPage.from_indicator(
        chosen, choice, localdate(), is_sample=settings.SAMPLE_DATA
    )
    return render(request, "indicators/comparison.html", {"page": page})

"""Opening a round: period and note, and which section gets which indicator, on one page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from indicators.assigning import add_departments, assign
from indicators.models import Department, Indicator, Plan, Policy
from reporting.admin.staff_pages import address, demand, page, told
from reporting.models import Round
from reporting.opening import SetUp, open_round
from reporting.round_forms import OpeningForm

OPEN = "reporting.add_round"
ASSIGN = "indicators.change_indicator"
ADD_SECTION = "indicators.add_department"
# A choice of the selects: leave it as it is.
_NOBODY = "0"


@dataclass(frozen=True)
class PolicyRows:
    """The indicators of one policy, each with the key of the section that is chosen for it."""

    policy: Policy
    rows: tuple[tuple[Indicator, int | None], ...]


class Assignment:
    """Which section every indicator of a plan has, or is given by what was sent."""

    def __init__(self, plan: Plan, data: Any = None) -> None:
        self.indicators = list(Indicator.objects.of_plan(plan).with_place())
        self.departments = list(Department.objects.all())
        self._known = {department.pk: department for department in self.departments}
        self.data = data

    def chosen(self, indicator: Indicator) -> int | None:
        """Return the section chosen for an indicator, else for all of its policy, else as it is."""
        if self.data is None:
            return indicator.department_id
        own = self._sent(f"indicator-{indicator.pk}", indicator.department_id)
        if own is not None:
            return own
        return self._sent(f"policy-{indicator.basic_project.policy_id}", None)

    def _sent(self, name: str, otherwise: int | None) -> int | None:
        sent = self.data.get(name)
        if sent is None:
            return otherwise
        return int(sent) if sent.isdecimal() and int(sent) in self._known else None

    @property
    def policies(self) -> tuple[PolicyRows, ...]:
        found: dict[Policy, list[Any]] = {}
        for indicator in self.indicators:
            rows = found.setdefault(indicator.basic_project.policy, [])
            rows.append((indicator, self.chosen(indicator)))
        return tuple(PolicyRows(policy, tuple(rows)) for policy, rows in found.items())

    @property
    def counts(self) -> Iterator[tuple[str, int]]:
        """Give every section that has indicators, as stored, with how many; then none."""
        stored = [indicator.department_id for indicator in self.indicators]
        for department in self.departments:
            if department.pk in stored:
                yield department.name, stored.count(department.pk)

    @property
    def unassigned(self) -> int:
        return sum(indicator.department_id is None for indicator in self.indicators)

    def save(self) -> int:
        """Store what was chosen; return how many indicators moved."""
        wanted = {each.pk: self._known.get(self.chosen(each) or 0) for each in self.indicators}
        return len(assign(wanted))


def open_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Show the set-up proposed from the last round; on POST do what the button says."""
    demand(request, OPEN)
    plan = _plan(request)
    if request.method != "POST":
        proposed = SetUp.proposed(plan, localdate())
        form = OpeningForm(plan=plan, initial=vars(proposed))
        return _page(model_admin, request, plan, form, Assignment(plan))
    form = OpeningForm(request.POST, plan=plan)
    try:
        return _do(model_admin, request, plan, form)
    except (ValueError, ValidationError) as error:
        shown = OpeningForm(plan=plan, initial=_typed(request))
        problem = told(error)
        assignment = Assignment(plan, request.POST)
        return _page(model_admin, request, plan, shown, assignment, problem=problem)


def _do(model_admin: Any, request: HttpRequest, plan: Plan, form: OpeningForm) -> HttpResponse:
    kept = OpeningForm(plan=plan, initial=_typed(request))
    if "add_departments" in request.POST:
        demand(request, ADD_SECTION)
        made = add_departments(request.POST.get("new_departments", ""))
        names = "、".join(f"「{department}」" for department in made)
        if made:
            messages.success(request, f"担当課{names}を追加しました。下の表で選べます。")
        else:
            messages.info(request, "追加する担当課の名前を、1行に1つ書いてください。")
        assignment = Assignment(plan, request.POST)
        return _page(model_admin, request, plan, kept, assignment, forget_names=True)
    if "assign" in request.POST:
        demand(request, ASSIGN)
        moved = Assignment(plan, request.POST).save()
        messages.success(request, f"担当課の割り当てを保存しました（変更{moved}件）。")
        return _page(model_admin, request, plan, kept, Assignment(plan))
    return _open(model_admin, request, plan, form)


def _open(model_admin: Any, request: HttpRequest, plan: Plan, form: OpeningForm) -> HttpResponse:
    assignment = Assignment(plan, request.POST)
    if not form.is_valid():
        return _page(model_admin, request, plan, form, assignment)
    with transaction.atomic():
        if request.user.has_perm(ASSIGN):
            assignment.save()
        opened = open_round(plan=plan, set_up=form.set_up)
    model_admin.log_addition(request, opened, "受付を始めました。")
    count = opened.entries.count()
    messages.success(request, f"{opened}の受付を作りました。報告の欄は{count}件です。")
    return HttpResponseRedirect(address("overview", opened.pk))


def _typed(request: HttpRequest) -> dict[str, Any]:
    return {name: request.POST.get(name, "") for name in OpeningForm.Meta.fields}


def _plan(request: HttpRequest) -> Plan:
    """Return the plan asked for, else that of the last round, the home page, or any."""
    plans = Plan.objects.all()
    asked = plans.filter(slug=request.GET.get("plan", "")).first()
    last = Round.objects.select_related("plan").order_by("pk").last()
    found = asked or (last.plan if last else None) or plans.on_home(localdate()) or plans.first()
    if found is None:
        raise Http404("計画がまだ登録されていません。")
    return found


def _page(
    model_admin: Any,
    request: HttpRequest,
    plan: Plan,
    form: OpeningForm,
    assignment: Assignment,
    *,
    problem: str = "",
    forget_names: bool = False,
) -> HttpResponse:
    context = {
        "title": "報告の受付を始める",
        "plan": plan,
        "plans": Plan.objects.all(),
        "form": form,
        "assignment": assignment,
        "may_assign": request.user.has_perm(ASSIGN),
        "may_add_departments": request.user.has_perm(ADD_SECTION),
        "new_departments": "" if forget_names else request.POST.get("new_departments", ""),
        "last_round": Round.objects.filter(plan=plan).order_by("fiscal_year").last(),
        "problem": problem,
    }
    return page(model_admin, request, "open", context)

"""What other apps' pages may ask about rounds: templates are where the apps meet."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.timezone import localdate

from indicators.models import Plan
from reporting.models import Round

register = template.Library()


@register.inclusion_tag("admin/reporting/round/hint.html", takes_context=True)
def round_hint(
    context: Context, plan: Plan | None = None, fiscal_year: int | None = None
) -> dict[str, Any]:
    """Tell who may publish reports where values of an open round belong; one query for them alone.

    Without a plan or a year, of all open rounds: on a page where they are still to be chosen.
    """
    if not context["request"].user.has_perm("reporting.review_entry"):
        return {"rounds": ()}
    wanted = {"plan": plan, "fiscal_year": fiscal_year}
    chosen = {name: value for name, value in wanted.items() if value is not None}
    return {"rounds": Round.objects.open(localdate()).filter(**chosen).select_related("plan")}

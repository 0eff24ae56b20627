"""What other apps' pages may ask about rounds: templates are where the apps meet."""

from django import template
from django.utils.timezone import localdate

from indicators.models import Plan
from reporting.models import Round

register = template.Library()


@register.simple_tag
def open_round(plan: Plan, fiscal_year: int) -> Round | None:
    """Return the open round of a plan and year, if there is one. One query."""
    rounds = Round.objects.open(localdate())
    return rounds.filter(plan=plan, fiscal_year=fiscal_year).first()

"""What pages without a plan of their own may ask about plans: templates are where the apps meet."""

from django import template
from django.utils.timezone import localdate

from indicators.models import Plan

register = template.Library()


@register.simple_tag
def home_plan() -> Plan | None:
    """Return the plan of the home page, if one is published. One query."""
    return Plan.objects.published().on_home(localdate())

"""What the admin's own templates need."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def labelled(field: BoundField, row: object) -> SafeString:
    """Draw a form field with an aria-label of its column and its row."""
    return field.as_widget(attrs={"aria-label": f"{field.label} {row}"})

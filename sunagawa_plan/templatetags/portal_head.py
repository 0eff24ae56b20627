"""What the head of every page needs: a text used twice, and structured data."""

import html
import json
from typing import Any

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from sunagawa_plan.context import PUBLISHER
from sunagawa_plan.lib.linked_data import Dataset

register = template.Library()

# Inside <script> nothing may look like its end; the same characters as Django's json_script.
_ESCAPED = {ord(character): f"\\u{ord(character):04X}" for character in "<>&"}


class CaptureNode(template.Node):
    """Keeps what stands in it under a name, blocks included, and draws nothing."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: Context) -> SafeString:
        context[self.name] = mark_safe(self.nodelist.render(context).strip())  # noqa: S308 - drawn by the template, escaped there
        return SafeString("")


@register.tag
def capture(parser: Parser, token: Token) -> CaptureNode:
    """{% capture name %}…{% endcapture %}: a block can be filled once but is needed twice."""
    _, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, name)


@register.simple_tag(takes_context=True)
def dataset(
    context: Context,
    name: str,
    csv: str,
    first_year: int | None = None,
    last_year: int | None = None,
    measured: str = "",
) -> SafeString:
    """Draw the record of a table that the page shows; csv is the address of its file, years are
    fiscal. Name, description and address of the page are those in its head."""
    origin = context["page_origin"]
    table = Dataset(
        name=name,
        description=html.unescape(context["page_description"]),
        url=f"{origin}{context['request'].path}",
        files=origin + csv.removesuffix(".csv"),
        publisher=PUBLISHER,
        first_year=first_year,
        last_year=last_year,
        measured=(measured,) if measured else (),
        licence=settings.DATA_LICENCE_URL,
    )
    return linked_data(table.record)


@register.simple_tag
def linked_data(record: dict[str, Any]) -> SafeString:
    """Draw a record of schema.org. It is data: browsers do not run it, so the policy lets it be."""
    written = mark_safe(json.dumps(record, ensure_ascii=False).translate(_ESCAPED))  # noqa: S308 - nothing in it can end the script
    return format_html('<script type="application/ld+json">{}</script>', written)

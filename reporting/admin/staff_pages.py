"""What every page of a round has in common: its round, its rights, its frame."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from reporting.models import Round

REVIEW = "reporting.review_entry"
PUBLISH = "reporting.publish_entry"
CHANGE_ROUND = "reporting.change_round"
REMIND = "reporting.send_reminders"


def demand(request: HttpRequest, *rights: str) -> None:
    """Raise PermissionDenied unless the person has all of the rights."""
    if not request.user.has_perms(rights):
        raise PermissionDenied


def round_for(request: HttpRequest, pk: int, *rights: str) -> Round:
    """Return a round with its plan, for somebody who has the rights; Http404 for none."""
    demand(request, *rights)
    return get_object_or_404(Round.objects.select_related("plan"), pk=pk)


def address(view: str, *args: Any) -> str:
    return reverse(f"admin:reporting_round_{view}", args=args)


def page(
    model_admin: Any,
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Return a page of the admin about rounds."""
    request.current_app = model_admin.admin_site.name
    frame = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts}
    return TemplateResponse(
        request, f"admin/reporting/round/{template}.html", {**frame, **context}, status=status
    )


def told(error: ValueError | ValidationError) -> str:
    """Return what a refusal says."""
    return "".join(error.messages) if isinstance(error, ValidationError) else str(error)

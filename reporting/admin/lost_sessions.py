"""What was typed into a sheet whose session ended is kept until its owner has logged in again."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

_KEY = "typed_into_sheet"
# A page of fifty rows with long notes; nobody may fill the session store from outside.
_MOST_CHARACTERS = 400_000
_ASIDE = {"csrfmiddlewaretoken", "do"}


def keeps_typed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap an admin view so that a POST without a session loses nothing on the way to the login.

    Logging in takes over the session in which the typed values wait.
    """

    def wrapped(request: HttpRequest, **keys: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            _keep_typed(request)
        return view(request, **keys)

    return wrapped


def kept_typed(request: HttpRequest) -> QueryDict | None:
    """Return what the person typed at this address before the session ended, or None."""
    kept = request.session.get(_KEY)
    if not kept or kept["path"] != request.path or kept["person"] != str(request.user.pk):
        return None
    return QueryDict(kept["sent"])


def forget_typed(request: HttpRequest) -> None:
    """Forget it: the person has sent the sheet anew."""
    request.session.pop(_KEY, None)


def _keep_typed(request: HttpRequest) -> None:
    typed = request.POST.copy()
    for name in _ASIDE:
        typed.pop(name, None)
    sent = typed.urlencode()
    if len(sent) <= _MOST_CHARACTERS:
        person = request.POST.get("person", "")
        request.session[_KEY] = {"path": request.path, "person": person, "sent": sent}

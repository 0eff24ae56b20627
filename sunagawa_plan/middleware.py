"""What surrounds every answer: one more header, and the freshness of public pages."""

import re
from collections.abc import Callable

from csp.constants import HEADER as CSP
from csp.utils import build_policy
from django.conf import settings
from django.core.cache import cache
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils import timezone
from django.utils.cache import has_vary_header, patch_vary_headers
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from sunagawa_plan.freshness import Freshness, freshness_of
from sunagawa_plan.lib.call_stack import roomy

Answer = Callable[[HttpRequest], HttpResponseBase]

_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

_EMBEDDED = re.compile("/plans/[^/]+/indicators/[^/]+/embed/")

_SAFE_METHODS = ("GET", "HEAD")
_COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/atom+xml",
    "application/xml",
    "image/svg+xml",
)
# Kept by whoever wants to, shown only after asking whether it still holds.
_ASK_FIRST = "public, max-age=0, must-revalidate"
_MOST_BYTES_KEPT = 256 * 1024
_SECONDS_KEPT = 24 * 60 * 60


def roomy_stack(get_response: Answer) -> Answer:
    """Gives whatever makes an answer anew the room that many calls want."""

    @roomy
    def respond(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    return respond


def permissions_policy(get_response: Answer) -> Answer:
    """Denies the page, and whatever it might ever embed, the devices a portal never needs."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", _POLICY)
        return response

    return respond


def samples_unlisted(get_response: Answer) -> Answer:
    """Asks search engines to list nothing of a portal of sample values, files and pictures included."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if settings.SAMPLE_DATA:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return respond


def framable_charts(get_response: Answer) -> Answer:
    """Lets the charts made for it, and nothing else, be framed by the sites in EMBED_ORIGINS.

    By address rather than in the view: a 304 tells browsers the policy again, and no view saw it.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if _EMBEDDED.fullmatch(request.path_info) and response.status_code in {200, 304}:
            response[CSP] = build_policy(replace={"frame-ancestors": settings.EMBED_ORIGINS})
        return response

    return respond


class FreshPublicPages:
    """Answers for public addresses from what is known to be still true, else asks the view.

    Public is all but /admin/, /healthz and static files. Public addresses are read only (405),
    carry a weak ETag and Last-Modified and are compressed. Whole pages are kept under their entity
    tag, so a page that is still true costs one query, and a change shows in every worker's next
    answer.

    Errors, and answers that set or read a cookie or a Cache-Control of their own, are neither
    kept nor tagged. Stands outside the session and all that looks at it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.gzip = GZipMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _is_apart(request.path_info):
            return self.get_response(request)
        if request.method not in _SAFE_METHODS:
            return HttpResponseNotAllowed(_SAFE_METHODS)
        fresh = freshness_of(request, timezone.localdate())
        if _is_known_to_client(request, fresh):
            return _tagged(HttpResponseNotModified(), fresh)
        kept = _kept(request, fresh.tag)
        response = _tagged(kept, fresh) if kept else self._new(request, fresh)
        # Anybody may name a date, so whether the page exists had to be asked first.
        if "ETag" in response and _is_unmodified(request, fresh):
            return _tagged(HttpResponseNotModified(), fresh)
        return response

    def _new(self, request: HttpRequest, fresh: Freshness) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "HEAD" and isinstance(response, StreamingHttpResponse):
            response.streaming_content = ()
        if response.headers.get("Content-Type", "").startswith(_COMPRESSIBLE):
            response = self.gzip.process_response(request, response)
        if not _is_the_same_for_all(response):
            response.headers.setdefault("Cache-Control", "no-store")
            return response
        _keep(request, fresh.tag, _tagged(response, fresh))
        return response


def _is_apart(path: str) -> bool:
    return path == "/healthz" or path.startswith(("/admin/", settings.STATIC_URL))


def _is_known_to_client(request: HttpRequest, fresh: Freshness) -> bool:
    # `*` would ask whether the page exists, which only the view knows.
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return fresh.tag in known or fresh.tag.removeprefix("W/") in known


def _is_unmodified(request: HttpRequest, fresh: Freshness) -> bool:
    """Tell whether a client that names a date, and no tag, has the page as it is."""
    if fresh.modified_at is None or "If-None-Match" in request.headers:
        return False
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and fresh.modified_at.timestamp() <= since


def _is_the_same_for_all(response: HttpResponseBase) -> bool:
    return (
        response.status_code == 200
        and not response.cookies
        and not has_vary_header(response, "Cookie")
        and "Cache-Control" not in response.headers
    )


def _tagged(response: HttpResponseBase, fresh: Freshness) -> HttpResponseBase:
    response.headers["ETag"] = fresh.tag
    if fresh.modified_at is not None:
        response.headers["Last-Modified"] = http_date(fresh.modified_at.timestamp())
    response.headers["Cache-Control"] = _ASK_FIRST
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _kept(request: HttpRequest, tag: str) -> HttpResponse | None:
    found = cache.get(_key(request, tag))
    if found is None:
        return None
    content, headers = found
    return HttpResponse(content, headers=headers)


def _keep(request: HttpRequest, tag: str, response: HttpResponseBase) -> None:
    # The answer to a HEAD may lack the body.
    if request.method != "GET" or not isinstance(response, HttpResponse):
        return
    if len(response.content) <= _MOST_BYTES_KEPT:
        kept = (response.content, dict(response.headers))
        cache.set(_key(request, tag), kept, _SECONDS_KEPT)


def _key(request: HttpRequest, tag: str) -> str:
    # The body is kept as it went out, so compressed and plain ones lie apart.
    is_compressed = re_accepts_gzip.search(request.headers.get("Accept-Encoding", ""))
    return f"{'gzip' if is_compressed else 'plain'}:{tag}"

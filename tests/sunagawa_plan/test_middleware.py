import datetime as dt
import gzip

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.views.decorators.cache import never_cache

from indicators.models import Department
from sunagawa_plan import freshness, middleware, urls
from tests.factories.indicators import make_department

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

TEXT = "課の名前が並ぶページです。" * 100


def departments(request):
    names = "".join(Department.objects.values_list("name", flat=True))
    return HttpResponse(f"{names}\n{request.GET.get('q', '')}\n{TEXT}")


def files(request):
    return StreamingHttpResponse(iter(["一行\r\n", "二行\r\n"]), content_type="text/csv")


def personal(request):
    request.session["seen"] = True
    return HttpResponse(TEXT)


def reads_session(request):
    return HttpResponse(f"{request.session.get('seen')}{TEXT}")


def frugal(request):
    return HttpResponse("" if request.method == "HEAD" else TEXT)


def with_cookie(request):
    response = HttpResponse(TEXT)
    response.set_cookie("seen", "1")
    return response


def failing(request):
    raise OperationalError("the database is down")


urlpatterns = [
    path("", departments),
    path("files.csv", files),
    path("personal/", personal),
    path("reads-session/", reads_session),
    path("with-cookie/", with_cookie),
    path("frugal/", frugal),
    path("never/", never_cache(departments)),
    path("gone/", lambda request: HttpResponse(TEXT, status=404)),
    path("failing/", failing),
    path("admin/", departments),
    path("healthz", departments),
    # The error pages link to the portal's own addresses.
    *urls.urlpatterns,
]


def test_first_answer_is_shared_and_tagged(client):
    response = client.get("/")

    assert response.status_code == 200
    assert response["ETag"].startswith('W/"')
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["Vary"] == "Accept-Encoding"
    assert not response.cookies


def test_a_page_still_true_costs_one_query_and_is_the_same(client, django_assert_num_queries):
    make_department()
    with django_assert_num_queries(2):
        first = client.get("/")

    with django_assert_num_queries(1):
        second = client.get("/")

    assert second.content == first.content
    assert second.headers == first.headers


def test_a_change_shows_in_the_next_answer(client):
    department = make_department(name="税務課")
    tag = client.get("/")["ETag"]

    department.name = "納税課"
    department.save()
    response = client.get("/", headers={"If-None-Match": tag})

    assert response.status_code == 200
    assert "納税課" in response.content.decode()


def test_addresses_are_kept_apart(client):
    one, other = client.get("/?q=1"), client.get("/?q=2")

    assert one.content != other.content
    assert one["ETag"] != other["ETag"]


@pytest.mark.parametrize("form", ["{}", '"other", {}', '{} , W/"x"'])
def test_a_client_that_knows_the_page_gets_304_without_the_view(client, form, monkeypatch):
    tag = client.get("/")["ETag"]
    cache.clear()

    response = client.get("/", headers={"If-None-Match": form.format(tag)})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == tag
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["Vary"] == "Accept-Encoding"


def test_a_client_that_knows_the_time_gets_304(client):
    modified = client.get("/")["Last-Modified"]

    response = client.get("/", headers={"If-Modified-Since": modified})

    assert (response.status_code, response.content) == (304, b"")
    assert response["Last-Modified"] == modified
    assert response["ETag"] == client.get("/")["ETag"]


def test_a_file_not_modified_is_304_and_starts_no_reading(client):
    modified = client.get("/files.csv")["Last-Modified"]

    assert client.get("/files.csv", headers={"If-Modified-Since": modified}).content == b""


def test_a_change_is_later_than_the_time_a_client_knows(client, monkeypatch):
    long_ago = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    monkeypatch.setattr(freshness, "_STARTED_AT", long_ago)
    department = make_department()
    Department.history.update(history_date=long_ago)
    modified = client.get("/")["Last-Modified"]

    department.name = "納税課"
    department.save()
    response = client.get("/", headers={"If-Modified-Since": modified})

    assert response.status_code == 200
    assert response["Last-Modified"] != modified


@pytest.mark.parametrize(
    "since", ["Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "", "2026-10-01T00:00:00"]
)
def test_an_earlier_or_unreadable_time_gets_the_page(client, since):
    assert client.get("/", headers={"If-Modified-Since": since}).status_code == 200


def test_the_tag_goes_before_the_time(client):
    headers = {"If-None-Match": 'W/"other"', "If-Modified-Since": client.get("/")["Last-Modified"]}

    assert client.get("/", headers=headers).status_code == 200


def test_a_page_that_does_not_exist_is_404_however_late_the_time(client):
    later = {"If-Modified-Since": "Thu, 01 Jan 2099 00:00:00 GMT"}

    assert client.get("/gone/", headers=later).status_code == 404
    assert client.get("/nowhere/", headers=later).status_code == 404


def test_304_costs_one_query(client, django_assert_num_queries):
    tag = client.get("/")["ETag"]

    with django_assert_num_queries(1):
        assert client.get("/", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("known", ['W/"other"', "*", "nonsense", ""])
def test_a_client_that_knows_something_else_gets_the_page(client, known):
    assert client.get("/", headers={"If-None-Match": known}).status_code == 200


@pytest.mark.parametrize("target", ["/", "/files.csv"])
def test_head_has_the_headers_of_get(client, target):
    cold, got, warm = client.head(target), client.get(target), client.head(target)

    assert cold.headers == got.headers == warm.headers


def test_head_does_not_leave_an_empty_page_behind(client):
    client.head("/frugal/")

    assert TEXT in client.get("/frugal/").content.decode()


def test_head_of_a_file_starts_no_reading():
    started = []

    def rows():
        started.append(1)
        yield b"row"

    answer = middleware.FreshPublicPages(lambda _: StreamingHttpResponse(rows()))
    response = answer(RequestFactory().head("/"))

    assert b"".join(response.streaming_content) == b""
    assert started == []


def test_files_are_tagged_but_not_kept(client):
    first, second = client.get("/files.csv"), client.get("/files.csv")

    assert first["ETag"] == second["ETag"]
    assert b"".join(second.streaming_content).decode() == "一行\r\n二行\r\n"


def test_pages_go_out_compressed_to_who_can_read_that(client):
    plain = client.get("/")
    packed = [client.get("/", headers={"Accept-Encoding": "br, gzip"}) for _ in range(2)]

    assert [response["Content-Encoding"] for response in packed] == ["gzip"] * 2
    assert packed[0].content == packed[1].content
    assert gzip.decompress(packed[0].content) == plain.content
    assert len(packed[0].content) < len(plain.content) / 4
    assert "Content-Encoding" not in client.get("/")


def test_large_pages_are_not_kept(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(middleware, "_MOST_BYTES_KEPT", 100)
    client.get("/")

    with django_assert_num_queries(2):
        assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "target", ["/personal/", "/reads-session/", "/with-cookie/", "/gone/", "/nowhere/"]
)
def test_errors_and_what_looks_at_cookies_are_neither_kept_nor_tagged(client, target):
    response = client.get(target)

    assert "ETag" not in response
    assert response["Cache-Control"] == "no-store"


def test_a_view_that_says_never_is_obeyed(client, django_assert_num_queries):
    client.get("/never/")

    with django_assert_num_queries(2):
        response = client.get("/never/")

    assert "ETag" not in response
    assert "no-store" in response["Cache-Control"]


def test_an_error_is_not_kept_when_its_cause_is_gone(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(middleware, "freshness_of", _raise)
    assert client.get("/").status_code == 500
    monkeypatch.undo()

    assert client.get("/").status_code == 200


def test_a_failing_database_is_an_error_page(client):
    client.raise_request_exception = False

    response = client.get("/failing/")

    assert response.status_code == 500
    assert "ETag" not in response


@pytest.mark.parametrize("target", ["/admin/", "/healthz"])
def test_admin_and_health_are_left_alone(client, target, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(target, headers={"Accept-Encoding": "gzip"})

    assert "ETag" not in response
    assert "Content-Encoding" not in response
    assert client.post(target).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_public_addresses_are_read_only(method):
    strict = Client(enforce_csrf_checks=True)

    response = getattr(strict, method)("/")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_a_foreign_host_gets_no_kept_page(client):
    client.get("/")
    client.raise_request_exception = False

    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_every_answer_carries_the_policies(client):
    tag = client.get("/")["ETag"]
    kept = client.get("/")
    same = client.get("/", headers={"If-None-Match": tag})

    for response in (kept, same):
        assert "camera=()" in response["Permissions-Policy"]
        assert "default-src 'self'" in response["Content-Security-Policy"]
    assert kept["X-Frame-Options"] == "DENY"


def _raise(*_: object) -> str:
    raise OperationalError("the database is down")

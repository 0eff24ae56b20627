import pytest
from django.core.management import call_command

# Each public page once, on the real plan.
PAGES = ["/healthz", "/admin/login/"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_page_time(bench, client, path):
    call_command("load_plan", verbosity=0)
    assert client.get(path).status_code == 200
    bench.time(path, lambda: client.get(path))

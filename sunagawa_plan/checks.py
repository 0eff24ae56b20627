"""System checks for mistakes of set-up that Django's own do not see."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution

_LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}


@register(Tags.security)
def debug_is_local(**_: Any) -> list[CheckMessage]:
    """DEBUG shows settings and source to whoever provokes an error."""
    public = sorted(set(settings.ALLOWED_HOSTS) - _LOCAL_HOSTS)
    if not settings.DEBUG or not public:
        return []
    return [
        Error(
            f"DEBUG is on while the portal answers for {', '.join(public)}.",
            hint="Unset DEBUG, or leave ALLOWED_HOSTS at its default.",
            id="sunagawa_plan.E001",
        )
    ]


@register(Tags.security, deploy=True)
def sample_data_is_off(**_: Any) -> list[CheckMessage]:
    """Sample values must never be taken for the city's own."""
    if not settings.SAMPLE_DATA:
        return []
    return [
        Caution(
            "SAMPLE_DATA is on: every page says that its values are invented.",
            hint="Unset SAMPLE_DATA and point DATABASE_URL at the real database.",
            id="sunagawa_plan.W001",
        )
    ]


@register(Tags.staticfiles, deploy=True)
def static_files_are_collected(**_: Any) -> list[CheckMessage]:
    """Without the manifest of hashed names every page is a 500."""
    if settings.DEBUG or (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        return []
    return [
        Caution(
            f"No static files have been collected in {settings.STATIC_ROOT}.",
            hint="Run `manage.py collectstatic --noinput`.",
            id="sunagawa_plan.W002",
        )
    ]

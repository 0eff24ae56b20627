"""The page of last resort."""

from django.template.loader import render_to_string


def test_error_page_needs_neither_context_nor_database_nor_manifest(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    assert "ただいま表示できません" in render_to_string("500.html")

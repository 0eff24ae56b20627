from sunagawa_plan import checks


def test_debug_is_an_error_on_a_public_host(settings):
    settings.DEBUG = True
    settings.ALLOWED_HOSTS = ["localhost", "portal.example.jp"]
    (found,) = checks.debug_is_local()
    assert found.id == "sunagawa_plan.E001"
    assert "portal.example.jp" in found.msg


def test_debug_is_fine_at_home(settings):
    settings.DEBUG = True
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    assert checks.debug_is_local() == []


def test_sample_data_is_warned_about(settings):
    settings.SAMPLE_DATA = True
    (found,) = checks.sample_data_is_off()
    assert found.id == "sunagawa_plan.W001"


def test_real_data_is_not_warned_about():
    assert checks.sample_data_is_off() == []


def test_missing_static_files_are_warned_about(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (found,) = checks.static_files_are_collected()
    assert found.id == "sunagawa_plan.W002"


def test_collected_static_files_are_found(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text("{}")
    assert checks.static_files_are_collected() == []

import os
import time
from uuid import uuid4

import pytest

from sunagawa_plan.shared import progress
from sunagawa_plan.shared.progress import CHECKING, clear_away, read_progress, tell, told_under


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.IMPORTS_DIR = tmp_path / "imports"


def test_progress_is_seen_while_it_runs_and_gone_afterwards():
    token = uuid4()
    with told_under(1, str(token)):
        tell(CHECKING, 300, 1_000)
        seen = read_progress(1, token)
    assert seen == {"step": "確認", "done": 300, "total": 1_000}
    assert read_progress(1, token) == {}
    assert list(progress.folder().iterdir()) == []


def test_progress_of_somebody_else_is_not_seen():
    token = uuid4()
    with told_under(1, str(token)):
        tell(CHECKING, 1)
        assert read_progress(2, token) == {}


def fail():
    with told_under(1, str(uuid4())):
        tell(CHECKING, 1)
        raise RuntimeError


def test_failure_leaves_nothing_behind():
    with pytest.raises(RuntimeError):
        fail()
    assert list(progress.folder().iterdir()) == []


@pytest.mark.parametrize("token", ["", "../../etc/passwd", "x"])
def test_work_goes_on_without_a_token(token):
    with told_under(1, token):
        tell(CHECKING, 1)
    tell(CHECKING, 2)
    assert not list(progress.folder().iterdir())


def test_leftovers_of_killed_processes_go_after_a_day():
    old, fresh = progress.folder() / "1-a.progress", progress.folder() / "b.upload"
    for path in (old, fresh):
        path.write_text("{}")
    yesterday = time.time() - 25 * 60 * 60
    os.utime(old, (yesterday, yesterday))
    clear_away()
    assert list(progress.folder().iterdir()) == [fresh]


def test_folder_is_for_the_portal_alone():
    assert progress.folder().stat().st_mode & 0o077 == 0

"""What the backup script copies comes back by the commands in its head."""

import fcntl
import gzip
import os
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest
from django.conf import settings

SCRIPT = Path(settings.BASE_DIR) / "deploy" / "backup"
KEPT = {
    "p-progress-2024.pdf": b"%PDF-1.7 now",
    "p-progress-2024.json": b"{}",
    "p-progress-2024@20261120-030000.pdf": b"%PDF-1.7 published before",
    "p-progress-2024@20261120-030000.json": b'{"pages": 24}',
}


@pytest.fixture
def site(tmp_path) -> Path:
    """A folder with the database and the kept reports of a portal."""
    with sqlite3.connect(tmp_path / "db.sqlite3") as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE value (number)")
        database.execute("INSERT INTO value VALUES (6.9)")
    database.close()
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, content in KEPT.items():
        (reports / name).write_bytes(content)
    return tmp_path


def environment(site: Path) -> dict[str, str]:
    places = {
        "DATABASE_URL": f"sqlite:///{site / 'db.sqlite3'}",
        "REPORTS_DIR": str(site / "reports"),
    }
    return os.environ | places


def back_up(site: Path) -> list[Path]:
    said = subprocess.run(
        [SCRIPT, site / "copies"],
        env=environment(site),
        capture_output=True,
        text=True,
        check=True,
    )
    return [Path(line) for line in said.stdout.splitlines()]


def restored_reports(copy: Path, place: Path) -> dict[str, bytes]:
    place.mkdir()
    subprocess.run(["tar", "-xf", copy, "-C", place], check=True)
    return {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}


def test_database_and_earlier_reports_come_back(site):
    database, reports = back_up(site)

    plain = site / "restored.sqlite3"
    plain.write_bytes(gzip.decompress(database.read_bytes()))
    restored = sqlite3.connect(plain)
    assert restored.execute("SELECT number FROM value").fetchall() == [(6.9,)]
    restored.close()
    assert restored_reports(reports, site / "restored") == KEPT


def test_copies_are_for_their_owner_alone_and_nothing_half_made_stays(site):
    copies = back_up(site)

    assert sorted(copies) == sorted((site / "copies").iterdir())
    assert [copy.stat().st_mode & 0o077 for copy in copies] == [0, 0]


def test_portal_that_never_made_a_report_backs_its_database_up(site):
    (site / "reports").rename(site / "elsewhere")

    (copy,) = back_up(site)

    assert copy.name.endswith(".sqlite3.gz")
    assert not (site / "reports").exists()


def test_report_that_is_being_made_is_waited_for(site):
    (site / "reports" / "locks").mkdir()
    with (site / "reports" / "locks" / "turn.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with subprocess.Popen([SCRIPT, site / "copies"], env=environment(site)) as backup:
            wait_for_a_copy_of_the_database(site / "copies")
            with pytest.raises(subprocess.TimeoutExpired):
                backup.wait(timeout=1)
            (site / "reports" / "p-interim-2025.pdf").write_bytes(b"just made")
            fcntl.flock(lock, fcntl.LOCK_UN)
    (copy,) = (site / "copies").glob("*-reports.tar")

    assert backup.returncode == 0
    assert restored_reports(copy, site / "restored")["p-interim-2025.pdf"] == b"just made"


def wait_for_a_copy_of_the_database(folder: Path) -> None:
    for _ in range(300):
        if list(folder.glob("*.gz.part")):
            return
        time.sleep(0.1)
    raise TimeoutError(folder)


def test_old_copies_of_both_go(site):
    old = back_up(site)
    for copy in old:
        os.utime(copy, (0, 0))
    # Copies of the same second would bear the same name.
    time.sleep(1.1)

    new = back_up(site)

    assert sorted((site / "copies").iterdir()) == sorted(new)

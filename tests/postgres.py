"""Runs a command with DATABASE_URL naming a PostgreSQL server: `python tests/postgres.py pytest`.

The server is the one that DATABASE_URL already names, else a throw-away cluster: it lives in a
temporary folder, is reached through a socket in that folder only, and is gone afterwards however
the command ends.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

_MISSING = (
    "No PostgreSQL server programs found. On Debian: apt install postgresql. "
    "Or set DATABASE_URL=postgres://…"
)
# Nothing here must survive a power cut, so nothing waits for the disk.
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=''")


def main() -> int:
    command = sys.argv[1:]
    if os.environ.get("DATABASE_URL", "").startswith(("postgres://", "postgresql://")):
        return subprocess.run(command, check=False).returncode
    # A terminated run must still pass through the clean-up below.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with throw_away_cluster() as url:
        environment = os.environ | {"DATABASE_URL": url}
        return subprocess.run(command, env=environment, check=False).returncode


@contextmanager
def throw_away_cluster() -> Iterator[str]:
    """Starts a cluster and yields its DATABASE_URL."""
    programs = _find_programs()
    room = Path(tempfile.mkdtemp(prefix="sunagawa-pg-"))
    cluster, log = room / "cluster", room / "log"
    options = " ".join(
        f"-c {setting}" for setting in (*_SETTINGS, f"unix_socket_directories={room}")
    )
    try:
        _hand_over(room)
        print("Starting a throw-away PostgreSQL cluster …", flush=True)
        _run(
            programs / "initdb",
            "-D",
            cluster,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        try:
            _run(programs / "pg_ctl", "start", "-D", cluster, "-l", log, "-o", options, "-w")
            yield f"postgres://postgres@{quote(str(room), safe='')}/postgres"
        finally:
            if (cluster / "postmaster.pid").exists():
                _run(programs / "pg_ctl", "stop", "-D", cluster, "-m", "immediate")
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _find_programs() -> Path:
    """The folder of initdb and pg_ctl: Debian's newest, else wherever PATH finds them."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if versions:
        return versions[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    sys.exit(_MISSING)


def _hand_over(room: Path) -> None:
    """initdb refuses root, so as root everything is done as Debian's user postgres."""
    if os.geteuid() == 0:
        shutil.chown(room, "postgres", "postgres")


def _run(program: Path, *arguments: str | Path) -> None:
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    # Output goes to a file: a server that outlives pg_ctl would hold a pipe open for ever.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [*as_user, program, *arguments],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            output.seek(0)
            sys.exit(f"{program.name} failed:\n{output.read().decode(errors='replace')}")


if __name__ == "__main__":
    sys.exit(main())

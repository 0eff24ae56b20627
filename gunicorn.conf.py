"""How gunicorn serves the portal, both in `make run` and behind a real web server."""

import errno
import gc
import os
import socket
import sys
from typing import Any

from sunagawa_plan.lib.environment import Environment

env = Environment(os.environ)

bind_host = env.text("BIND_HOST", "127.0.0.1")
bind_port = env.whole_number("PORT", 8000, at_least=1, at_most=65_535)
bind = f"{bind_host}:{bind_port}"

workers = env.whole_number("WEB_WORKERS", 2, at_least=1, at_most=64)
threads = env.whole_number("WEB_THREADS", 4, at_least=1, at_most=64)
# Loaded once and shared: half the memory, and a broken set-up stops the start instead of looping.
preload_app = True
# Grown memory is given back now and then, and not by both workers at once.
max_requests = 5_000
max_requests_jitter = 500
timeout = 60

loglevel = "warning"
accesslog = "-" if env.flag("ACCESS_LOG") else None
# Nobody here steers a running server over a socket in somebody's home directory.
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Says in one line what would otherwise be five retries and a traceback."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind_host, bind_port))
        except OSError as problem:
            reason = "in use" if problem.errno == errno.EADDRINUSE else problem.strerror
            sys.exit(f"Port {bind_port} cannot be served: {reason}. Try: make run PORT=8001")


def when_ready(server: Any) -> None:
    print(f"Serving http://{bind}/ (stop with Ctrl+C)", flush=True)


def post_fork(server: Any, worker: Any) -> None:
    """Keeps the collector from walking over all that is loaded, again and again, for each page.

    A page of many rows makes hardly any cycles; a third of its time went into looking for them.
    """
    gc.freeze()
    gc.set_threshold(10_000)

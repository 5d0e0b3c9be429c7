"""A sender that is killed where a test says.

`python -m tests.notifications.killing` sets Django up once and then forks for each line it reads: the child sweeps, and
kills itself at the point that the line names. Nothing in the product knows of these points: the child wraps functions.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

BEFORE_THE_WINDOW = ["before the claim", "claimed", "committed", "connected", "recipient named", "in the text"]
IN_THE_WINDOW = ["handed over", "received"]
AFTER_THE_WINDOW = ["marked"]
UNGUARDED = "received, unguarded"
"""As "received", with nothing committed before the last dot"""


def die(*_: Any, **__: Any) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still alive")


def _after(owner: Any, name: str) -> None:
    """Die when `owner.name` has done its work."""
    done = getattr(owner, name)

    def wrapped(*args: Any, **more: Any) -> None:
        done(*args, **more)
        die()

    setattr(owner, name, wrapped)


def prepare(point: str) -> None:
    """Let this process die at `point` of its sweep."""
    import smtplib

    from notifications.outbox import claiming, handing, sweeping

    def half_of(server: smtplib.SMTP, text: bytes | str) -> None:
        plain = text if isinstance(text, bytes) else text.encode()
        if len(plain) < 300:
            return server.sock.sendall(plain)  # type: ignore[union-attr]
        server.sock.sendall(plain[: len(plain) // 2])  # type: ignore[union-attr]
        die()

    if point == UNGUARDED:
        sweeping.hold = lambda *_, **__: True  # type: ignore[assignment]
    wraps: dict[str, Callable[[], None]] = {
        "before the claim": lambda: setattr(sweeping, "claim", die),
        "claimed": lambda: _after(claiming, "_take"),
        "committed": lambda: _after(sweeping, "claim"),
        "connected": lambda: _after(handing.MailServer, "open"),
        "recipient named": lambda: _after(handing.MailServer, "name"),
        "in the text": lambda: setattr(smtplib.SMTP, "send", half_of),
        "handed over": lambda: _after(sweeping, "hold"),
        "received": lambda: _after(handing.MailServer, "end"),
        UNGUARDED: lambda: _after(handing.MailServer, "end"),
        "marked": lambda: _after(sweeping, "settle"),
    }
    wraps[point]()


def serve() -> None:
    """Fork for each line; tell how the child ended."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from tests.notifications.post import plain, sweep

    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            prepare(json.loads(line))
            sweep(plain)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else "lived", flush=True)


class Killer:
    """The other process, seen from a test."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def kill_at(self, point: str) -> None:
        """Sweep in a process that dies at `point`."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(point) + "\n")
        self.process.stdin.flush()
        assert self.hear() == "killed", point

    def hear(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


@contextmanager
def killer(port: int) -> Iterator[Killer]:
    """A process that sends by way of `port`, from the database of this one."""
    environment = {
        **os.environ,
        "ASSENT_DEBUG": "1",
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
    }
    command = [sys.executable, "-m", "tests.notifications.killing"]
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    try:
        other = Killer(process)
        assert other.hear() == "ready"
        yield other
    finally:
        with process:
            process.stdin.close()  # type: ignore[union-attr]
            process.wait(10)


def database_url() -> str:
    """Where the database of this test is."""
    from django.db import connection

    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    password = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
    return f"postgresql://{at['USER']}{password}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"


if __name__ == "__main__":
    serve()

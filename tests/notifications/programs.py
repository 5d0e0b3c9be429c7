"""The programs of an installation, as an operator would start them, and a Redis that fares as a test says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

import redis

from tests.project.programs import ROOT, environment
from tests.services import answers, free_port, wait_until


@contextmanager
def celery(*words: str, given: dict[str, str], folder: Path, app: str = "config") -> Iterator[None]:
    """A worker or a beat, ended at the end; what it says stands in `folder`."""
    with (folder / f"{words[0]}.log").open("ab") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "celery", "--app", app, *words],
            cwd=ROOT, env=environment(given, folder), stdout=log, stderr=log,
        )  # fmt: skip
        try:
            yield
        finally:
            running.terminate()
            running.wait(30)


class Broker:
    """A Redis that keeps nothing when it goes."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self, *more: str) -> None:
        command = [
            which("redis-server") or "redis-server",
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
        ]
        self.server = subprocess.Popen([*command, *more], stdout=subprocess.DEVNULL, cwd="/tmp")  # noqa: S108 - it writes nothing
        wait_until(lambda: answers(self.port), "Redis")

    def stop(self) -> None:
        self.server.terminate()
        self.server.wait(10)

    def kill(self) -> None:
        self.server.kill()
        self.server.wait(10)

    def flush(self) -> None:
        redis.Redis.from_url(self.url).flushall()

    def change_the_password(self) -> None:
        """From now on it takes nobody who comes as they always came."""
        self.stop()
        self.start("--requirepass", "another")

    def come_back(self) -> None:
        """As it was at first."""
        self.kill()
        self.start()

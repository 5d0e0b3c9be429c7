"""The programs of an installation, as an operator would start them, and a Redis that fares as a test says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from threading import Event, Thread

import redis

from tests.project.programs import ROOT, environment
from tests.services import answers, free_port, wait_until


@contextmanager
def celery(*words: str, given: dict[str, str], folder: Path, app: str = "config") -> Iterator[list[int]]:
    """A worker or a beat, started anew whenever it leaves, as docker-compose does it, and ended at the end.

    What it says stands in `folder`; tells with which codes it left."""
    over, left, first = Event(), [], Event()
    running: list[subprocess.Popen[bytes]] = []

    def keep_up() -> None:
        with (folder / f"{words[0]}.log").open("ab") as log:
            while not over.is_set():
                running[:] = [
                    subprocess.Popen(
                        [sys.executable, "-m", "celery", "--app", app, *words],
                        cwd=ROOT, env=environment(given, folder), stdout=log, stderr=log,
                    )
                ]  # fmt: skip
                first.set()
                left.append(running[0].wait())

    keeper = Thread(target=keep_up)
    keeper.start()
    try:
        first.wait(30)
        yield left
    finally:
        over.set()
        running[0].terminate()
        keeper.join(20)
        running[0].kill()
        keeper.join(20)


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

    def fill_up(self) -> None:
        """It has no room for anything new, and throws nothing away."""
        self._order("maxmemory-policy", "noeviction")
        self._order("maxmemory", "1")

    def hang(self) -> None:
        """It keeps its connections, and answers nobody."""
        redis.Redis.from_url(self.url).client_pause(120_000)

    def _order(self, name: str, value: str) -> None:
        redis.Redis.from_url(self.url).config_set(name, value)

    def come_back(self) -> None:
        """As it was at first."""
        self.kill()
        self.start()

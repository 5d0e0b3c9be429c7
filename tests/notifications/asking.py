"""People who go on signing in and changing things while the broker is away.

`python -m tests.notifications.asking` sets Django up once; for each line it reads, Olive signs in, reads the page of a
target and changes it, as she would in a browser, and it says how she fared and how long it took.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.project.programs import ROOT, environment


def serve() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.conf import settings
    from django.test import Client

    from notifications.doorbell import Doorbell

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # as tests/conftest.py
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        Doorbell.not_before = 0.0  # as in another process: each of them finds out by itself that nobody is there
        client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        began = time.monotonic()
        client.post("/sign-in/", {"username": "olive", "password": asked["password"]})
        page = client.get(asked["address"])
        seen = re.search(r'name="seen" value="(\d+)"', page.content.decode())
        form = {"seen": seen and seen[1], "text": asked["text"], "resolution": "placeholder"}
        form |= {"because": "Heard more.", "basis": "Returns"}
        answer = client.post(asked["address"], form)
        told = {"read": page.status_code, "changed": answer.status_code, "seconds": time.monotonic() - began}
        print(json.dumps(told), flush=True)


class Asking:
    """The other process, seen from a test."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def change(self, **asked: str) -> dict[str, float]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        found: dict[str, float] = json.loads(self.process.stdout.readline())
        return found


@contextmanager
def asking(given: dict[str, str], folder: Path) -> Iterator[Asking]:
    command = [sys.executable, "-m", "tests.notifications.asking"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(given, folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout
        assert process.stdout.readline().strip() == "ready"
        yield Asking(process)
        process.stdin.close()  # type: ignore[union-attr]


if __name__ == "__main__":
    serve()

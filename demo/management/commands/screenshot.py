"""`manage.py screenshot`: take the README's picture anew, from a demo of its own that is forgotten afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

PICTURE = Path("docs/images/plan.png")
WIDTH, HEIGHT = 1280, 1600
SOMEBODY = "marcus"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = """
    --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync
""".split()
START_LIMIT = 30.0
NO_BROWSER = "Chromium is not here: apt-get install chromium"
NO_PLAYWRIGHT = "Playwright is not here: make setup"


class Command(BaseCommand):
    help = f"Takes {PICTURE} anew. Needs Chromium, and what `make setup` installs."

    def handle(self, **options: Any) -> None:
        browser = next(filter(None, map(shutil.which, BROWSERS)), None)
        if browser is None:
            raise CommandError(NO_BROWSER)
        with tempfile.TemporaryDirectory(prefix="assent-screenshot-") as folder, served_demo(Path(folder)) as address:
            take(browser, address, Path(settings.ROOT) / PICTURE)
        self.stdout.write(f"{PICTURE} is {WIDTH} pixels wide.")


@contextmanager
def served_demo(folder: Path) -> Iterator[str]:
    """A fresh demo in `folder`, served on this machine until the end."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.set_inheritable(True)
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        bare = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        given = {
            "ASSENT_DEMO": "1",
            "ASSENT_VAR": str(folder),
            "ASSENT_ADDRESS": address,
            "ASSENT_LOG_LEVEL": "WARNING",
        }
        environment = bare | given | {"ASSENT_WEB_PROCESSES": "1"}
        for words in (["migrate", "--verbosity", "0"], ["demo"]):
            subprocess.run(  # noqa: S603 - our own command
                [sys.executable, "manage.py", *words],
                env=environment,
                cwd=settings.ROOT,
                stdout=subprocess.DEVNULL,
                check=True,
            )
        web = [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            "python:config.gunicorn",
            "--bind",
            f"fd://{door.fileno()}",
        ]
        server = subprocess.Popen(  # noqa: S603 - our own command
            [*web, "--log-level", "warning", "config.wsgi"],
            env=environment,
            cwd=settings.ROOT,
            pass_fds=[door.fileno()],
        )
        try:
            _wait_for(f"{address}/live", server)
            yield address
        finally:
            server.terminate()
            server.wait(30)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own loopback address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise CommandError("The demo did not come up; what it printed says why.")


def take(browser: str, address: str, picture: Path) -> None:
    """Sign in by one click, open the plan, keep what is seen."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise CommandError(NO_PLAYWRIGHT) from None
    picture.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(f"{address}/sign-in/?next=/plans/")
        page.locator(f"form[action$='/{SOMEBODY}/'] button").click()
        page.get_by_role("link", name="Policing and performance plan").first.click()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=picture)
        chromium.close()

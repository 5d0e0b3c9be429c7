"""The demo's supervisor: everything starts together and ends together."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from config import serve
from tests.project.programs import ROOT, environment, manage

pytestmark = pytest.mark.once


def test_a_taken_port_is_passed_over():
    with serve.listen() as first, serve.listen() as second:
        assert 8000 <= first.getsockname()[1] < second.getsockname()[1] <= 8099


def test_with_every_port_taken_it_says_so(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(serve, "FIRST_PORT", port)
        monkeypatch.setattr(serve, "LAST_PORT", port)
        with pytest.raises(SystemExit, match=f"Every port from {port} to {port} is taken"):
            serve.listen()


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A folder with the database of a demo that holds nothing yet."""
    folder = tmp_path_factory.mktemp("migrated")
    assert manage("migrate", "--verbosity", "0", given={"ASSENT_DEMO": "1"}, folder=folder).returncode == 0
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_stop(tmp_path, migrated, end):
    given = {"ASSENT_DEMO": "1"}
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "log").open("w+") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "config.serve"],
            cwd=ROOT,
            env=environment(given | {"DATABASE_URL": "sqlite:////nowhere"}, tmp_path),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            address = wait_for(lambda: re.search(r"http://127\.0\.0\.1:\d+", (tmp_path / "log").read_text()), server)[0]
            with urllib.request.urlopen(f"{address}/live") as answer:
                assert answer.read() == b"alive\n"
            wait_for(lambda: '"status": "ready"' in read(f"{address}/ready"), server)
            os.killpg(server.pid, end)
            assert server.wait(10) == 0
            with pytest.raises(OSError, match="refused"):
                urllib.request.urlopen(f"{address}/live", timeout=2)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def wait_for(seen, server, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        if found := seen():
            return found
        time.sleep(0.2)
    raise AssertionError("It did not come up.")


def read(address):
    """What it answers, ready or not."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()

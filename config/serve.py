"""`python -m config.serve`: the demo's web server and worker, started together and stopped together.

Whichever way it ends (Ctrl-C, TERM to this process or to its group, one of the two dying), nothing is left running. For
the demo only: production has a supervisor of its own (docker-compose.yml).
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType

FIRST_PORT, LAST_PORT = 8000, 8099
START_LIMIT = 60.0  # seconds until the server must answer
STOP_LIMIT = 2.0  # seconds a program has to end by itself; an idle worker takes four, and has nothing to lose
LIVE = "live"


class Stop(Exception):
    """Somebody asked for the end."""


def main() -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    door = listen()
    address = f"http://127.0.0.1:{door.getsockname()[1]}"
    running: list[subprocess.Popen[bytes]] = []
    try:
        running += start(door, address)
        wait_for(address, running)
        print(welcome(address), flush=True)
        return watch(running)
    except Stop:
        print("\nStopping.", flush=True)
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        stop(running)


def welcome(address: str) -> str:
    return f"""
Assent is at {address}
Stop it with Ctrl-C. `make demo` goes on where you left; `make demo-reset` forgets."""


def listen() -> socket.socket:
    """The next free port from 8000, held from here on, so that nobody takes it between finding and using it."""
    for port in range(FIRST_PORT, LAST_PORT + 1):
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
            door.listen(128)
        except OSError:
            door.close()
            continue
        door.set_inheritable(True)
        return door
    raise SystemExit(f"Every port from {FIRST_PORT} to {LAST_PORT} is taken; stop a program that listens there.")


def start(door: socket.socket, address: str) -> list[subprocess.Popen[bytes]]:
    demo = {"ASSENT_DEMO": "1", "ASSENT_ADDRESS": address, "ASSENT_LOG_LEVEL": "WARNING", "ASSENT_WEB_PROCESSES": "1"}
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    python = [sys.executable, "-m"]
    web = [*python, "gunicorn", "--config", "python:config.gunicorn", "--bind", f"fd://{door.fileno()}"]
    web += ["--graceful-timeout", "2", "--log-level", "warning", "config.wsgi"]
    worker = [sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "--app", "config", "--quiet"]
    worker += ["worker", "--beat", "--pool", "threads", "--concurrency", "2", "--loglevel", "WARNING"]
    # Each leads a session of its own: a signal reaches it once, through us, and its children end with it.
    return [
        subprocess.Popen(command, env=environment | demo, pass_fds=[door.fileno()], start_new_session=True)  # noqa: S603
        for command in (web, worker)
    ]


def wait_for(address: str, running: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        _nobody_died(running)
        try:
            with urllib.request.urlopen(f"{address}/{LIVE}", timeout=5):  # noqa: S310 - our own loopback address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise SystemExit(f"The server did not answer within {START_LIMIT:.0f} seconds; what it printed above says why.")


def watch(running: list[subprocess.Popen[bytes]]) -> int:
    while True:
        _nobody_died(running)
        time.sleep(0.5)


def stop(running: list[subprocess.Popen[bytes]]) -> None:
    """Ask everybody to end, then make them and what they started."""
    for program in running:
        if program.poll() is None:
            program.terminate()
    deadline = time.monotonic() + STOP_LIMIT
    for program in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(max(0.1, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def _nobody_died(running: list[subprocess.Popen[bytes]]) -> None:
    for program in running:
        if program.poll() is not None:
            name = "The worker" if "celery" in str(program.args) else "The web server"
            raise SystemExit(f"{name} stopped by itself (exit code {program.returncode}); what it printed says why.")


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stop


if __name__ == "__main__":
    sys.exit(main())

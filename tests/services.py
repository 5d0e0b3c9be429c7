"""PostgreSQL, Redis and Chromium for tests: found where they run, started on loopback where they are only installed."""

import contextlib
import getpass
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

MISSING = {
    "postgresql": "PostgreSQL is not here: apt-get install postgresql",
    "redis": "Redis is not here: apt-get install redis-server",
    "chromium": "Chromium is not here: apt-get install chromium-headless-shell",
    "docker-compose": "docker-compose is not here: apt-get install docker-compose",
    "soffice": "LibreOffice is not here: apt-get install libreoffice-calc-nogui",
}


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def chromium() -> str | None:
    """The browser without a window first: with one, a third of a journey's time goes into frames that nobody sees."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


@contextlib.contextmanager
def postgresql() -> Iterator[str | None]:
    """The address of a server that lets us make databases, or None."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    # The name differs between two runs at the same time, so that they do not take each other's database away.
    name = f"assent_{os.getpid()}"
    for user in (getpass.getuser(), "postgres"):
        if may_create_databases(f"postgresql://{user}@127.0.0.1:5432/postgres"):
            yield f"postgresql://{user}@127.0.0.1:5432/{name}"
            return
    programs = postgresql_programs()
    if programs is None:
        yield None
        return
    with temporary_server(programs) as server:
        yield f"{server}/{name}"


def may_create_databases(url: str) -> bool:
    with contextlib.suppress(psycopg.Error), psycopg.connect(url, connect_timeout=2) as connection:
        row = connection.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
        return bool(row and row[0])
    return False


def postgresql_programs() -> Path | None:
    """The folder with initdb and postgres; Debian keeps them out of PATH."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True
    )
    if on_path := shutil.which("initdb"):
        folders.insert(0, Path(on_path).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


@contextlib.contextmanager
def temporary_server(programs: Path) -> Iterator[str]:
    """A PostgreSQL of our own, forgotten at the end. It refuses to run as root, so root lends it to somebody else."""
    folder = Path(tempfile.mkdtemp(prefix="assent-postgresql-"))
    user = other_user() if os.geteuid() == 0 else None
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    data, port, log = folder / "data", free_port(), (folder / "log").open("wb")
    options = {"cwd": folder, "stdout": log, "stderr": log, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}}
    settings = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}
    server = None
    try:
        initdb = [programs / "initdb", "--pgdata", data, "--username", "assent", "--auth", "trust"]
        initdb += ["--encoding", "UTF8", "--no-sync"]
        subprocess.run(initdb, check=True, **options, **who)  # type: ignore[call-overload]
        command = [programs / "postgres", "-D", data, *(f"--{name}={value}" for name, value in settings.items())]
        server = subprocess.Popen(command, **options, **who)  # type: ignore[call-overload]
        address = f"postgresql://assent@127.0.0.1:{port}"
        wait_until(lambda: may_create_databases(f"{address}/postgres"), "PostgreSQL")
        yield address
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)  # a fast shutdown
            server.wait(30)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def other_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RuntimeError("PostgreSQL does not run as root, and there is neither a user postgres nor nobody.")


@contextlib.contextmanager
def redis() -> Iterator[str | None]:
    """A Redis of our own: what waits in a developer's is not ours to take."""
    program = shutil.which("redis-server")
    if program is None:
        yield None
        return
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--daemonize", "no"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir())
    try:
        wait_until(lambda: answers(port), "Redis")
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def wait_until(done, what: str, seconds: float = 30) -> None:  # type: ignore[no-untyped-def]
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} did not come up within {seconds:.0f} seconds.")
        time.sleep(0.1)

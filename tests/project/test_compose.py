"""The installation docker-compose.yml describes: the file is sound, and its own commands work together.

No container engine is needed. The commands of migrate, web, worker and beat are taken from the file, with the
environment it gives them, and run against a PostgreSQL and a Redis of this machine.
"""

import contextlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
import pytest
import yaml
from django.db import connection

from tests import services
from tests.conftest import cannot_run
from tests.project.programs import PATIENCE, PRODUCTION, ROOT, environment, manage

VARIABLES = {
    "ASSENT_SECRET_KEY": PRODUCTION["ASSENT_SECRET_KEY"],
    "ASSENT_ADDRESS": PRODUCTION["ASSENT_ADDRESS"],
    "POSTGRES_PASSWORD": "databasecanary",
}


def compose(variables):
    program = shutil.which("docker-compose")
    if program is None:
        cannot_run("services", "docker-compose")
    return subprocess.run(
        [program, "--file", str(ROOT / "docker-compose.yml"), "config"],
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def installation():
    answer = compose(VARIABLES)
    assert answer.returncode == 0, answer.stderr
    return yaml.safe_load(answer.stdout)["services"]


@pytest.mark.once
@pytest.mark.services
def test_it_names_every_part(installation):
    assert set(installation) == {"migrate", "web", "worker", "beat", "postgres", "redis", "mailpit"}
    for name in ("web", "worker", "postgres", "redis"):
        assert "healthcheck" in installation[name], name
    for name in ("web", "worker", "beat"):
        assert installation[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    published = [port for service in installation.values() for port in service.get("ports", [])]
    assert published
    assert all(str(port).startswith("127.0.0.1:") for port in published), "only a proxy on this machine may reach it"


@pytest.mark.once
@pytest.mark.services
@pytest.mark.parametrize("missing", list(VARIABLES))
def test_it_has_no_secret_of_its_own(missing):
    answer = compose({name: value for name, value in VARIABLES.items() if name != missing})
    assert answer.returncode != 0
    assert f"set {missing} to" in answer.stderr


@pytest.mark.once
def test_the_image_runs_as_nobody_special_from_locked_packages():
    text = (ROOT / "Dockerfile").read_text()
    assert re.search(r"(?m)^USER assent$", text)
    assert "--require-hashes" in text
    assert "://" not in re.sub(r"https://build\.invalid", "", text)


@pytest.mark.slow
@pytest.mark.services
@pytest.mark.postgres_only
def test_its_commands_start_and_hear_each_other(installation, redis_url, tmp_path):
    port = services.free_port()
    with database() as url, contextlib.ExitStack() as stack:

        def start(name):
            given = installation[name]["environment"] | {"ASSENT_BIND": f"127.0.0.1:{port}"}
            # The same addresses, on this machine instead of in containers.
            given |= {"DATABASE_URL": url, "REDIS_URL": redis_url, "ASSENT_STATIC_ROOT": str(tmp_path / "static")}
            log = stack.enter_context((tmp_path / f"{name}.log").open("wb"))
            command = shlex.split(installation[name]["command"])
            bare = environment({str(key): str(value) for key, value in given.items()}, tmp_path / "var")
            program = shutil.which(command[0], path=bare["PATH"])
            running = subprocess.Popen(
                [program, *command[1:]], cwd=ROOT, env=bare, stdout=log, stderr=log, start_new_session=True
            )
            stack.callback(end, running)
            return running

        # What the image did when it was built.
        built = installation["web"]["environment"] | {"ASSENT_STATIC_ROOT": str(tmp_path / "static")}
        collected = manage("collectstatic", "--no-input", given=built, folder=tmp_path / "var")
        assert collected.returncode == 0, collected.stderr
        assert start("migrate").wait(PATIENCE) == 0, (tmp_path / "migrate.log").read_text()
        # What piled up while nobody listened: a message in which nothing is due any more.
        given = installation["web"]["environment"] | {"DATABASE_URL": url, "REDIS_URL": redis_url}
        piled_up = manage("shell", "--no-imports", "-c", A_MESSAGE, given=given, folder=tmp_path / "var")
        assert piled_up.returncode == 0, piled_up.stderr
        running = {name: start(name) for name in ("web", "worker", "beat")}
        address = f"http://127.0.0.1:{port}"
        until(lambda: get(f"{address}/live") == (200, "alive\n"), running, tmp_path)
        until(lambda: json.loads(get(f"{address}/ready")[1] or "{}").get("status") == "ready", running, tmp_path)
        report = json.loads(get(f"{address}/ready")[1])
        assert report["checks"]["worker"]["heard_seconds_ago"] < 60
        until(lambda: state_of_the_message(url) == "dropped", running, tmp_path)
        assert all(field["ok"] for field in report["checks"].values())
        assert "canary" not in json.dumps(report)
        # Everything else goes over TLS, and the logs are JSON, one object a line.
        assert get(f"{address}/")[0] == 301
        assert get(f"{address}/", {"X-Forwarded-Proto": "https", "Host": "assent.example.org"})[0] != 301
        assert get(f"{address}/", {"X-Forwarded-Proto": "https", "Host": "evil.example"})[0] == 400
    written = [line for name in running for line in (tmp_path / f"{name}.log").read_text().splitlines()]
    events = [json.loads(line) for line in written if line.startswith("{")]
    assert {"task_started", "task_succeeded", "request_finished"} <= {event["event"] for event in events}
    assert "canary" not in "".join(written)


A_MESSAGE = """
from django.utils import timezone
from accounts.models import User
from notifications.models import Message
person = User.objects.create(username="olive", name="Olive", email="olive@example.org")
now = timezone.now()
Message.objects.create(person=person, occasion="at_once", created_at=now, next_try_at=now)
"""


def state_of_the_message(url):
    with psycopg.connect(url) as database:
        return database.execute("SELECT state FROM notifications_message").fetchone()[0]


@contextlib.contextmanager
def database():
    """An empty database beside the one of the tests, on the same server."""
    settings, name = connection.settings_dict, f"assent_compose_{os.getpid()}"
    who = f"{settings['USER']}:{settings['PASSWORD']}" if settings["PASSWORD"] else settings["USER"]
    server = f"postgresql://{who}@{settings['HOST'] or '127.0.0.1'}:{settings['PORT'] or 5432}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administrator:
        administrator.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server}/{name}"
        finally:
            administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def get(address, headers=None):
    """The status and the text, or (0, "") where nobody answers."""
    opener = urllib.request.build_opener(NoRedirect)
    try:
        with opener.open(urllib.request.Request(address, headers=headers or {}), timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()
    except OSError:
        return 0, ""


def until(done, running, folder: Path, seconds=PATIENCE):
    deadline = time.monotonic() + seconds
    while not done():
        ended = [name for name, program in running.items() if program.poll() is not None]
        if ended or time.monotonic() > deadline:
            logs = {name: (folder / f"{name}.log").read_text()[-2000:] for name in running}
            raise AssertionError(f"Not up after {seconds} s; ended: {ended}; logs: {json.dumps(logs, indent=1)}")
        time.sleep(0.3)


def end(program):
    if program.poll() is None:
        program.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(5)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL)
    program.wait()

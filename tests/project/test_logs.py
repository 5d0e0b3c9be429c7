"""One event is one line, and no line holds a secret."""

import json
import logging
import logging.config

import pytest
import structlog
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from config import logs, tasks
from config.middleware import RequestLog

NASTY = 'Street crime\n{"level": "info", "event": "signed_in"}\r\x1b[2J\u2028\x85end'


@pytest.fixture
def lines(capsys, monkeypatch):
    """Log as an installation does and read what it wrote. Afterwards, log as before."""

    def of(*, json_lines=True):
        configuration = logs.settings(json=json_lines, level="INFO")
        logging.config.dictConfig(configuration)
        return lambda: capsys.readouterr().err.splitlines()

    root, cached = logging.getLogger(), structlog.get_config()["cache_logger_on_first_use"]
    handlers, level = root.handlers[:], root.level
    structlog.configure(cache_logger_on_first_use=False)
    yield of
    root.handlers[:], root.level = handlers, level
    structlog.configure(cache_logger_on_first_use=cached)


def test_production_writes_one_json_object_a_line(lines):
    read = lines()
    structlog.get_logger("assent").info("target.revised", title=NASTY, number=2)
    logging.getLogger("library").warning("a library says %s", NASTY)
    first, second = map(json.loads, read())
    assert (first["event"], first["title"], first["level"], first["number"]) == ("target.revised", NASTY, "info", 2)
    assert second["event"] == f"a library says {NASTY}"
    assert {"timestamp", "logger", "level", "event"} <= set(first) & set(second)


@pytest.mark.parametrize("json_lines", [True, False])
def test_no_value_breaks_its_line(lines, json_lines):
    read = lines(json_lines=json_lines)
    logger = structlog.get_logger("assent")
    logger.info(NASTY)
    logger.info("event", value=NASTY)
    logging.getLogger("library").warning(NASTY)
    written = read()
    assert len(written) == 3
    assert not any("\x1b" in line or "\u2028" in line for line in written)


def test_a_traceback_stays_on_the_line_of_its_event(lines):
    read = lines()
    try:
        raise ValueError(NASTY)
    except ValueError:
        structlog.get_logger("assent").exception("broke")
    (line,) = read()
    assert "Traceback" in json.loads(line)["exception"]


@pytest.mark.parametrize("json_lines", [True, False])
def test_secrets_are_hidden_by_name_and_by_value(lines, settings, monkeypatch, json_lines):
    settings.SECRET_KEY = 'key-canary"quoted'
    settings.SECRET_KEY_FALLBACKS = ["old-key-canary"]
    settings.EMAIL_HOST_PASSWORD = "mail-canary"
    settings.REDIS_URL = "redis://:broker-canary@127.0.0.1/0"
    monkeypatch.setitem(settings.DATABASES["default"], "PASSWORD", "database-canary")
    read = lines(json_lines=json_lines)
    logger = structlog.get_logger("assent")
    logger.info(
        "signing in", password="typed-canary", headers={"Cookie": "cookie-canary", "X-CSRFToken": "csrf-canary"}
    )
    logger.info("connecting", url="redis://:broker-canary@127.0.0.1/0", note='key-canary"quoted old-key-canary')
    logging.getLogger("library").error("mail-canary and database-canary refused")
    try:
        raise ValueError("mail-canary")
    except ValueError:
        logger.exception("broke")
    written = "\n".join(read())
    assert "canary" not in written
    assert "signing in" in written
    assert "[hidden]" in written


def test_a_request_is_one_line_without_its_query(lines):
    read = lines()
    request = RequestFactory().get("/objectives/?q=exempt-canary&token=t", headers={"X-Forwarded-For": "6.6.6.6"})
    RequestLog(lambda request: HttpResponse())(request)
    (line,) = map(json.loads, read())
    assert (line["event"], line["request"], line["code"]) == ("request_finished", "GET /objectives/", 200)
    assert line["ip"] == "127.0.0.1"
    assert line["request_id"]
    assert "canary" not in json.dumps(line)


def broken(request):
    raise RuntimeError("a fault nobody foresaw\nwith a second line")


urlpatterns = [path("broken", broken)]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_fault_is_one_line_with_the_person_and_nothing_they_sent(client, lines):
    person = get_user_model().objects.create_user(
        "clerk", name="Clerk", email="clerk@example.org", password="pw-canary"
    )
    client.force_login(person)
    client.raise_request_exception = False
    read = lines()
    answer = client.post(
        "/broken?q=query-canary", {"password": "form-canary"}, headers={"Authorization": "auth-canary"}
    )
    failed = [json.loads(line) for line in read() if "request_failed" in line]
    assert answer.status_code == 500
    (line,) = failed
    assert line["user_id"] == person.pk
    assert "a fault nobody foresaw" in line["exception"]
    assert "canary" not in json.dumps(line)


def test_health_checks_that_pass_say_nothing(lines):
    read = lines()
    RequestLog(lambda request: HttpResponse())(RequestFactory().get("/live"))
    assert read() == []
    RequestLog(lambda request: HttpResponse(status=503))(RequestFactory().get("/ready"))
    assert [json.loads(line)["code"] for line in read()] == [503]


def test_a_task_is_logged_once(lines):
    read = lines()
    tasks.heartbeat.apply()
    assert [json.loads(line)["event"] for line in read()] == ["task_started", "task_succeeded"]

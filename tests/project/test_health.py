"""`/live` and `/ready` tell the truth: each fault turns its own field, and no answer holds a secret."""

import json
import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
import redis
import time_machine
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from config import heartbeat, readiness, tasks
from notifications.models import Message
from tests.notifications.post import a_message, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_worker_was_heard():
    cache.clear()
    tasks.heartbeat()
    yield
    cache.clear()


def ready(client, status=200):
    answer = client.get("/ready")
    assert answer.status_code == status, answer.content
    return answer.json()


def failing(report):
    return {name for name, field in report["checks"].items() if not field["ok"]}


def test_live_asks_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/live")
    assert (answer.status_code, answer.content) == (200, b"alive\n")


def test_neither_is_cached_nor_takes_a_post(client):
    for address in ("/live", "/ready"):
        assert "no-store" in client.get(address).headers["Cache-Control"]
        assert client.post(address).status_code == 405


def test_everything_in_order_is_ready(client):
    report = ready(client)
    assert failing(report) == set()
    assert report["status"] == "ready"
    assert set(report["checks"]) == {"database", "migrations", "cache", "broker", "worker", "outbox", "disk", "clock"}


def test_a_lost_database_takes_the_server_out_of_service(client, monkeypatch):
    def lost(*args, **kwargs):
        raise DatabaseError('connection to server at "db.internal", user "assent" failed: password canary')

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection", lost)
    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", lost)
    report = ready(client, status=503)
    assert report["status"] == "not ready"
    assert failing(report) == {"database", "migrations"}
    assert report["checks"]["database"]["because"] == "The database does not answer."
    assert report["checks"]["migrations"]["because"] == "Nobody knows: the database does not answer."
    assert "canary" not in json.dumps(report)
    assert "db.internal" not in json.dumps(report)


@pytest.mark.django_db(transaction=True)
def test_a_missing_migration_takes_the_server_out_of_service(client):
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("sessions", "0001_initial")
    try:
        report = ready(client, status=503)
    finally:
        recorder.record_applied("sessions", "0001_initial")
    assert failing(report) == {"migrations"}
    assert report["checks"]["migrations"] == {
        "ok": False,
        "because": "The database is behind the code: run `manage.py migrate`.",
        "missing": 1,
    }


def test_a_cache_that_forgets_is_told_apart(client, settings):
    heard = heartbeat.age()
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    report = ready(client)
    assert heard is not None
    assert report["status"] == "degraded"
    # What the worker said is kept in the cache, so nobody knows about the worker either.
    assert failing(report) == {"cache", "worker"}


def test_a_broker_folder_that_is_gone_only_degrades(client, settings, tmp_path):
    settings.DOORBELL = tmp_path / "gone"
    report = ready(client)
    assert report["status"] == "degraded"
    assert failing(report) == {"broker"}
    assert report["checks"]["broker"]["because"] == "The broker does not answer: reminders wait until it does."


@pytest.mark.services
def test_a_lost_redis_is_noticed_and_only_degrades(client, settings, redis_url, monkeypatch):
    monkeypatch.setitem(readiness.CHECKS, "broker", readiness.RedisBroker)
    settings.REDIS_URL = redis_url
    assert failing(ready(client)) == set()
    settings.REDIS_URL = "redis://:broker-canary@127.0.0.1:1/0"
    report = ready(client)
    assert report["status"] == "degraded"
    assert failing(report) == {"broker"}
    assert "canary" not in json.dumps(report)
    assert redis.Redis.from_url(redis_url).ping()


def test_a_worker_nobody_heard_is_noticed(client):
    cache.clear()
    report = ready(client)
    assert report["status"] == "degraded"
    assert failing(report) == {"worker"}
    assert report["checks"]["worker"]["heard_seconds_ago"] is None


def test_a_deaf_worker_is_noticed_after_three_minutes(client):
    start = timezone.now()
    with time_machine.travel(start + timedelta(minutes=2), tick=True):
        assert readiness_of("worker") == []
    with time_machine.travel(start + timedelta(minutes=4), tick=True):
        assert readiness_of("worker") == ["No worker was heard lately: is one running, and beat beside it?"]
        tasks.heartbeat()
        assert readiness_of("worker") == []


def test_mail_that_waits_for_more_than_an_hour_is_noticed():
    message = a_message(somebody())
    assert readiness_of("outbox") == []
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=True):
        assert readiness_of("outbox") == [
            "Mail has waited for more than an hour: is the mail server there, and what does it say?"
        ]
        Message.objects.filter(pk=message.pk).update(state="dropped")
        assert readiness_of("outbox") == []


def test_a_full_disk_is_noticed(client, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=499 * 1024 * 1024))
    report = ready(client)
    assert failing(report) == {"disk"}
    assert report["checks"]["disk"] == {"ok": False, "because": "The disk is nearly full.", "free_megabytes": 499}


def test_a_clock_behind_the_database_is_noticed():
    with time_machine.travel(timezone.now() - timedelta(days=2), tick=True):
        (sentence,) = readiness_of("clock")
    assert sentence in (
        "The clock is behind the last migration of the database.",
        "The clock differs from the database's.",
    )


@pytest.mark.postgres_only
def test_a_clock_before_the_databases_is_noticed():
    with time_machine.travel(timezone.now() + timedelta(seconds=30), tick=True):
        assert readiness_of("clock") == ["The clock differs from the database's."]


@pytest.mark.sqlite_only
@pytest.mark.parametrize(("version", "noted"), [((3, 40, 1), True), ((3, 51, 3), False)])
def test_an_old_sqlite_is_noted(client, monkeypatch, version, noted):
    monkeypatch.setattr("sqlite3.sqlite_version_info", version)
    assert ("note" in ready(client)["checks"]["database"]) is noted


def test_the_command_says_the_same_and_fails(capsys):
    call_command("ready", "worker", "disk")
    assert json.loads(capsys.readouterr().out)["status"] == "ready"
    cache.clear()
    with pytest.raises(CommandError, match="Not ready."):
        call_command("ready", "worker")
    call_command("ready", "disk")
    with pytest.raises(CommandError, match="No such check: colour"):
        call_command("ready", "colour")


def readiness_of(name):
    """One check by itself: the sentences it fails with."""
    check = readiness.CHECKS[name]()
    try:
        check.run()
    except readiness.Unready as unready:
        return [unready.message]
    return []

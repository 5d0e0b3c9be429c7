"""What readiness is made of: one small check for each thing Assent stands on."""

import dataclasses
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from health_check.base import HealthCheck
from health_check.checks import Cache as LibraryCache
from health_check.checks import Database as LibraryDatabase
from health_check.contrib.redis import Redis
from health_check.exceptions import ServiceUnavailable
from redis.asyncio import Redis as RedisClient

from config import heartbeat
from notifications.outbox.watching import longest_wait

PATIENCE = timedelta(seconds=3)
LEAST_FREE_DISK = 500 * 1024 * 1024
LONGEST_WAIT = timedelta(hours=1)
LARGEST_CLOCK_DIFFERENCE = timedelta(seconds=5)
NO_BROKER = "The broker does not answer: reminders wait until it does."
# Before this release a crash at the wrong moment could damage a database in WAL mode.
SOUND_SQLITE = (3, 51, 3)


class Unready(ServiceUnavailable):
    """A check failed; the message is a sentence of ours that may be shown to anybody."""


@dataclasses.dataclass
class Check(HealthCheck):
    """`seen` is what a check saw, told whether it passed or not."""

    seen: dict[str, Any] = dataclasses.field(default_factory=dict, repr=False)
    timeout = PATIENCE


@dataclasses.dataclass
class Database(LibraryDatabase):
    timeout = PATIENCE

    @property
    def seen(self) -> dict[str, Any]:
        if connection.vendor != "sqlite" or sqlite3.sqlite_version_info >= SOUND_SQLITE:
            return {}
        fixed = ".".join(map(str, SOUND_SQLITE))
        return {"note": f"SQLite {sqlite3.sqlite_version} is older than {fixed}: keep backups, or use PostgreSQL."}


@dataclasses.dataclass
class Migrations(Check):
    def run(self) -> None:
        try:
            with connection.temporary_connection():
                executor = MigrationExecutor(connection)
                missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError as error:
            raise Unready("Nobody knows: the database does not answer.") from error
        self.seen["missing"] = len(missing)
        if missing:
            raise Unready("The database is behind the code: run `manage.py migrate`.")


@dataclasses.dataclass
class Cache(LibraryCache):
    timeout: timedelta = dataclasses.field(default=PATIENCE, repr=False)


@dataclasses.dataclass
class RedisBroker(Redis):
    client_factory: Callable[[], RedisClient] | None = dataclasses.field(
        default=lambda: RedisClient.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2), repr=False
    )
    timeout = PATIENCE


@dataclasses.dataclass
class FolderBroker(Check):
    """Without Redis the doorbell is a folder; it works if a letter can be put in."""

    def run(self) -> None:
        try:
            with tempfile.TemporaryFile(dir=settings.DOORBELL / "queue"):
                pass
        except OSError as error:
            raise Unready(NO_BROKER) from error


@dataclasses.dataclass
class Worker(Check):
    def run(self) -> None:
        age = heartbeat.age()
        self.seen["heard_seconds_ago"] = None if age is None else round(age.total_seconds())
        if age is None or age > heartbeat.LATEST:
            raise Unready("No worker was heard lately: is one running, and beat beside it?")


@dataclasses.dataclass
class Outbox(Check):
    """Mail that waits: the mail server is away, refuses everything, or more is due than may go out in an hour."""

    def run(self) -> None:
        try:
            with connection.temporary_connection():
                wait = longest_wait(timezone.now())
        except DatabaseError:
            return  # that is the database's fault, and said there
        self.seen["waiting_minutes"] = round(wait.total_seconds() / 60)
        if wait > LONGEST_WAIT:
            raise Unready("Mail has waited for more than an hour: is the mail server there, and what does it say?")


@dataclasses.dataclass
class Disk(Check):
    def run(self) -> None:
        free = shutil.disk_usage(settings.VAR).free
        self.seen["free_megabytes"] = free // 1024 // 1024
        if free < LEAST_FREE_DISK:
            raise Unready("The disk is nearly full.")


@dataclasses.dataclass
class Clock(Check):
    """Two clocks that differ put ledger lines out of order. SQLite has no clock, but its migrations are dated."""

    def run(self) -> None:
        try:
            with connection.temporary_connection() as cursor:
                self.compare(cursor, timezone.now())
        except DatabaseError:
            return  # that is the database's fault, and said there

    def compare(self, cursor: Any, now: datetime) -> None:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            difference = abs(cursor.fetchone()[0] - now)
            self.seen["seconds_from_database"] = round(difference.total_seconds(), 1)
            if difference > LARGEST_CLOCK_DIFFERENCE:
                raise Unready("The clock differs from the database's.")
        latest = MigrationRecorder(connection).migration_qs.order_by("-applied").first()
        if latest is not None and latest.applied > now + LARGEST_CLOCK_DIFFERENCE:
            raise Unready("The clock is behind the last migration of the database.")


CHECKS: dict[str, type[HealthCheck]] = {
    "database": Database,
    "migrations": Migrations,
    "cache": Cache,
    "broker": RedisBroker if settings.REDIS_URL else FolderBroker,
    "worker": Worker,
    "outbox": Outbox,
    "disk": Disk,
    "clock": Clock,
}

# Without these nobody can work: the server says 503 and a balancer asks another.
ESSENTIAL = {"database", "migrations"}

# What a library's check means in our words; its own message may hold a host name or a password.
LIBRARY: dict[type[HealthCheck], str] = {
    Database: "The database does not answer.",
    Cache: "The cache does not keep what it is given.",
    RedisBroker: NO_BROKER,
}

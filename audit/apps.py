import sqlite3
from typing import Any

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Ledger"

    def ready(self) -> None:
        from audit.triggers import teach

        post_migrate.connect(seal_ledger, sender=self)
        connection_created.connect(ask_how_many_values)
        connection_created.connect(teach)


def ask_how_many_values(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """SQLite says how many values a statement may hold. Django takes it for 999, which cuts an act into dozens."""
    if connection.vendor == "sqlite":
        limit = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        connection.features.max_query_params = limit


def seal_ledger(using: str, **_: Any) -> None:
    """Put the triggers (back) on the ledger: SQLite drops them whenever a migration remakes a table."""
    from django.db import connections

    from audit import triggers

    triggers.install(connections[using])

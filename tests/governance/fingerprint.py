"""Everything a database holds, as one value: two of them are equal only if nothing has changed."""

import hashlib

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection


def fingerprint() -> dict[str, str]:
    """{model: hash of all its rows}; sessions are no part of what people decided."""
    with connection.cursor() as cursor:
        return {model._meta.label: _hash_of(cursor, model) for model in apps.get_models() if model is not Session}


def rows_written() -> int | None:
    """How many rows this connection to SQLite has written so far, those undone again among them: where the number
    stays, nothing has changed. None on PostgreSQL, which does not tell."""
    return connection.connection.total_changes if connection.vendor == "sqlite" else None


def _hash_of(cursor, model) -> str:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - our own tables
    return hashlib.sha256(repr(sorted(map(repr, cursor.fetchall()))).encode()).hexdigest()

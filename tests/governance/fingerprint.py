"""Everything a database holds, as one value: two of them are equal only if nothing has changed."""

import hashlib

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection


def fingerprint() -> dict[str, str]:
    """{model: hash of all its rows}; sessions are no part of what people decided."""
    with connection.cursor() as cursor:
        return {model._meta.label: _hash_of(cursor, model) for model in apps.get_models() if model is not Session}


def _hash_of(cursor, model) -> str:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - our own tables
    return hashlib.sha256(repr(sorted(map(repr, cursor.fetchall()))).encode()).hexdigest()

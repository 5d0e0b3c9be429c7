"""Everything a database holds, as one value: two of them are equal only if nothing has changed."""

import hashlib

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection


def fingerprint() -> dict[str, str]:
    """{model: hash of all its rows}; sessions are no part of what people decided."""
    models = apps.get_models(include_auto_created=True)
    tables = {model._meta.label: model._meta.db_table for model in models if model is not Session}
    return _by_the_server(tables) if connection.vendor == "postgresql" else _row_by_row(tables)


def rows_written() -> int:
    """How many rows this connection to SQLite, or this transaction on PostgreSQL, has written so far, those undone
    again among them: where the number stays, nothing has changed."""
    if connection.vendor == "sqlite":
        return int(connection.connection.total_changes)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables")
        return int(cursor.fetchone()[0])


def _by_the_server(tables: dict[str, str]) -> dict[str, str]:
    """In one question: seventy of them, with all that is in them sent to us, took a quarter of the table of rights."""
    each = "SELECT %s, md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM {} t"
    questions = [each.format(connection.ops.quote_name(table)) for table in tables.values()]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(questions), list(tables))
        return dict(cursor.fetchall())


def _row_by_row(tables: dict[str, str]) -> dict[str, str]:
    hashes = {}
    with connection.cursor() as cursor:
        for label, table in tables.items():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            hashes[label] = hashlib.sha256(repr(sorted(map(repr, cursor.fetchall()))).encode()).hexdigest()
    return hashes

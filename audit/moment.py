"""Looking at one moment of the database for as long as it takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """See the database as it is at the first look, so that what is written meanwhile is not taken for a fault.

    Nobody is kept waiting by it. Within a transaction that has begun, it is the moment of that transaction.
    """
    if connection.vendor == "sqlite":
        with _reading_anything(), transaction.atomic():
            yield
        return
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@contextmanager
def _reading_anything() -> Iterator[None]:
    """SQLite: read text that is no longer UTF-8, so that its entry can be named, and do not keep writers waiting."""
    connection.ensure_connection()
    database, mode = connection.connection, connection.transaction_mode  # type: ignore[attr-defined]
    factory = database.text_factory
    database.text_factory = lambda read: read.decode(errors="backslashreplace")
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        yield
    finally:
        database.text_factory = factory
        connection.transaction_mode = mode  # type: ignore[attr-defined]

"""Switches of a connection: what a trigger asks before it lets something through.

PostgreSQL keeps a switch as a setting of the transaction, SQLite as a function that our connection brings along:
whoever opens the file with another program finds no such function.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

OPEN, CLOSED = "open", "closed"


def teach(to: BaseDatabaseWrapper, name: str) -> None:
    """Bring a switch to a new SQLite connection, closed."""
    state: Any = to
    setattr(state, f"assent_{name}", CLOSED)
    state.connection.create_function(f"assent_{name}", 0, lambda: getattr(state, f"assent_{name}"))


@contextmanager
def opened(name: str) -> Iterator[None]:
    """Open a switch, for this connection and this transaction only."""
    if connection.vendor == "postgresql":
        _set_on_postgresql(name, OPEN)
        yield
        # Not in a finally: after a failed statement the roll-back itself closes it again.
        _set_on_postgresql(name, CLOSED)
    else:
        setattr(connection, f"assent_{name}", OPEN)
        try:
            yield
        finally:
            setattr(connection, f"assent_{name}", CLOSED)


def _set_on_postgresql(name: str, state: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [f"assent.{name}", state])

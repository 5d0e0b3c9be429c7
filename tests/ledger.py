"""What tests need of a ledger that refuses to be emptied: a way to empty the database between tests, and only there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import TransactionTestCase

from audit import triggers as ledger_triggers
from workflow import triggers as row_triggers


@contextmanager
def triggers_off() -> Iterator[None]:
    """What somebody with the owner's rights on the database can do."""
    _settle()
    ledger_triggers.remove(connection)
    row_triggers.remove(connection)
    try:
        yield
    finally:
        _settle()
        ledger_triggers.install(connection)
        row_triggers.install(connection)


def _settle() -> None:
    """PostgreSQL alters no table in whose rows of this transaction a foreign key is still to be checked."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        connection.check_constraints()


def let_tests_empty_the_database() -> None:
    """Take the triggers off before a transactional test's tables are emptied; `migrate`'s signal puts them back."""
    empty = TransactionTestCase._fixture_teardown

    def teardown(self: Any) -> None:
        ledger_triggers.remove(connection)
        row_triggers.remove(connection)
        empty(self)

    TransactionTestCase._fixture_teardown = teardown

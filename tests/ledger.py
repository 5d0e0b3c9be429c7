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
    ledger_triggers.remove(connection)
    row_triggers.remove(connection)
    try:
        yield
    finally:
        ledger_triggers.install(connection)
        row_triggers.install(connection)


def let_tests_empty_the_database() -> None:
    """Take the triggers off before a transactional test's tables are emptied; `migrate`'s signal puts them back."""
    empty = TransactionTestCase._fixture_teardown

    def teardown(self: Any) -> None:
        ledger_triggers.remove(connection)
        row_triggers.remove(connection)
        empty(self)

    TransactionTestCase._fixture_teardown = teardown

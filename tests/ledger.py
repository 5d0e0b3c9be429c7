"""What tests need of a ledger that refuses to be emptied: a way to empty the database between tests, and only there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
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
    """Let a transactional test leave an empty database behind, as Django does, but for what `migrate` has filled."""

    def teardown(self: Any) -> None:
        ledger_triggers.remove(connection)
        row_triggers.remove(connection)
        _empty()
        ledger_triggers.install(connection)
        row_triggers.install(connection)

    TransactionTestCase._fixture_teardown = teardown


def _empty() -> None:
    """Tests fill a few rows of a few tables: to delete these takes a tenth of the time of truncating every table and
    letting `migrate` fill its own again."""
    filled_by_migrate = {model._meta.db_table for model in (ContentType, Permission)}
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with transaction.atomic(), connection.cursor() as cursor:
        for table in sorted(set(tables) - filled_by_migrate):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 - no text of anybody

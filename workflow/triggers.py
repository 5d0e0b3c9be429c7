"""The database's own refusal to change governed rows outside the gate, on PostgreSQL and on SQLite.

PostgreSQL asks a setting of the transaction, SQLite a function that our connection brings along: whoever opens the
file with another program finds no such function and is refused as well. They stop accidents; `verify_ledger` finds
what somebody did on purpose.

A row that is frozen (`Governed.frozen_by`) is refused inside the gate as well: no code of ours can change it either.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from audit import switch
from audit.triggers import present
from workflow.models import Governed

GATE = "gate"
"""the switch that lets governed rows be written"""


def governed_models() -> list[type[Governed]]:
    """Every governed model there is, in the order of their tables."""
    return sorted(
        (model for model in apps.get_models() if issubclass(model, Governed)), key=lambda model: model._meta.db_table
    )


def teach(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Bring the function the triggers ask to a new SQLite connection, and let triggers fire on whatever is replaced."""
    if connection.vendor != "sqlite":
        return
    switch.teach(connection, GATE)
    # Else INSERT OR REPLACE would delete what is in its way, and no trigger on DELETE would fire.
    connection.connection.execute("PRAGMA recursive_triggers = ON")


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on every governed table that exists; may be run again."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in governed_models():
            if model._meta.db_table in tables:
                for statement in _statements(connection.vendor, model):
                    cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off: for tests that empty the database, and for tests of what is found without them."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in governed_models():
            table = model._meta.db_table
            if table in tables:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                for name in names(connection.vendor, model):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of triggers that should be there and are not, or are switched off."""
    expected = {name for model in governed_models() for name in names(connection.vendor, model)}
    return sorted(expected - present(connection))


def names(vendor: str, model: type[Governed]) -> list[str]:
    """What the triggers on the table of `model` are called."""
    return [*_names_of_the_gate(vendor, model._meta.db_table), *([_frozen(model)] if model.frozen_by else [])]


def _names_of_the_gate(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [f"{table}_gate"]
    return [f"{table}_gate_{event}" for event in ("insert", "update", "delete")]


def _frozen(model: type[Governed]) -> str:
    return f"{model._meta.db_table}_frozen"


def _refusal(model: type[Governed]) -> str:
    return f"{str(model._meta.verbose_name_plural).capitalize()} change only through the gate."


def _statements(vendor: str, model: type[Governed]) -> list[str]:
    return [*_gate(vendor, model), *(_freeze(vendor, model) if model.frozen_by else [])]


def _freeze(vendor: str, model: type[Governed]) -> list[str]:
    """No row changes any more whose column `frozen_by` held something before."""
    table, name = model._meta.db_table, _frozen(model)
    column = model._meta.get_field(model.frozen_by).column  # type: ignore[union-attr]
    refusal = f"{str(model._meta.verbose_name_plural).capitalize()} no longer change."
    if vendor == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION assent_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN (OLD.{column} IS NOT NULL) "
            f"EXECUTE FUNCTION assent_frozen('{refusal}')",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        ]
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE UPDATE ON {table} "
        f"WHEN assent_gate() = 'open' AND OLD.{column} IS NOT NULL BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    ]


def _gate(vendor: str, model: type[Governed]) -> list[str]:
    table, refusal = model._meta.db_table, _refusal(model)
    if vendor == "postgresql":
        (name,) = _names_of_the_gate(vendor, table)
        return [
            "CREATE OR REPLACE FUNCTION assent_gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF TG_OP IN ('INSERT', 'UPDATE') AND current_setting('assent.gate', true) = 'open' THEN RETURN NULL; "
            "END IF; RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION assent_gate('{refusal}')",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        ]
    refuse = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    insert, update, delete = _names_of_the_gate(vendor, table)
    return [
        f"CREATE TRIGGER IF NOT EXISTS {insert} BEFORE INSERT ON {table} WHEN assent_gate() <> 'open' {refuse}",
        f"CREATE TRIGGER IF NOT EXISTS {update} BEFORE UPDATE ON {table} WHEN assent_gate() <> 'open' {refuse}",
        f"CREATE TRIGGER IF NOT EXISTS {delete} BEFORE DELETE ON {table} {refuse}",
    ]

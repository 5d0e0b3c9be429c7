"""The database's own refusal to rewrite the ledger, on PostgreSQL and on SQLite.

Triggers stop accidents and clumsy edits by anyone who has the application's connection; the chain finds what somebody
did with the triggers off. One door stands open to `audit.erasing`: to take words out, never to put any in or to change
one. They are put in place after every migrate, because SQLite remakes a table, and loses its triggers, when a
migration alters it.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from audit import switch

APPEND_ONLY = ("audit_auditevent", "audit_auditwords", "audit_sealedtext", "audit_sealedfile")
NEVER_DELETED = ("audit_book",)
"""The head of a book is moved by every line, and only ever forward"""
BACKWARDS = "NEW.key <> OLD.key OR NEW.identity <> OLD.identity OR NEW.seq <= OLD.seq"
WORDS = "audit_auditwords"
ERASURE = "erasure"
"""the switch that lets words be taken out"""
REFUSAL = "The ledger is append-only: it is never changed or deleted."


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the ledger's tables; tables that are not there yet are passed over. May be run again."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor, tables):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off: for tests that empty the database, and for tests of what the chain finds without them."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in tables.intersection(APPEND_ONLY + NEVER_DELETED):
            for name in names(connection.vendor, table):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of triggers that should be there and are not, or are switched off; an empty list means all is well."""
    expected = {name for table in APPEND_ONLY + NEVER_DELETED for name in names(connection.vendor, table)}
    return sorted(expected - present(connection))


def teach(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Bring the function that the trigger on words asks to a new SQLite connection."""
    if connection.vendor == "sqlite":
        switch.teach(connection, ERASURE)


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of all triggers of the database that fire always."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {name for (name,) in cursor.fetchall()}


def names(vendor: str, table: str) -> list[str]:
    """What the triggers on `table` are called."""
    of_both = ["no_return"] if table in NEVER_DELETED else []
    if vendor == "postgresql":
        return [f"{table}_{name}" for name in ("row_stays", "table_stays", *of_both)]
    return [f"{table}_{name}" for name in ("no_delete", "no_replace", *(of_both or ["no_update"]))]


def _statements(vendor: str, tables: set[str]) -> list[str]:
    build = _postgresql if vendor == "postgresql" else _sqlite
    return [statement for table in APPEND_ONLY + NEVER_DELETED if table in tables for statement in build(table)]


def _postgresql(table: str) -> list[str]:
    stays = "assent_words_stay" if table == WORDS else "assent_ledger_stays"
    events = "UPDATE OR DELETE" if table in APPEND_ONLY else "DELETE"
    when = {
        f"{table}_row_stays": f"BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {stays}()",
        f"{table}_table_stays": f"BEFORE TRUNCATE ON {table} EXECUTE FUNCTION assent_ledger_stays()",
        f"{table}_no_return": f"BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({BACKWARDS}) "
        "EXECUTE FUNCTION assent_ledger_stays()",
    }
    raises = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'"
    unless_erasing = (
        "IF TG_OP = 'UPDATE' AND current_setting('assent.erasure', true) = 'open' "
        "AND NEW.event_id = OLD.event_id AND NOT EXISTS (SELECT 1 FROM jsonb_each(NEW.words::jsonb) AS kept "
        "WHERE kept.value IS DISTINCT FROM OLD.words::jsonb -> kept.key) THEN RETURN NEW; END IF; "
    )
    statements = [
        "CREATE OR REPLACE FUNCTION assent_ledger_stays() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {raises}; END $$",
        f"CREATE OR REPLACE FUNCTION assent_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {unless_erasing}"
        f"{raises}; END $$",
    ]
    for name in names("postgresql", table):
        statements += [
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} {when[name]}",
            # ALWAYS, so that session_replication_role = replica does not go round it.
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        ]
    return statements


PUT_IN = (
    "EXISTS (SELECT 1 FROM json_each(NEW.words) AS kept WHERE kept.value IS NOT "
    "(SELECT before.value FROM json_each(OLD.words) AS before WHERE before.key = kept.key))"
)
_KEYS = {"audit_auditwords": "event_id", "audit_sealedtext": "digest", "audit_sealedfile": "digest"}


def _sqlite(table: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    key = _KEYS.get(table, "key")
    same = f"SELECT 1 FROM {table} WHERE {key} = NEW.{key}"  # noqa: S608 - our own names
    if table == "audit_auditevent":
        same += " OR (book = NEW.book AND seq = NEW.seq)"
    erasing = f" WHEN assent_erasure() <> 'open' OR NEW.event_id <> OLD.event_id OR {PUT_IN}"
    when = {
        f"{table}_no_delete": f"BEFORE DELETE ON {table}",
        # INSERT OR REPLACE deletes without firing the delete trigger.
        f"{table}_no_replace": f"BEFORE INSERT ON {table} WHEN EXISTS ({same})",
        f"{table}_no_update": f"BEFORE UPDATE ON {table}{erasing if table == WORDS else ''}",
        f"{table}_no_return": f"BEFORE UPDATE ON {table} WHEN {BACKWARDS}",
    }
    return [f"CREATE TRIGGER IF NOT EXISTS {name} {when[name]} {refuse}" for name in names("sqlite", table)]

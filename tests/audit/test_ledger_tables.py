"""The database itself refuses to change, delete or empty what the ledger has written (promise B7)."""

import sqlite3

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from audit import triggers
from audit.models import AuditEvent, AuditWords, Book
from tests.audit.paper import head_of, verify, write_book
from tests.ledger import triggers_off

REFUSAL = "The ledger is append-only: it is never changed or deleted."


@pytest.fixture
def event(db) -> AuditEvent:
    return write_book(3)[1]


def fingerprint() -> list[object]:
    return [list(model.objects.order_by("pk").values_list()) for model in (AuditEvent, AuditWords, Book)]


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


DOORS = {
    "save": lambda event: event.save(),
    "save the words": lambda event: event.spoken.save(),
    "delete": lambda event: event.delete(),
    "delete the words": lambda event: event.spoken.delete(),
    "delete the head": lambda event: head_of().delete(),
    "update": lambda event: AuditEvent.objects.update(role="chair of MPA"),
    "update by F": lambda event: AuditEvent.objects.update(seq=F("seq") + 1000),
    "update the words": lambda event: AuditWords.objects.update(words="{}"),
    "bulk_update": lambda event: AuditEvent.objects.bulk_update([event], ["role"]),
    "update_or_create": lambda event: AuditEvent.objects.update_or_create(pk=event.pk, defaults={"role": ""}),
    "delete all": lambda event: AuditEvent.objects.all().delete(),
    "delete all heads": lambda event: Book.objects.all().delete(),
    "_raw_delete": lambda event: AuditEvent.objects.all()._raw_delete("default"),
    "bulk_create over it": lambda event: AuditEvent.objects.bulk_create(
        [event], update_conflicts=True, update_fields=["role"], unique_fields=["key"]
    ),
    "UPDATE": lambda event: run("UPDATE audit_auditevent SET role = ''"),
    "DELETE": lambda event: run("DELETE FROM audit_auditevent WHERE seq = 2"),
    "DELETE words": lambda event: run("DELETE FROM audit_auditwords"),
    "DELETE heads": lambda event: run("DELETE FROM audit_book"),
    "head back": lambda event: run("UPDATE audit_book SET seq = 2 WHERE key = 'paper'"),
    "head elsewhere": lambda event: run("UPDATE audit_book SET link = 'f0'"),
    "head of another ledger": lambda event: run("UPDATE audit_book SET seq = seq + 1, identity = 'f0'"),
    "head of another book": lambda event: run("UPDATE audit_book SET seq = seq + 1, key = 'scrap' WHERE key = 'paper'"),
}


@pytest.mark.parametrize("door", DOORS)
def test_the_ledger_refuses_and_nothing_has_changed(event, door):
    before = fingerprint()
    event.role = "chair of MPA"

    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        DOORS[door](event)

    assert fingerprint() == before


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO audit_auditevent SELECT * FROM audit_auditevent WHERE seq = 2",
        "REPLACE INTO audit_auditwords SELECT * FROM audit_auditwords",
        "INSERT OR REPLACE INTO audit_book SELECT key, identity, 0, link FROM audit_book",
        "UPDATE OR REPLACE audit_auditevent SET key = 'paper:3', seq = 3 WHERE key = 'paper:2'",
    ],
)
def test_sqlite_does_not_replace_what_is_written(event, statement):
    before = fingerprint()

    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        run(statement)

    assert fingerprint() == before


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", ["UPDATE audit_auditevent SET role = ''", "DELETE FROM audit_book"])
def test_a_program_that_is_not_ours_is_refused_the_file_as_well(statement):
    write_book(3)
    stranger = sqlite3.connect(connection.settings_dict["NAME"])
    with pytest.raises(sqlite3.IntegrityError, match=REFUSAL):
        stranger.execute(statement)
    stranger.close()


@pytest.mark.postgres_only
@pytest.mark.parametrize("table", ["audit_auditevent", "audit_auditwords", "audit_book"])
@pytest.mark.parametrize("how", ["TRUNCATE {}", "SET LOCAL session_replication_role = replica; DELETE FROM {}"])
def test_postgresql_neither_empties_the_ledger_nor_takes_itself_for_a_replica(event, table, how):
    before = fingerprint()

    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        run(how.format(table))

    assert fingerprint() == before


@pytest.mark.parametrize("how", ["save", "bulk_create", "SQL"])
def test_an_entry_that_nobody_wrote_through_the_ledger_is_named(event, how):
    values = {field.attname: getattr(event, field.attname) for field in AuditEvent._meta.concrete_fields}
    forged = AuditEvent(**{**values, "key": "paper:4", "seq": 4})
    if how == "save":
        forged.save(force_insert=True)
    elif how == "bulk_create":
        AuditEvent.objects.bulk_create([forged])
    else:
        columns = ", ".join(field.column for field in AuditEvent._meta.concrete_fields)
        taken = columns.replace("key", "'paper:4'").replace("seq", "4")
        run(f"INSERT INTO audit_auditevent ({columns}) SELECT {taken} FROM audit_auditevent WHERE key = 'paper:2'")  # noqa: S608

    assert verify()["first"] == {"where": "paper:4", "what": "It does not follow the entry before it."}


# The triggers themselves


def all_triggers() -> list[str]:
    tables = triggers.APPEND_ONLY + triggers.NEVER_DELETED
    return sorted(name for table in tables for name in triggers.names(connection.vendor, table))


def test_every_trigger_is_there(db):
    assert triggers.missing(connection) == []
    assert set(all_triggers()) <= triggers.present(connection)


def test_without_the_triggers_the_same_doors_stand_open(event):
    """The control: it is the triggers that refuse."""
    with transaction.atomic():
        with triggers_off():
            assert triggers.missing(connection) == all_triggers()
            AuditEvent.objects.filter(pk=event.pk).update(role="chair of MPA")
            Book.objects.filter(key="paper").update(seq=1)
            AuditWords.objects.filter(pk=event.pk).delete()
        transaction.set_rollback(True)
    assert triggers.missing(connection) == []


def test_a_missing_trigger_is_named_and_the_ledger_is_not_called_whole(event):
    name = all_triggers()[0]
    with transaction.atomic():
        run(f"DROP TRIGGER {name}" + (" ON audit_auditevent" if connection.vendor == "postgresql" else ""))
        verdict = verify()
        triggers.install(connection)
        transaction.set_rollback(True)

    assert verdict["code"] == 1
    assert verdict["faults"] == [{"where": name, "what": "The trigger is missing or switched off."}]


@pytest.mark.postgres_only
@pytest.mark.parametrize("state", ["DISABLE TRIGGER {}", "ENABLE TRIGGER {}", "ENABLE REPLICA TRIGGER {}"])
def test_a_trigger_that_does_not_fire_always_is_named(event, state):
    name = "audit_auditevent_row_stays"
    with transaction.atomic():
        run(f"ALTER TABLE audit_auditevent {state.format(name)}")
        assert triggers.missing(connection) == [name]
        triggers.install(connection)
        assert triggers.missing(connection) == []
        transaction.set_rollback(True)


def test_nobody_reaches_the_ledger_by_another_way_of_asking(event):
    """Upserts of Django on rows that are there end at the same trigger."""
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        AuditEvent.objects.filter(pk=event.pk).update_or_create(defaults={"role": "chair of MPA"})

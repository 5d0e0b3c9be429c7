"""There is no way past the gate: every other way of writing a governed row is refused, and nothing has changed (B1).

Every door is tried on every governed model. Python refuses first, with a sentence for the programmer; whoever goes
round Python meets the database's own triggers.
"""
# ruff: noqa: S608 - names of our own tables

import asyncio
import json
import sqlite3
from functools import cache

import psycopg
import pytest
from asgiref.sync import async_to_sync
from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import F, ProtectedError

from tests.fingerprint import fingerprint
from tests.governance.scenes import undone
from tests.ledger import triggers_off
from tests.workflow.everything import one_of_each
from workflow import triggers
from workflow.blockers import OutsideTheGate
from workflow.gate import one_act, perform
from workflow.triggers import governed_models

REFUSAL = "change only through the gate."


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def wait_for(method, /, **details) -> None:
    """Where a browser test ran before, its loop still runs in this thread: it waits as well."""

    async def call():
        await method(**details)

    other = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        async_to_sync(call)()
    finally:
        asyncio._set_running_loop(other)


def table(row) -> str:
    return row._meta.db_table


def values(row) -> dict:
    """The values of `row` without its key."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


def copy(row):
    return type(row)(**values(row))


def plain(row) -> models.QuerySet:
    """A query set of Django's own, not ours."""
    return models.QuerySet(type(row))


@cache
def historical_models():
    """The models as a data migration gets them: without a method of ours."""
    return MigrationLoader(connection).project_state().apps


def historical(row):
    return historical_models().get_model(row._meta.label).objects


def load_fixture(row) -> None:
    """What `loaddata` does with each object of a file."""
    text = json.loads(serializers.serialize("json", [row]))
    text[0]["fields"]["version"] = 99
    for thing in serializers.deserialize("json", json.dumps(text)):
        thing.save()


def load_new_fixture(row) -> None:
    text = json.loads(serializers.serialize("json", [row]))
    text[0]["pk"] = 10_000
    for thing in serializers.deserialize("json", json.dumps(text)):
        thing.save()


def insert(row, how: str = "INSERT INTO") -> None:
    columns = [connection.ops.quote_name(field.column) for field in row._meta.concrete_fields]
    taken = ["id + 10000" if column == '"id"' else column for column in columns]
    run(f"{how} {table(row)} ({', '.join(columns)}) SELECT {', '.join(taken)} FROM {table(row)}")


def copy_in(row) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table(row)} (id) FROM STDIN") as stream:
        stream.write("10000\n")


ANYWHERE = {
    "save": lambda row: row.save(),
    "save some fields": lambda row: row.save(update_fields=["version"]),
    "save_base": lambda row: row.save_base(raw=True),
    "asave": lambda row: wait_for(row.asave),
    "delete": lambda row: row.delete(),
    "adelete": lambda row: wait_for(row.adelete),
    "save of Django's own": lambda row: models.Model.save(row),
    "save_base of Django's own": lambda row: models.Model.save_base(row),
    "save_base of Django's own, raw": lambda row: models.Model.save_base(row, raw=True),
    "insert by save_base of Django's own": lambda row: models.Model.save_base(copy(row), force_insert=True),
    "delete of Django's own": lambda row: models.Model.delete(row),
    "create": lambda row: type(row).objects.create(**values(row)),
    "acreate": lambda row: wait_for(type(row).objects.acreate, **values(row)),
    "get_or_create": lambda row: type(row).objects.get_or_create(pk=10_000, defaults=values(row)),
    "get_or_create of one that is there": lambda row: type(row).objects.get_or_create(pk=row.pk),
    "update_or_create": lambda row: type(row).objects.update_or_create(pk=row.pk, defaults={"version": 99}),
    "bulk_create": lambda row: type(row).objects.bulk_create([copy(row)]),
    "bulk_create over it": lambda row: type(row).objects.bulk_create(
        [row], update_conflicts=True, update_fields=["version"], unique_fields=["id"]
    ),
    "bulk_update": lambda row: type(row).objects.bulk_update([row], ["version"]),
    "update": lambda row: type(row).objects.update(version=99),
    "update by F": lambda row: type(row).objects.filter(pk=row.pk).update(version=F("version") + 1),
    "aupdate": lambda row: wait_for(type(row).objects.aupdate, version=99),
    "queryset delete": lambda row: type(row).objects.all().delete(),
    "_raw_delete": lambda row: type(row).objects.all()._raw_delete("default"),
    "_update": lambda row: type(row).objects.all()._update([]),
    "base manager": lambda row: type(row)._base_manager.update(version=99),
    "base manager delete": lambda row: type(row)._base_manager.filter(pk=row.pk).delete(),
    "default manager": lambda row: type(row)._default_manager.bulk_create([copy(row)]),
    "plain create": lambda row: plain(row).bulk_create([copy(row)]),
    "plain update": lambda row: plain(row).update(version=99),
    "plain bulk_update": lambda row: plain(row).bulk_update([row], ["version"]),
    "plain delete": lambda row: plain(row).filter(pk=row.pk)._raw_delete("default"),
    "data migration update": lambda row: historical(row).update(version=99),
    "data migration create": lambda row: historical(row).create(**values(row)),
    "data migration delete": lambda row: historical(row).filter(pk=row.pk)._raw_delete("default"),
    "fixture over it": load_fixture,
    "fixture beside it": load_new_fixture,
    "INSERT": insert,
    "UPDATE": lambda row: run(f"UPDATE {table(row)} SET version = version + 1"),
    "UPDATE of nothing": lambda row: run(f"UPDATE {table(row)} SET version = version"),
    "DELETE": lambda row: run(f"DELETE FROM {table(row)}"),
    "DELETE of one": lambda row: run(f"DELETE FROM {table(row)} WHERE id = {row.pk}"),
    "upsert": lambda row: run(
        f"INSERT INTO {table(row)} SELECT * FROM {table(row)} WHERE true ON CONFLICT (id) DO UPDATE SET version = 99"
    ),
}
ON_SQLITE = {
    "INSERT OR REPLACE": lambda row: run(f"INSERT OR REPLACE INTO {table(row)} SELECT * FROM {table(row)}"),
    "INSERT OR IGNORE": lambda row: insert(row, "INSERT OR IGNORE INTO"),
    "UPDATE OR REPLACE": lambda row: run(f"UPDATE OR REPLACE {table(row)} SET version = 99"),
    "recursive triggers": lambda row: (run("PRAGMA recursive_triggers = ON"), run(f"DELETE FROM {table(row)}")),
}
ON_POSTGRESQL = {
    "COPY": copy_in,
    "TRUNCATE": lambda row: run(f"TRUNCATE {table(row)} CASCADE"),
    "TRUNCATE of people": lambda row: run("TRUNCATE accounts_user CASCADE"),
    "replica": lambda row: run(f"SET LOCAL session_replication_role = replica; UPDATE {table(row)} SET version = 99"),
    "replica delete": lambda row: run(f"SET LOCAL session_replication_role = replica; DELETE FROM {table(row)}"),
    "MERGE": lambda row: run(
        f"MERGE INTO {table(row)} a USING {table(row)} b ON a.id = b.id WHEN MATCHED THEN UPDATE SET version = 99"
    ),
    "WITH": lambda row: run(f"WITH x AS (UPDATE {table(row)} SET version = 99 RETURNING id) SELECT * FROM x"),
}


def doors():
    return ANYWHERE | (ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)


def refused(door, *about) -> bool:
    """Whether it was refused in words. What Python refuses is not rolled back, so that half a deed would show."""
    with transaction.atomic():
        try:
            door(*about)
        except OutsideTheGate as error:
            return REFUSAL in str(error)
        except (DatabaseError, psycopg.Error) as error:
            transaction.set_rollback(True)
            return isinstance(error, ProtectedError) or REFUSAL in str(error)
    return False


def look_at_constraints_now() -> None:
    """PostgreSQL neither empties nor alters a table for which it still has constraints to check."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")


def test_every_governed_model_refuses_every_door_and_nothing_has_changed(world):
    rows = one_of_each(world)
    look_at_constraints_now()
    before, open_doors, traces = fingerprint(), [], []

    for name, door in doors().items():
        with undone():
            open_doors += [f"{name}: {model.__name__}" for model, row in rows.items() if not refused(door, row)]
            traces += [name] if fingerprint() != before else []

    assert open_doors == []
    assert traces == []


def related_managers(rows, world):
    """Every manager by which one row, or a person, leads to governed ones, with one that it could take."""
    for parent in [*rows.values(), world.olive]:
        for relation in parent._meta.related_objects:
            if relation.related_model in rows and relation.one_to_many:
                yield getattr(parent, relation.get_accessor_name()), rows[relation.related_model], relation.field


def test_no_row_is_written_from_the_row_it_belongs_to(world):
    rows = one_of_each(world)
    before, tried = fingerprint(), 0

    open_doors = []
    for manager, child, field in related_managers(rows, world):
        ways = {
            "create": lambda: manager.create(**values(child)),  # noqa: B023 - called at once
            "get_or_create": lambda: manager.get_or_create(pk=10_000),  # noqa: B023
            "update_or_create": lambda: manager.update_or_create(pk=10_000),  # noqa: B023
            "bulk_create": lambda: manager.bulk_create([copy(child)]),  # noqa: B023
            "add": lambda: manager.add(child),  # noqa: B023
            "add by saving": lambda: manager.add(child, bulk=False),  # noqa: B023
            "update": lambda: manager.update(version=99),  # noqa: B023
            "delete": lambda: manager.all().delete(),  # noqa: B023
        }
        if field.null:
            theirs = manager.first()
            ways["clear"] = lambda: manager.clear()  # noqa: B023
            if theirs:
                ways["remove"] = lambda: manager.remove(theirs)  # noqa: B023
                ways["set"] = lambda: manager.set([])  # noqa: B023
        for name, way in ways.items():
            tried += 1
            if not refused(way):
                open_doors.append(f"{field}: {name}")

    assert open_doors == []
    assert fingerprint() == before
    assert tried > 250


def test_a_person_who_has_done_anything_is_not_deleted_and_takes_nothing_with_them(world):
    one_of_each(world)
    before = fingerprint()

    for person in (world.olive, world.clare, world.mira, world.anna):
        with pytest.raises(ProtectedError), transaction.atomic():
            person.delete()

    assert fingerprint() == before


def test_there_is_no_admin_to_go_round_the_gate():
    assert not apps.is_installed("django.contrib.admin")


def test_the_gate_is_closed_again_after_every_act_and_within_one(world):
    def update():
        run("UPDATE governance_body SET version = version + 1")

    with one_act():
        perform(world.mpa.revise, actor=world.acting(world.anna), name="Police Authority")
        assert refused(update)
        perform(world.fpbv.revise, actor=world.acting(world.anna), name="Finance Committee")
    assert refused(update)


def test_the_gate_is_closed_again_after_an_act_the_database_refused(world):
    from governance.models import Body
    from workflow.blockers import Blocked

    with pytest.raises(Blocked):
        perform(world.fpbv.revise, actor=world.acting(world.anna), name="Metropolitan Police Authority")

    assert refused(lambda: run("UPDATE governance_body SET version = version + 1"))
    assert Body.objects.get(pk=world.fpbv.pk).name == "Finance, Planning and Best Value Committee"


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_a_program_that_is_not_ours_is_refused_the_file(world):
    one_of_each(world)
    before = fingerprint()

    with sqlite3.connect(connection.settings_dict["NAME"]) as stranger:
        for model in governed_models():
            name = model._meta.db_table
            for statement in (f"UPDATE {name} SET version = 99", f"INSERT INTO {name} (id) VALUES (10000)"):
                with pytest.raises(sqlite3.OperationalError, match="no such function: assent_gate"):
                    stranger.execute(statement)
            with pytest.raises(sqlite3.IntegrityError, match=REFUSAL):
                stranger.execute(f"DELETE FROM {name}")
    stranger.close()

    assert fingerprint() == before


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_writes_rows_is_refused(world):
    one_of_each(world)
    before = fingerprint()

    for model in governed_models():
        for statement in ("UPDATE {} SET version = 99", "DELETE FROM {}"):
            with pytest.raises(DatabaseError, match=REFUSAL), connection.schema_editor() as editor:
                editor.execute(statement.format(model._meta.db_table))

    assert fingerprint() == before


# The triggers themselves


def all_triggers() -> list[str]:
    return sorted(name for model in governed_models() for name in triggers.names(connection.vendor, model))


def test_without_the_triggers_the_same_doors_stand_open(world):
    """The control: it is the triggers that refuse."""
    rows = one_of_each(world)
    with transaction.atomic():
        look_at_constraints_now()
        with triggers_off():
            assert triggers.missing(connection) == all_triggers()
            assert not any(refused(ANYWHERE["UPDATE"], row) for row in rows.values())
            assert not any(refused(ANYWHERE["plain update"], row) for row in rows.values())
        transaction.set_rollback(True)
    assert triggers.missing(connection) == []


@pytest.mark.postgres_only
@pytest.mark.parametrize("state", ["DISABLE TRIGGER {}", "ENABLE TRIGGER {}", "ENABLE REPLICA TRIGGER {}"])
def test_a_trigger_that_does_not_fire_always_is_missed(world, state):
    with transaction.atomic():
        look_at_constraints_now()
        run(f"ALTER TABLE governance_target {state.format('governance_target_gate')}")
        assert triggers.missing(connection) == ["governance_target_gate"]
        triggers.install(connection)
        assert triggers.missing(connection) == []
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_remakes_a_table_gives_it_its_triggers_back(world):
    from governance.models import Body

    was = Body._meta.get_field("name")
    becomes = models.CharField(max_length=199, unique=True)
    becomes.set_attributes_from_name("name")
    becomes.model = Body

    with connection.schema_editor() as editor:
        editor.alter_field(Body, was, becomes)
    gone = triggers.missing(connection)
    with connection.schema_editor() as editor:
        editor.alter_field(Body, becomes, was)
    call_command("migrate", verbosity=0)

    of_body = triggers.names(connection.vendor, Body)
    assert gone == (sorted(of_body) if connection.vendor == "sqlite" else [])
    assert triggers.missing(connection) == []
    assert refused(lambda: run("UPDATE governance_body SET version = version + 1"))

"""What people have in their hands no longer changes: not by an act, by the ORM or by SQL, not inside the gate (A8).

Every column of every frozen model is tried by every way of writing; each is refused, and nothing has changed. With the
triggers off the same writes go through: it is they that refuse.
"""
# ruff: noqa: S608 - names of our own tables

from __future__ import annotations

from functools import partial

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.db.models import ProtectedError

from tests.fingerprint import fingerprint
from tests.ledger import triggers_off
from tests.workflow.everything import one_of_each
from tests.workflow.test_side_doors import ANYWHERE, ON_POSTGRESQL, ON_SQLITE, look_at_constraints_now
from workflow import triggers
from workflow.acts import rules_of
from workflow.blockers import Blocked, OutsideTheGate
from workflow.gate import blockers, perform
from workflow.triggers import governed_models
from workflow.writing import open_gate, write_rows

FROZEN = [model for model in governed_models() if model.frozen_by]
REFUSALS = ("no longer change.", "change only through the gate.")


@pytest.fixture
def rows(world):
    """One frozen row of every model whose rows can be."""
    found = [_settled(row) for row in one_of_each(world).values() if type(row) in FROZEN]
    assert {type(row) for row in found} == set(FROZEN)
    assert [row for row in found if not row.is_frozen] == [], "everything.py makes one of each that is frozen"
    look_at_constraints_now()
    return found


def _settled(row):
    """The row as it is once it is frozen: minutes are confirmed later, so these are brought to it by hand."""
    if row.is_frozen:
        return row
    column = row._meta.get_field(row.frozen_by)
    to = column.related_model._base_manager.values_list("pk", flat=True).order_by("-pk").first()
    with open_gate(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {column.column} = %s WHERE id = {row.pk}", [to])
    return type(row)._base_manager.get(pk=row.pk)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def refused(door) -> bool:
    """Whether it is refused in our words. What Python refuses is not rolled back, so that half a deed would show."""
    with transaction.atomic():
        try:
            door()
        except OutsideTheGate:
            return True
        except DatabaseError as error:
            transaction.set_rollback(True)
            return isinstance(error, ProtectedError) or any(refusal in str(error) for refusal in REFUSALS)
    return False


def inside(door) -> None:
    """The same, while the gate stands open for code of ours."""
    with open_gate():
        door()


def columns(row) -> list[str]:
    return [connection.ops.quote_name(field.column) for field in row._meta.concrete_fields]


def updates(row):
    """Each column of a row written by SQL, to what it was: even that is a change of what is frozen."""
    for column in columns(row):
        yield partial(run, f"UPDATE {row._meta.db_table} SET {column} = {column} WHERE id = {row.pk}")


def plain(row) -> models.QuerySet:
    """A query set of Django's own, which knows nothing of the gate."""
    return models.QuerySet(type(row)).filter(pk=row.pk)


def values_of(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


def test_every_column_is_refused_to_sql_outside_the_gate_and_inside_it(rows):
    before = fingerprint()
    doors = [door for row in rows for door in updates(row)]

    assert [door for door in doors if not refused(door)] == []
    assert [door for door in doors if not refused(partial(inside, door))] == []
    assert fingerprint() == before
    assert len(doors) > 70


def test_every_column_is_refused_to_the_orm_outside_the_gate_and_inside_it(rows):
    before = fingerprint()
    doors = []
    for row in rows:
        for name, value in values_of(row).items():
            doors.append(partial(plain(row).update, **{name: value}))
            doors.append(partial(models.Model.save, row, update_fields=[name.removesuffix("_id")]))

    assert [door for door in doors if not refused(door)] == []
    assert [door for door in doors if not refused(partial(inside, door))] == []
    assert fingerprint() == before


def test_every_other_door_is_closed_inside_the_gate_too(rows):
    """What only ever adds beside a frozen row changes nothing of it; everything that touches it is refused."""
    before = fingerprint()
    own = ON_POSTGRESQL if connection.vendor == "postgresql" else ON_SQLITE
    adds = {"INSERT", "COPY", "INSERT OR IGNORE", "plain create", "data migration create", "fixture beside it",
            "insert by save_base of Django's own", "TRUNCATE of people", "save of Django's own",
            "get_or_create of one that is there", "UPDATE of nothing"}  # fmt: skip
    doors = {name: door for name, door in {**ANYWHERE, **own}.items() if name not in adds and "migration" not in name}
    doors["save of Django's own"] = lambda row: models.Model.save(row)

    passed = [
        (name, type(row).__name__)
        for name, door in doors.items()
        for row in rows
        if not refused(partial(inside, partial(door, row)))
    ]
    assert passed == []
    assert fingerprint() == before


@pytest.mark.sqlite_only
def test_a_frozen_row_is_not_replaced_by_another_on_sqlite(rows):
    """INSERT OR REPLACE deletes what is in its way: that is a DELETE, and refused as one."""
    before = fingerprint()
    for row in rows:
        table, names = row._meta.db_table, ", ".join(columns(row))
        for way in ("INSERT OR REPLACE", "REPLACE"):
            statement = f"{way} INTO {table} ({names}) SELECT {names} FROM {table} WHERE id = {row.pk}"
            assert refused(partial(inside, partial(run, statement))), statement
        statement = f"UPDATE OR REPLACE {table} SET id = {row.pk} WHERE id <> {row.pk}"
        with transaction.atomic():
            try:
                inside(partial(run, statement))
            except DatabaseError:
                transaction.set_rollback(True)
    assert fingerprint() == before


def test_the_gate_itself_refuses_every_act(world, rows):
    before = fingerprint()
    tried = 0
    for row in rows:
        actor = world.acting(world.ken)
        for rule in rules_of(type(row)):
            act = getattr(row, rule.name)
            found = blockers(act, actor=actor)
            codes = {blocker.code for blocker in found}
            assert codes & {"frozen", "state"}, f"{type(row).__name__}.{rule.name}: {codes}"
            if not rule.creates:
                sentences = [blocker.sentence for blocker in found]
                assert any(each.endswith("no longer changes.") for each in sentences)
            with pytest.raises(Blocked):
                perform(act, actor=actor, because="So.")
            tried += 1
    assert fingerprint() == before
    assert tried > 20


def test_the_engines_own_way_of_writing_is_refused(rows):
    """Should a rule ever let an act through, the database does not."""
    before = fingerprint()
    for row in rows:
        assert refused(partial(write_rows, [row])), row
    assert fingerprint() == before


def test_what_is_still_in_preparation_changes(world):
    """The control to all of these: a row that nobody has in their hands is changed by the same statements."""
    from tests.meetings.scenes import a_meeting, an_agenda

    item = an_agenda(world, a_meeting(world))
    with open_gate():
        run(f"UPDATE meetings_item SET title = 'Another' WHERE id = {item.pk}")
    item.refresh_from_db()
    assert item.title == "Another"


def test_without_the_triggers_the_same_statements_go_through(rows):
    """The control: it is the triggers that refuse."""
    with transaction.atomic():
        with triggers_off():
            assert not any(refused(door) for row in rows for door in updates(row))
            for row in rows:
                run(f"UPDATE {row._meta.db_table} SET version = 99 WHERE id = {row.pk}")
                assert type(row)._base_manager.get(pk=row.pk).version == 99
        transaction.set_rollback(True)
    assert triggers.missing(connection) == []

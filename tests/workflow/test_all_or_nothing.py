"""An act is done, or it has not happened: whichever statement fails, everything is as it was (promise A5)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from governance import procedures
from governance.models import Decision, Objective
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from tests.audit.paper import verify
from tests.fingerprint import fingerprint
from tests.world import FEB_8, JAN_15, MAR_31, World, bring_to, resolve
from workflow import gate
from workflow.actors import Actor


@contextmanager
def the_database_fails_at(statement: int) -> Iterator[list[str]]:
    """The `statement`-th from now on fails as if the connection had been lost."""
    asked: list[str] = []

    def fail(execute, sql, params, many, context):
        asked.append(sql)
        if len(asked) == statement:
            raise OperationalError("server closed the connection unexpectedly")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield asked


def approve(world: World) -> None:
    """The clerk records that the Authority approved: a decision, its outcome, and the approval, as one act."""
    decision = Decision(plan=world.plan, body=world.mpa, circulated_on=JAN_15, decided_on=FEB_8, reference="MPA 8")
    street = Objective.objects.get(pk=world.street.pk)
    procedures.record_decision(
        decision, Resolved({street: OutcomeKind.APPROVED}), actor=Actor(world.clare, today=FEB_8)
    )


def publish(world: World) -> None:
    street = Objective.objects.get(pk=world.street.pk)
    procedures.publish(street, actor=Actor(world.clare, today=MAR_31), on=MAR_31)


def amend(world: World) -> None:
    """A copy of a published objective with all its parts, as one act."""
    street = Objective.objects.get(pk=world.street.pk)
    procedures.amend(street, actor=Actor(world.colin, today=MAR_31), because="The boroughs asked for it.")


@pytest.mark.parametrize(
    ("state", "act"),
    [
        ("draft", resolve),
        ("authority_approval", approve),
        ("approved", publish),
        ("published", amend),
    ],
    ids=["revise a target", "approve by decision", "publish", "amend"],
)
def test_whichever_statement_fails_everything_is_as_it_was(world, state: str, act: Callable[[World], None]):
    """Every second of its statements fails on SQLite, from the first, and on PostgreSQL from the second."""
    bring_to(world, state)
    before, announced = fingerprint(), len(connection.run_on_commit)
    statement = -1 if connection.vendor == "sqlite" else 0

    while True:
        statement += 2
        with the_database_fails_at(statement) as asked:
            try:
                with transaction.atomic():
                    act(world)
            except OperationalError:
                pass
            else:
                break
        assert fingerprint() == before, asked[-1]
        assert len(connection.run_on_commit) == announced, asked[-1]

    print(f"{act.__name__}: {len(asked)} statements")
    assert statement > 15
    assert fingerprint() != before
    assert verify()["whole"]


def test_a_failure_between_the_rows_and_the_ledger_leaves_neither(world, monkeypatch):
    before = fingerprint()

    def fail(lines):
        raise OSError("the disk is full")

    monkeypatch.setattr(gate.ledger, "write", fail)
    with pytest.raises(OSError, match="the disk is full"):
        resolve(world)

    assert fingerprint() == before


def test_after_a_failure_the_same_act_can_be_done(world):
    bring_to(world, "authority_approval")
    with the_database_fails_at(12), pytest.raises(OperationalError):
        approve(world)

    approve(world)

    assert Objective.objects.get(pk=world.street.pk).state == "approved"

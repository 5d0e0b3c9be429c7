"""`manage.py doctor` (K7): everything it states is broken once, and found by its own name; a sound world is sound."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.utils import timezone
from guardian.models import GroupObjectPermission

from accounts.models import User
from audit import triggers as ledger_triggers
from audit.models import Book, SealedText
from audit.store import insert_rows
from documents.models import Paper
from evidence.models import Export, Job
from governance.models import (
    Aspect,
    Body,
    Comment,
    Condition,
    Decision,
    Deputation,
    Indicator,
    Objective,
    Outcome,
    Plan,
    Priority,
    Seal,
    Target,
)
from meetings.models import (
    Agenda,
    Determination,
    Item,
    Minute,
    Minutes,
    Motion,
    Recommendation,
    Seat,
    Substitution,
    Vote,
)
from notifications.models import Delivery, Heard, Message
from tests.governance.scenes import undone
from tests.ledger import triggers_off
from tests.soundness import everything_always_so_is_so
from tests.workflow.everything import one_of_each
from workflow import triggers as row_triggers
from workflow.soundness import invariants

pytestmark = pytest.mark.slow

Rows = Mapping[Any, Any]
A_WEEK_AGO = timezone.now() - timedelta(days=7)


def put(row: Any, **values: Any) -> None:
    """Write something into a row as somebody could who has the database in their hands."""
    models.QuerySet(type(row)).filter(pk=row.pk).update(**values)


def gone(rows: Any) -> None:
    for pk in list(rows.values_list("pk", flat=True)):
        with connection.cursor() as cursor:
            table, key = rows.model._meta.db_table, rows.model._meta.pk.column
            cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [pk])  # noqa: S608 - our own tables


def beside(row: Any) -> Any:
    """One more row, past the gate."""
    row.pk = 10**6
    insert_rows(type(row), [row])
    return row


def a_plan_beside(rows: Rows) -> Plan:
    return beside(Plan(body=rows[Body], title="Another", financial_year="1999/00", version=1))


def a_priority_beside(rows: Rows) -> Priority:
    return beside(Priority(plan=a_plan_beside(rows), title="Another", order=1, version=0))


def a_message(rows: Rows, **values: Any) -> Message:
    return Message.objects.create(
        **{
            "person": User.objects.get(username="olive"), "occasion": "at_once", "key": "x" * 32, "subject": "News",
            "created_at": A_WEEK_AGO, "next_try_at": A_WEEK_AGO, **values,
        }
    )  # fmt: skip


def a_report(**values: Any) -> None:
    Paper.objects.create(
        name="report.txt", data=b"Report 3", digest="0" * 64, received_by=User.objects.get(username="colin"),
        received_at=A_WEEK_AGO, reading={}, **values,
    )  # fmt: skip


def of_another_meeting(rows: Rows) -> None:
    meeting = rows[Recommendation].meeting
    put(rows[Recommendation], meeting=another_meeting(meeting))


def another_meeting(meeting: Any) -> Any:
    meeting.held_on += timedelta(days=70)
    return beside(meeting)


def a_result(rows: Rows, **values: Any) -> None:
    put(rows[Motion], **{"method": "hands", "in_favour": 3, "against": 1, "abstained": 0, "state": "carried", **values})


PLANTED: dict[str, Callable[[Rows], None]] = {
    "Every book of the ledger is whole": lambda rows: put(Book.objects.first(), link="0" * 64),
    "Every sealed text and file is there": lambda rows: put(SealedText.objects.first(), text="{}"),
    "Every governed row is what its lines": lambda rows: put(rows[Target], text="Reduce by 99 per cent"),
    "Every trigger that refuses": lambda rows: None,  # the triggers are off while anything is planted
    "Nothing points to a row": lambda rows: put(rows[Seal], decision=10**6),
    "Every office has exactly the rights": lambda rows: gone(
        GroupObjectPermission.objects.filter(group__name="MPA: chair")
    ),
    "No body stands above itself": lambda rows: put(rows[Body], parent=rows[Body]),
    "What holds for a time ends after": lambda rows: put(rows[Deputation], ends_on=date(1999, 1, 1)),
    "Everything in a plan stands under": lambda rows: put(rows[Aspect], priority=a_priority_beside(rows)),
    "Nothing in force stands under": lambda rows: put(rows[Aspect].priority, withdrawn=True),
    "An indicator is measured by a target": lambda rows: put(
        rows[Indicator], target=Target.objects.exclude(objective=rows[Indicator].objective).first()
    ),
    "A target that is decided says so": lambda rows: put(rows[Target], resolution="resolved", text="", explanation=""),
    "What a published objective promises": lambda rows: (
        put(rows[Target].objective, state="published"),
        put(rows[Target], resolution="placeholder"),
    ),
    "An approved or published objective has": lambda rows: put(rows[Objective], state="approved", round=9),
    "An approved or published plan has": lambda rows: put(rows[Plan], state="approved"),
    "A text that was decided on is sealed": lambda rows: put(rows[Outcome], seal="0" * 64),
    "What is published has its day": lambda rows: put(rows[Objective], state="published"),
    "What an amendment has replaced": lambda rows: put(rows[Objective], state="superseded"),
    "A decision is about its own plan": lambda rows: put(rows[Decision], plan=a_plan_beside(rows)),
    "A condition is cleared after": lambda rows: put(rows[Condition], state="met", closed_on=date(1999, 1, 1)),
    "A decision takes effect after": lambda rows: put(rows[Decision], takes_effect_on=date(1999, 1, 1)),
    "Every comment on what is approved": lambda rows: (
        put(rows[Comment].objective, state="approved"),
        put(rows[Comment], disposition="", stage="workshop_review"),
    ),
    "Everything of a meeting hangs together": of_another_meeting,
    "Whoever has a seat at a meeting": lambda rows: (
        gone(Substitution._base_manager.all()),
        put(Seat.objects.first(), person=User.objects.get(username="walter")),
    ),
    "What has been published has a number": lambda rows: put(Item.everything.exclude(number="").first(), number=""),
    "The supplements of an agenda": lambda rows: put(rows[Agenda], supplement=7),
    "An agenda counts as published": lambda rows: put(rows[Agenda], counts_as_issued_on=date(1999, 1, 1)),
    "The count of a vote by name": lambda rows: a_result(rows, method="by_name", in_favour=41),
    "A motion is carried by more votes": lambda rows: a_result(rows, against=9),
    "Nobody votes twice on a motion": lambda rows: put(rows[Vote].motion, state="moved", in_favour=None, against=None),
    "Confirmed minutes are those": lambda rows: put(rows[Minutes], **as_confirmed(rows)),
    "Every item of confirmed minutes": lambda rows: (
        put(rows[Minutes], **as_confirmed(rows)),
        put(rows[Minute], minutes=rows[Minutes], state="open"),
    ),
    "What a body resolved at a meeting": lambda rows: put(
        rows[Determination], decision=another_day(rows[Decision], rows[Determination].meeting.held_on)
    ),
    "Nothing that should go out": lambda rows: a_message(rows),
    "Nobody holds a message in hand": lambda rows: a_message(
        rows, state="leased", lease="x" * 32, leased_until=A_WEEK_AGO
    ),
    "What was sent by mail": lambda rows: a_message(rows, state="sent", sent_at=A_WEEK_AGO, address=""),
    "Nobody was told of more": lambda rows: Heard.objects.create(book="plan-999", seq=4),
    "Every reminder that is counted": lambda rows: Delivery.objects.create(
        person=User.objects.get(username="omar"), kind="due.papers", thing="stage 1", due_on=date(2001, 1, 15),
        created_at=A_WEEK_AGO, message=a_message(rows),
    ),
    "A report that was handed in": lambda rows: a_report(),
    "A report that was taken into a plan": lambda rows: a_report(
        plan=rows[Plan], act_id="f" * 32, imported_by=User.objects.get(username="colin"), imported_at=A_WEEK_AGO
    ),
    "A pack that is ready": lambda rows: put(Job.objects.first(), state="ready", size=10**6),
    "Every pack that was asked for": lambda rows: gone(Job.objects.filter(export=rows[Export])),
}  # fmt: skip
"""how each statement begins -> what breaks it"""


def another_day(decision: Decision, held_on: date) -> Decision:
    put(decision, decided_on=held_on + timedelta(days=9))
    return decision


def as_confirmed(rows: Rows) -> dict[str, Any]:
    seal, seat, item = Seal.objects.first(), Seat.objects.first(), Item.everything.first()
    return {"state": "confirmed", "sealed": seal.sealed, "signed_by": seat, "confirmed_under": item}


@contextmanager
def triggers_off_until_undone() -> Iterator[None]:
    """SQLite and PostgreSQL both take a trigger back with everything else."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    ledger_triggers.remove(connection)
    row_triggers.remove(connection)
    yield


def doctor(*options: str) -> tuple[int, str]:
    said = StringIO()
    try:
        call_command("doctor", *options, stdout=said)
    except SystemExit as ended:
        return int(str(ended.code)), said.getvalue()
    return 0, said.getvalue()


def test_a_world_with_one_of_everything_is_sound(world):
    one_of_each(world)
    code, said = doctor()
    assert said == f"The data is sound: {len(invariants())} statements hold.\n"
    assert code == 0


def test_everything_it_states_is_broken_here():
    statements = [each.statement for each in invariants()]
    assert len(statements) >= 25
    unbroken = [said for said in statements if not any(said.startswith(beginning) for beginning in PLANTED)]
    assert unbroken == []
    assert len(PLANTED) == len(statements)


def test_it_finds_what_is_broken(world):
    rows, unseen, sentences = one_of_each(world), [], []
    for statement, plant in PLANTED.items():
        stated = next(each for each in invariants() if each.statement.startswith(statement))
        with undone(), triggers_off_until_undone():
            plant(rows)
            found = list(stated.faults())
        for row in rows.values():
            row.refresh_from_db()
        unseen += [] if found else [statement]
        sentences += [fault.what for fault in found]

    assert unseen == []
    assert all(sentence.endswith(".") for sentence in sentences)
    assert doctor()[0] == 0, "what was planted is gone again"


def test_a_random_walk_that_ends_where_something_is_broken_fails(world):
    target = Target.objects.order_by("pk").first()
    everything_always_so_is_so()
    with triggers_off():
        put(target, text="Reduce by 99 per cent")

    with pytest.raises(AssertionError, match=f"governance.target {target.pk}: Its text is “Reduce by 99 per cent”"):
        everything_always_so_is_so()


def test_it_names_what_is_broken_and_how_many_more(world, monkeypatch):
    monkeypatch.setattr("workflow.management.commands.doctor.SHOWN", 1)
    one_of_each(world)
    with triggers_off():
        models.QuerySet(Target).update(resolution="resolved", text="", explanation="")

    code, said = doctor()

    assert code == 1
    assert said.startswith(f"The data is NOT sound: 2 of {len(invariants())} statements do not hold.\n")
    first = Target.objects.order_by("pk").first()
    more = Target.objects.count() - 1
    assert f"governance.target {first.pk}: It is decided and says nothing.\n  and {more} more: see --json" in said
    told = json.loads(doctor("--json")[1])
    assert not told["sound"]
    assert [len(each["faults"]) > 0 for each in told["checks"]].count(True) == 2
